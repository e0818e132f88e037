"""The gate of branch coverage names the package that its tests do not prove, and the lines."""

from __future__ import annotations

from tests.branch_coverage import lacks_of, share, table


def file(statements, lines, *, branches=0, steps=()):
    """What coverage's JSON report says of a file; `lines` and `steps` were not run."""
    return {
        "summary": {
            "num_statements": statements,
            "covered_lines": statements - len(lines),
            "num_branches": branches,
            "covered_branches": branches - len(steps),
        },
        "missing_lines": list(lines),
        "missing_branches": [list(step) for step in steps],
    }


# 60 of 60 lines, 28 of 30 branches; 7 of 10 lines.
FILES = {
    "okrsdk/grading/pace.py": file(60, [], branches=30, steps=[(12, 14), (33, -30)]),
    "okrsdk/rules/nested/deep.py": file(10, [3, 4, 9], branches=2, steps=[(9, 10)]),
    "okrsdk/errors.py": file(0, []),
}


def test_a_package_is_judged_as_a_whole_by_lines_and_branches():
    assert table(FILES) == [" 100.0 %  okrsdk", "  97.8 %  okrsdk/grading", "  66.7 %  okrsdk/rules"]
    assert share(FILES) == 100 * (60 + 28 + 7 + 1) / (60 + 30 + 10 + 2)


def test_what_is_below_the_limit_is_named_with_its_lines_and_steps():
    first, _, *lines = lacks_of("okrsdk/grading", FILES)
    assert first == "okrsdk/grading: 97.8 % of its lines and branches are tested, at least 98 % must be."
    assert lines == ["  okrsdk/grading/pace.py: 12->14, 33->end"]
    assert list(lacks_of("okrsdk/rules", FILES))[2:] == ["  okrsdk/rules/nested/deep.py: 3, 4, 9"]


def test_what_reaches_the_limit_has_no_lack():
    assert (
        list(lacks_of("okrsdk/grading", {"okrsdk/grading/pace.py": file(98, [], branches=2, steps=[(1, 2), (3, 4)])}))
        == []
    )


def test_a_package_that_was_not_measured_is_a_lack():
    assert list(lacks_of("okrsdk/language", FILES)) == ["okrsdk/language: not measured."]
