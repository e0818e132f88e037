"""Strategies for sets of OKRs that a document can say: what is written is what is read."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from okrsdk.model import (
    Change,
    CheckIn,
    Client,
    Commitment,
    Cycle,
    Decision,
    FinalScore,
    FunnelStage,
    FunnelStep,
    Indicator,
    KeyResult,
    Kind,
    Level,
    Objective,
    OkrSet,
    Stage,
    Status,
    StrategyEntry,
    StrategyPart,
    Visibility,
)
from okrsdk.workbook.layout.cell_values import ERROR_CODES

TEXTS = (
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=15)
    .map(str.strip)
    .filter(
        # Error values are no texts: `#REF!` says that a formula failed, `Loading...` that it has no value yet.
        lambda text: not text.startswith("#") and text not in ERROR_CODES.values()
    )
)
NAMES = TEXTS.filter(lambda text: bool(" ".join(text.split())))
AMOUNTS = st.decimals(-(10**9), 10**9, places=4) | st.integers(-(10**14), 10**14).map(Decimal)
SHARES = st.decimals(0, 1, places=3)


def maybe(strategy):
    return st.none() | strategy


def objects(model, **fields):
    return st.fixed_dictionaries(fields).map(lambda values: model(**values))


CLIENTS = objects(
    Client,
    name=TEXTS,
    currency=st.sampled_from(["", "USD", "EUR"]),
    average_sale=maybe(st.decimals(0, 10**6, places=2)),
    close_rate=maybe(SHARES),
    monthly_capacity=maybe(st.decimals(0, 10**4, places=0)),
    capacity_unit=TEXTS,
    policy=st.sampled_from(["", "agency", "team -K209"]),
    funnel=st.lists(
        objects(
            FunnelStep, stage=st.sampled_from(FunnelStage), visibility=maybe(st.sampled_from(Visibility)), system=TEXTS
        ),
        max_size=3,
    ).map(tuple),
)
STAGES = st.lists(objects(Stage, score=st.decimals(0, 1, places=2), name=NAMES), max_size=3).map(
    lambda stages: tuple(sorted(stages, key=lambda stage: stage.score))
)


def objective(number):
    return objects(
        Objective,
        id=st.just(f"O{number}"),
        text=TEXTS,
        why=TEXTS,
        owner=TEXTS,
        co_owners=st.lists(NAMES, max_size=2).map(tuple),
        level=maybe(st.sampled_from(Level)),
        contributes_to=TEXTS,
        weight=st.decimals(0, 10, places=1),
        status=st.sampled_from(Status),
    )


def key_result(objective_id, number):
    return objects(
        KeyResult,
        id=st.just(f"{objective_id}-KR{number}"),
        objective_id=st.just(objective_id),
        text=TEXTS,
        kind=st.sampled_from(Kind),
        commitment=st.sampled_from(Commitment),
        source=TEXTS,
        funnel_stage=maybe(st.sampled_from(FunnelStage)),
        indicator=maybe(st.sampled_from(Indicator)),
        unit=TEXTS,
        baseline=maybe(AMOUNTS),
        target=maybe(AMOUNTS),
        current=maybe(AMOUNTS),
        stages=STAGES,
        lesson=TEXTS,
        due=maybe(st.dates()),
        weight=st.decimals(0, 10, places=1),
        status=st.sampled_from(Status),
    )


def check_in(ids):
    return objects(
        CheckIn,
        day=maybe(st.dates()),
        key_result_id=st.sampled_from(ids),
        value=maybe(AMOUNTS),
        confidence=maybe(SHARES),
        changed=TEXTS,
        by=TEXTS,
    )


LATER_DAYS = st.dates(date(1900, 3, 1))


def decision(ids):
    return objects(
        Decision,
        day=maybe(LATER_DAYS),
        key_result_id=st.sampled_from(["", *ids]),
        change=maybe(st.sampled_from(Change)),
        before=TEXTS,
        after=TEXTS,
        why=TEXTS,
        answers=st.sampled_from(["", "C501", "C501 C503"]),
    )


def final_score(ids):
    return objects(
        FinalScore,
        day=maybe(LATER_DAYS),
        record_id=st.sampled_from(ids),
        text=TEXTS,
        status=st.sampled_from(Status),
        kind=maybe(st.sampled_from(Kind)),
        commitment=maybe(st.sampled_from(Commitment)),
        baseline=maybe(AMOUNTS),
        stages=STAGES,
        current=maybe(AMOUNTS),
        weight=st.decimals(0, 10, places=1),
        score=maybe(SHARES),
    )


def strategy_entry(number):
    return st.sampled_from(StrategyPart).flatmap(
        lambda part: objects(
            StrategyEntry,
            id=st.just(f"C{number}" if part is StrategyPart.CHALLENGE else ""),
            part=st.just(part),
            text=TEXTS,
            why=TEXTS,
            source=TEXTS,
            healthy_from=maybe(AMOUNTS),
            healthy_to=maybe(AMOUNTS),
            current=maybe(AMOUNTS),
            unit=TEXTS,
        )
    )


@st.composite
def okr_sets(draw):
    sizes = draw(st.lists(st.integers(0, 2), max_size=2))
    apart = draw(st.integers(0, 1))
    key_results = [
        draw(key_result(f"O{number}", index + 1)) for number, size in enumerate(sizes, start=1) for index in range(size)
    ] + [draw(key_result("O9", index + 1)) for index in range(apart)]
    ids = [kr.id for kr in key_results] or ["O1-KR1"]
    return OkrSet(
        client=draw(CLIENTS),
        cycle=draw(maybe(st.sampled_from([Cycle.parse("2026-Q1"), Cycle.parse("2026"), Cycle.parse("2025-H2")]))),
        objectives=tuple(draw(objective(number)) for number, _ in enumerate(sizes, start=1)),
        key_results=tuple(key_results),
        check_ins=tuple(draw(st.lists(check_in(ids), max_size=2))),
        decisions=tuple(draw(st.lists(decision(ids), max_size=2))),
        final_scores=tuple(draw(st.lists(final_score(ids), max_size=1))),
        strategy=tuple(draw(strategy_entry(number)) for number in range(1, 1 + draw(st.integers(0, 2)))),
    )


def holdable(okr_set):
    """Whether cells can hold its lists, whose items are parted by commas or bars and have single blanks in them."""
    people = [name for objective in okr_set.objectives for name in objective.co_owners]
    staged = (*okr_set.key_results, *okr_set.final_scores)
    stages = [stage.name for one in staged for stage in one.stages]
    return all(name == " ".join(name.split()) and not set(name) & set(",;|") for name in people + stages)


def as_in_a_workbook(okr_set):
    """The OKRs as a workbook can hold them: no day before Excel's first, no funnel stage of which nothing is said."""
    first = date(1900, 3, 1)
    steps = tuple(step for step in okr_set.client.funnel if step.visibility or step.system)
    return replace(
        okr_set,
        client=replace(okr_set.client, funnel=steps),
        key_results=tuple(replace(one, due=one.due and max(one.due, first)) for one in okr_set.key_results),
        check_ins=tuple(replace(one, day=one.day and max(one.day, first)) for one in okr_set.check_ins),
    )
