"""What the rules find is told in German, French and Spanish as well; what people wrote is quoted as it is."""

import re
from datetime import date
from decimal import Decimal

import pytest

from okrsdk.findings import Table
from okrsdk.language.translation import translated
from okrsdk.model import CheckIn, Client, Cycle, KeyResult, Kind, Objective, OkrSet
from okrsdk.rulebook import RULEBOOK
from okrsdk.rules import CATALOGUE, STANDARD, check
from okrsdk.rules.checking import context_of
from okrsdk.rules.rule_context import Form
from okrsdk.schema.table_cells import table_cells
from okrsdk.schema.validation import validate

WORDS_IN_BRACES = re.compile(r"\{\w*\}")


def told(findings, code, locale):
    found = next(one for one in findings if one.code == code)
    return translated(found.message, locale), translated(found.suggestion, locale)


@pytest.mark.parametrize("locale", ["de", "fr", "es"])
def test_every_rule_is_told_in_every_language(locale):
    for rule in CATALOGUE:
        example = rule.meta.bad
        for finding in rule.findings(context_of(example.okr_set, policy=STANDARD, on=example.on, form=Form.TABLES)):
            for english in (finding.message, finding.suggestion):
                other = translated(english, locale)
                assert other != english, (rule.code, english)
                assert not WORDS_IN_BRACES.search(other), other


def test_what_people_wrote_is_quoted_in_their_own_words():
    okr_set = OkrSet(objectives=(Objective(id="O1", text="Umsatz um 40 % steigern {jetzt}"),), locale="de_DE")
    message, suggestion = told(check(okr_set, form=Form.TEXT), "O102", "de")
    assert message == "„40 %“ ist eine Zahl in einem Objective."
    assert suggestion == "Die Zahl in ein Key Result verschieben; das Objective sagt, was für wen besser wird."
    french, _ = told(check(okr_set, form=Form.TEXT), "O102", "fr-CA")
    assert french == "«\N{NO-BREAK SPACE}40 %\N{NO-BREAK SPACE}» est un chiffre dans un objectif."


def test_numbers_days_and_money_have_the_form_of_the_reader():
    key_result = KeyResult(
        id="O1-KR1", text="Anfragen", baseline=Decimal(1000), target=Decimal("1011.4"), due=date(2026, 6, 30)
    )
    cost = KeyResult(text="Cost per acquisition", kind=Kind.AT_MOST, unit="$", target=Decimal(1200))
    okr_set = OkrSet(
        client=Client(currency="USD", average_sale=Decimal("4500.5")),
        cycle=Cycle.parse("2026-Q1"),
        key_results=(key_result, cost),
    )
    found = check(okr_set)
    assert told(found, "K227", "de")[0] == "Von 1.000 auf 1.011,4 ist eine Änderung von 1,1\N{NO-BREAK SPACE}%."
    assert (
        told(found, "K241", "de")[0]
        == "Fällig ist es am 30.06.2026, außerhalb von 2026-Q1 (01.01.2026 bis 31.03.2026)."
    )
    assert told(found, "M311", "es")[0].replace("\N{NO-BREAK SPACE}", " ") == (
        "Un cliente nuevo costaría 1.200 $, el 26,7 % de lo que vale un cliente (4.500,50 $); el límite es 15 %."
    )


def test_structure_is_told_too():
    tables = {
        Table.OBJECTIVES: table_cells(Table.OBJECTIVES, [{"id": "O1", "text": "Win", "weight": Decimal(-1)}]),
        Table.KEY_RESULTS: table_cells(
            Table.KEY_RESULTS, [{"id": "O1-KR1", "objective_id": "O7", "text": "Leads", "target": "etwa fünfzig"}]
        ),
        Table.CLIENT: table_cells(Table.CLIENT, [{"cycle": "Frühling"}]),
    }
    found = validate(tables)
    assert told(found, "T205", "de") == (
        "In „Weight“ steht -1; erlaubt ist: 0 oder mehr.",
        "Eine Zahl eintragen: 0 oder mehr.",
    )
    assert told(found, "T201", "de")[0] == "In „Target“ steht „etwa fünfzig“; das ist keine Zahl."
    assert told(found, "T302", "es") == ("No hay ningún objetivo O7.", "Usa uno de estos: O1.")
    message, cure = told(found, "T208", "de")
    assert message == "„Frühling“ ist kein Zyklus."
    assert cure.startswith("Ein Quartal (2026-Q1), ein Halbjahr")


def test_a_policy_that_cannot_be_read_is_told_too():
    message, _ = told(check(OkrSet(client=Client(policy="startup"))), "T501", "de")
    assert message == "Regeln namens 'startup' gibt es nicht. Zur Wahl stehen: standard, agency, company, team."


def test_one_key_result_is_counted_as_one():
    okr_set = OkrSet(
        objectives=(Objective(id="O1", text="Win families"),),
        key_results=(KeyResult(id="O1-KR1", objective_id="O1", text="Visits from 10 to 20"),),
    )
    message, _ = told(check(okr_set), "O112", "de")
    assert message == "O1 hat 1 Key Result; die Regeln „standard“ verlangen 2."


def test_a_day_of_silence_is_told_with_its_day():
    okr_set = OkrSet(
        cycle=Cycle.parse("2026-Q1"),
        objectives=(Objective(id="O1", text="Win families"),),
        key_results=(KeyResult(id="O1-KR1", objective_id="O1", text="Visits from 10 to 20"),),
        check_ins=(CheckIn(key_result_id="O1-KR1", day=date(2026, 1, 12), value=Decimal(12)),),
    )
    message, _ = told(check(okr_set, on=date(2026, 2, 16)), "C507", "es-ES")
    assert message == (
        "El último check-in es del 12 ene 2026: 35 días de silencio, cuando toca un check-in cada 14 días."
    )


def test_names_and_reasons_of_rules_are_told_too():
    rule = next(one for one in RULEBOOK if one.code == "O101")
    assert translated(rule.title, "de") == "Maßnahme als Objective"
    assert translated(rule.reason, "es").startswith("Un objetivo es lo que importa a quienes servimos")
    assert (rule.title, rule.reason) == ("tactic as objective", rule.why)
