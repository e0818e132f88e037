"""Which tests `make test` measures, for the gate of branch coverage: those that prove a package, and no others.

The others would prove little about it, and being traced takes twice as long. A package is proved by the examples of its
own tests and by a few of other packages; what hypothesis makes up, or thousands of rows, runs the same lines again.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Collection
from importlib import import_module
from pathlib import Path

import pytest

ALSO_MEASURED = {
    "workbook": (
        "cli/test_checkin.py::test_a_round_asks_for_what_is_owed_",
        "cli/test_decisions.py::test_a_decision_is_shown_as_json_",
        "cli/test_decisions.py::test_a_sentence_that_is_work_",
        "cli/test_importing.py::test_where_to_is_asked_for",
        "sheets/test_adoption.py::test_a_row_that_is_deleted_where_the_sheet_ends_",
        "sheets/test_check_in_once.py::test_a_closed_cycle_",
        "sheets/test_close.py::test_rows_that_move_in_the_same_moment_do_not_mix_final_scores[3]",
        "sheets/test_import.py::test_a_header_row_that_is_deleted_",
        "sheets/test_import.py::test_nothing_that_was_imported_becomes_a_formula",
        "sheets/test_import.py::test_the_workbook_says_what_the_source_says",
    )
}
"""Tests outside of a package's own that prove it: what a workbook comes to while people move it shows over Sheets.

Named by how they begin: a few, which run the lines and branches that all the others do.
"""
NOT_MEASURED = (
    "language/test_locale_round_trips.py",
    "rules/test_filled_columns_are_sound.py",
    "rules/test_one_finding_a_cell.py::test_of_a_sentence_of_the_corpus_nothing_is_told_twice[further_fields]",
    "rules/test_one_finding_a_cell.py::test_of_a_sentence_of_the_wording_",
    "rules/test_one_finding_a_cell.py::test_of_an_example_",
    "workbook/writing/test_interleavings.py::TestGrades",
    "workbook/writing/test_write_back.py::test_an_edit_before_any_of_the_writes_",
    "workbook/writing/test_write_back.py::test_no_id_is_ever_changed_by_the_filling_",
    "workbook/writing/test_write_back.py::test_whatever_happens_before_each_request_",
)
"""Tests of a package's own that go through what others have measured, again and again."""
AGAIN_AND_AGAIN = {"hypothesis", "slow"}
"""The marks of such tests."""


def load(sources: Collection[str]) -> None:
    """Imports all modules of the packages in these folders.

    What a test that is not measured were the first to import would else count as never run.
    """
    for source in sources:
        package = import_module(".".join(Path(source).parts))
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)


def is_measured(item: pytest.Item, packages: Collection[str]) -> bool:
    """Whether a test is among those that prove one of these packages, by their last names."""
    test = item.nodeid.removeprefix("tests/")
    if test.startswith(tuple(also for package in packages for also in ALSO_MEASURED.get(package, ()))):
        return True
    is_own = test.split("/")[0] in packages and not test.startswith(NOT_MEASURED)
    return is_own and not any(mark.name in AGAIN_AND_AGAIN for mark in item.iter_markers())
