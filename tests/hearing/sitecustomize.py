"""Runs when a Python process starts that a test has started: makes Local Sheets heard there too."""

import os

if os.environ.get("TRAFFIC_FOLDER"):
    import traffic_recorder  # type: ignore[import-not-found]  # beside this file, on the path of such a process alone

    traffic_recorder.wait_for_local_sheets()
