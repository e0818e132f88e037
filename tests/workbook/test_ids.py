from dataclasses import replace

from okrsdk.model import CheckIn, KeyResult, Objective, OkrSet
from okrsdk.workbook import fill_ids


def key_results(*pairs):
    return tuple(KeyResult(id=own, objective_id=objective, text=f"{own}{objective}") for own, objective in pairs)


def test_blank_ids_get_the_next_number_in_the_order_of_the_workbook():
    okr_set = OkrSet(
        objectives=(Objective(id="O2", text="a"), Objective(text="b"), Objective(text="c")),
        key_results=key_results(("O2-KR1", "O2"), ("", "O2"), ("", "O2"), ("", "O9")),
    )
    filled = fill_ids(okr_set)
    assert [o.id for o in filled.objectives] == ["O2", "O10", "O11"]
    assert [kr.id for kr in filled.key_results] == ["O2-KR1", "O2-KR2", "O2-KR3", "O9-KR1"]


def test_a_number_that_stands_anywhere_is_never_given_again():
    okr_set = OkrSet(
        objectives=(Objective(id="O1"), Objective()),
        key_results=(
            *key_results(("O1-KR1", "O1"), ("", "O1")),
            KeyResult(id="x", objective_id="O1", replaced_by="o1-kr4"),
        ),
        check_ins=(CheckIn(key_result_id="O1-KR7"), CheckIn(key_result_id="O4-KR1")),
    )
    filled = fill_ids(okr_set)
    assert filled.key_results[1].id == "O1-KR8"
    assert filled.objectives[1].id == "O5"


def test_other_names_stay_and_lend_themselves_to_their_key_results():
    okr_set = OkrSet(objectives=(Objective(id="Growth (EU)"),), key_results=key_results(("", "Growth (EU)")))
    assert fill_ids(okr_set).key_results[0].id == "Growth (EU)-KR1"


def test_a_key_result_without_objective_gets_none_and_filling_twice_changes_nothing():
    okr_set = OkrSet(objectives=(Objective(),), key_results=key_results(("", ""), ("", "O1")))
    once = fill_ids(okr_set)
    assert once.key_results[0].id == ""
    assert fill_ids(once) == once
    assert once == replace(once)


def test_an_id_of_thousands_of_digits_is_no_number_to_count_on_from():
    endless = "O" + "9" * 5000
    okr_set = fill_ids(
        OkrSet(
            objectives=(Objective(id=endless), Objective()),
            key_results=(KeyResult(id=f"{endless}-KR{'9' * 5000}"), KeyResult(objective_id=endless)),
        )
    )
    assert [objective.id for objective in okr_set.objectives] == [endless, "O1"]
    assert okr_set.key_results[1].id == f"{endless}-KR1"
