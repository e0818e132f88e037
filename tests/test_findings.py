from itertools import permutations

from okrsdk.findings import Finding, Location, Severity, Table, has_errors, in_reading_order, joined


def _finding(code, severity, *, table=Table.KEY_RESULTS, position=0, field="text"):
    place = Location(table=table, record=f"R{position}", position=position, field=field)
    return Finding(code=code, severity=severity, location=place, message="m")


def test_findings_are_read_from_the_first_table_down_and_worst_first_within_a_record():
    whole_set = Finding(code="O301", severity=Severity.INFO, location=Location(), message="m")
    ordered = [
        whole_set,
        _finding("O101", Severity.INFO, table=Table.OBJECTIVES, position=1),
        _finding("T201", Severity.ERROR, position=0),
        _finding("K201", Severity.WARNING, position=0),
        _finding("K202", Severity.INFO, position=0),
        _finding("K201", Severity.ERROR, position=3),
    ]
    for shuffled in permutations(ordered):
        assert list(in_reading_order(shuffled)) == ordered


def test_what_a_rule_says_of_a_cell_that_could_not_be_read_is_left_out():
    unread = _finding("T201", Severity.ERROR, field="target")
    elsewhere = _finding("K201", Severity.ERROR, field="text")
    assert joined([unread], [_finding("K223", Severity.ERROR, field="target"), elsewhere]) == (elsewhere, unread)


def test_a_rule_that_is_graver_than_the_structure_is_heard():
    spare, grave = _finding("T301", Severity.INFO), _finding("K201", Severity.ERROR)
    assert joined([spare], [grave]) == (grave, spare)


def test_findings_on_a_whole_record_stand_beside_each_other():
    both = _finding("T301", Severity.ERROR, field=None), _finding("K301", Severity.ERROR, field=None)
    assert set(joined(both[:1], both[1:])) == set(both)


def test_only_severity_error_is_an_error():
    assert not has_errors([_finding("K201", Severity.WARNING), _finding("K202", Severity.INFO)])
    assert has_errors([_finding("K202", Severity.INFO), _finding("T201", Severity.ERROR)])
