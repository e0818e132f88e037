"""Reads the key results of several workbooks, with their scores, into one pandas frame.

    python examples/scores_as_frame.py "Lakeshore Heating & Air" "Harbor Dental" --on 2026-11-18

Each workbook is named by the URL of a Google Sheet, or by its name in Local Sheets. Nothing is written. In a notebook,
import `scores_frame` and go on from there; `okrsdk.to_frames` has objectives and check-ins too.
"""

import argparse
import sys
from collections.abc import Iterable
from datetime import date

import pandas as pd

import okrsdk

COLUMNS = ["text", "owner", "current", "target", "score", "band", "pace"]


def scores_frame(workbooks: Iterable[str], on: date) -> pd.DataFrame:
    """One row per key result, indexed by workbook and ID; missing where a key result is not graded."""
    frames = okrsdk.to_frames([okrsdk.assess(okrsdk.open(workbook).read(), on=on) for workbook in workbooks])
    scores = frames["scores"][frames["scores"]["scored"] == "key_result"]
    both = frames["key_results"].merge(scores, on=["workbook", "position"])
    return both.set_index(["workbook", "id"])[COLUMNS]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="The key results of several workbooks, with their scores.")
    parser.add_argument("workbook", nargs="+")
    parser.add_argument("--on", type=date.fromisoformat, default=date.today(), help="the day asked about")
    options = parser.parse_args()
    try:
        found = scores_frame(options.workbook, options.on)
    except okrsdk.OkrError as error:  # for instance a name that no workbook has
        sys.exit(str(error))
    print(found[["text", "score", "band", "pace"]].to_string())
    print(found.groupby("workbook")["score"].describe().round(2).to_string())
