"""The order in which tests run."""

import pytest

from tests.running_order import in_running_order

TESTS = [
    "b1 browser slow",
    "f1",
    "m1 measured",
    "s1 slow",
    "f2",
    "l1 load slow",
    "s2 slow",
    "f3",
    "b2 browser",
    "l2 load",
    "f4",
    "m2 measured",
]


@pytest.mark.parametrize(
    ("processes", "order"),
    [
        (1, "m1 m2 f1 f2 f3 f4 s1 s2 l1 l2 b1 b2"),
        (2, "m1 f1 f2 s1 l1 b1 m2 f3 f4 s2 l2 b2"),
    ],
)
def test_each_process_begins_with_what_is_measured_and_ends_with_a_browsers(processes, order):
    ordered = in_running_order(TESTS, processes, lambda test: test.split()[1:])
    assert " ".join(test.split()[0] for test in ordered) == order
