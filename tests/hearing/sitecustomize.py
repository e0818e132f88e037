"""Runs when a Python process starts that a test has started: makes Local Sheets heard there too."""

import os

if os.environ.get("TRAFFIC_FOLDER"):
    import traffic_recorder

    traffic_recorder.wait_for_local_sheets()
