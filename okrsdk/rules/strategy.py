"""Rules A412 to A418: the KPIs that matter, kept apart from the key results, and the challenges that are answered."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Location, Severity, Table
from okrsdk.language.direction import Direction
from okrsdk.language.kpi_text import kpi_range, kpi_value
from okrsdk.language.rewording import same_meaning
from okrsdk.model import Client, KeyResult, Kind, Objective, StrategyEntry, StrategyPart
from okrsdk.rules.example import example
from okrsdk.rules.rule import Rule, RuleMeta, Violation, key_result_rule, objective_rule, set_rule
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.rules.rule_context import KeyResultView, ObjectiveView, RuleContext

_HOLDS = (Kind.AT_LEAST, Kind.AT_MOST, Kind.BETWEEN)
_WINTER = StrategyEntry(id="C1", part=StrategyPart.CHALLENGE, text="Half of the chairs are empty in winter")
_COMPANY = Client(policy="company")
_QUIET = Objective(id="O1", text="Fill the quiet months")


def _no_shows(current: int) -> StrategyEntry:
    return StrategyEntry(
        part=StrategyPart.KPI,
        text="No-show rate",
        source="Booking system",
        healthy_to=Decimal(8),
        current=Decimal(current),
        unit="%",
    )


@set_rule(
    RuleMeta(
        code="A412",
        name="too-many-kpis",
        severity=Severity.WARNING,
        why="Ten figures can be looked at in a minute and known by heart. With more of them nobody sees the one that "
        "leaves its range.",
        source="practice 20",
        bad=example(*(StrategyEntry(part=StrategyPart.KPI, text=f"Waiting time, site {n}") for n in range(1, 12))),
        good=example(*(StrategyEntry(part=StrategyPart.KPI, text=f"Waiting time, site {n}") for n in range(1, 11))),
    )
)
def too_many_kpis(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
    """There are more KPIs than a policy allows."""
    limit, own = context.policy.limits.max_kpis, _entries(context, StrategyPart.KPI)
    if len(own) > limit:
        position, kpi = own[limit]
        yield (
            _at(position, kpi, "text"),
            Violation(
                message=text(
                    "There are {count} KPIs; {limit} at most can be kept in view.", count=len(own), limit=limit
                ),
                suggestion=text("Without which of them would you not notice that something goes wrong? Keep those."),
            ),
        )


@set_rule(
    RuleMeta(
        code="A413",
        name="kpi-out-of-range",
        severity=Severity.INFO,
        why="A KPI shows whether the business is healthy. One that is out of its range is a reason to look, and may be "
        "the challenge of the next cycle.",
        source="practice 19",
        bad=example(_no_shows(12)),
        good=example(_no_shows(6)),
    )
)
def kpi_out_of_range(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
    """Its value is outside of its healthy range."""
    for position, kpi in _entries(context, StrategyPart.KPI):
        if kpi.is_out_of_range:
            yield (
                _at(position, kpi, "current"),
                Violation(
                    field="current",
                    message=text(
                        "{kpi} is {value}, outside of its healthy range ({range}).",
                        kpi=kpi.text,
                        value=kpi_value(kpi),
                        range=kpi_range(kpi),
                    ),
                    suggestion=text(
                        "What is behind it? Is it a challenge for the next cycle, or does the range not fit?"
                    ),
                ),
            )


@key_result_rule(
    RuleMeta(
        code="A414",
        name="kpi-as-key-result",
        severity=Severity.WARNING,
        why="A KPI shows health, an OKR changes something. A key result that only keeps a KPI where it is healthy is "
        "reached on the first day and hides that nothing is to change.",
        source="practice 19",
        bad=example(
            _no_shows(6),
            KeyResult(
                id="O1-KR1",
                text="No-show rate of at most 8%",
                metric="No-show rate",
                kind=Kind.AT_MOST,
                target=Decimal(8),
                unit="%",
            ),
        ),
        good=example(
            _no_shows(6),
            KeyResult(
                id="O1-KR1",
                text="Raise bookings in January from 20 to 45",
                baseline=Decimal(20),
                target=Decimal(45),
            ),
        ),
    )
)
def kpi_as_key_result(view: KeyResultView, context: RuleContext) -> Violation | None:
    """It keeps a KPI of the strategy in its healthy range."""
    kpi = next((own for _, own in _entries(context, StrategyPart.KPI) if _is_measured(own, view)), None)
    if kpi is None or kpi.is_out_of_range or not _is_kept(view) or not _begins_healthy(view, kpi):
        return None
    return Violation(
        message=text(
            "{name} keeps {kpi} where it is healthy; the Strategy tab has it as a KPI.", name=view.name, kpi=kpi.text
        ),
        suggestion=text(
            "Watch it there. What is to be different at the end of the cycle, and which number would show it?"
        ),
    )


@set_rule(
    RuleMeta(
        code="A415",
        name="key-result-as-kpi",
        severity=Severity.INFO,
        why="A figure that is changed by a key result and watched as a healthy KPI has two aims. While it is to be "
        "changed, the key result says what is wrong with it.",
        source="practice 19",
        bad=example(
            _no_shows(6),
            KeyResult(
                id="O1-KR1",
                text="Lower the no-show rate from 6% to 3%",
                metric="No-show rate",
                kind=Kind.DECREASE,
                baseline=Decimal(6),
                target=Decimal(3),
                unit="%",
            ),
        ),
        good=example(
            _no_shows(12),
            KeyResult(
                id="O1-KR1",
                text="Lower the no-show rate from 12% to 6%",
                metric="No-show rate",
                kind=Kind.DECREASE,
                baseline=Decimal(12),
                target=Decimal(6),
                unit="%",
            ),
        ),
    )
)
def key_result_as_kpi(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
    """A KPI that is not known to be out of range is also what a key result changes."""
    for position, kpi in _entries(context, StrategyPart.KPI):
        changed = [view for view in context.key_results if _is_measured(kpi, view) and not _is_kept(view)]
        if changed and not kpi.is_out_of_range:
            yield (
                _at(position, kpi, "text"),
                Violation(
                    message=text("{kpi} is a KPI here, and {name} changes it.", kpi=kpi.text, name=changed[0].name),
                    suggestion=text(
                        "Is it healthy as it is? If not, narrow its range; if so, which figure is to change?"
                    ),
                ),
            )


@objective_rule(
    RuleMeta(
        code="A416",
        name="objective-without-challenge",
        severity=Severity.INFO,
        why="A cycle is set from where one stands and what stands in the way. An objective that answers none of the "
        "challenges is either a habit, or a challenge that nobody wrote down. Only the company policy asks it; "
        "elsewhere A416=info in the Client tab's policy does.",
        source="practice 20",
        bad=example(_COMPANY, _WINTER, _QUIET),
        good=example(_COMPANY, _WINTER, Objective(id="O1", text="Fill the quiet months", challenge="C1")),
    )
)
def objective_without_challenge(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """It names no challenge though the strategy has some."""
    if view.objective.challenge or not _entries(context, StrategyPart.CHALLENGE):
        return None
    return Violation(
        field="challenge",
        message=text("{name} names no challenge that it answers.", name=view.name),
        suggestion=text("Which challenge of the Strategy tab does it answer? If none, which one is missing there?"),
    )


@set_rule(
    RuleMeta(
        code="A417",
        name="challenge-without-objective",
        severity=Severity.INFO,
        why="A challenge that no objective answers is left to chance in this cycle. That may be right, but then it was "
        "decided. Only the company policy asks it; elsewhere A417=info in the Client tab's policy does.",
        source="practice 20",
        bad=example(_COMPANY, _WINTER, _QUIET),
        good=example(_COMPANY, _WINTER, Objective(id="O1", text="Fill the quiet months", challenge="C1")),
    )
)
def challenge_without_objective(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
    """No active objective names it, though there are objectives."""
    answered = {view.objective.challenge.casefold() for view in context.objectives}
    for position, challenge in _entries(context, StrategyPart.CHALLENGE):
        if context.objectives and answered.isdisjoint({challenge.id.casefold(), challenge.text.casefold()} - {""}):
            yield (
                _at(position, challenge, "text"),
                Violation(
                    message=text("No objective answers {id}: {challenge}.", id=challenge.id, challenge=challenge.text)
                    if challenge.id
                    else text("No objective answers the challenge: {challenge}.", challenge=challenge.text),
                    suggestion=text("What would be different if it were met? Or is it left for a later cycle?"),
                ),
            )


@set_rule(
    RuleMeta(
        code="A418",
        name="unclear-kpi-range",
        severity=Severity.INFO,
        why="Without a range a figure is only a figure: nobody can tell when it is time to act. Two ends the wrong way "
        "round, or 95 beside 0.9 for percentages, say nothing either.",
        source="practice 19",
        bad=example(StrategyEntry(part=StrategyPart.KPI, text="No-show rate", current=Decimal(6), unit="%")),
        good=example(_no_shows(6)),
    )
)
def unclear_kpi_range(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
    """A KPI has a value and no range, or one that cannot be."""
    for position, kpi in _entries(context, StrategyPart.KPI):
        if kpi.current is not None and not kpi.has_range:
            yield (
                _at(position, kpi, "healthy_from"),
                Violation(
                    field="healthy_from",
                    message=_why_unclear(kpi),
                    suggestion=text("From which value on, or up to which, would you leave it alone?"),
                ),
            )


def _why_unclear(kpi: StrategyEntry) -> str:
    if kpi.healthy_from is None and kpi.healthy_to is None:
        return text("{kpi} has no healthy range.", kpi=kpi.text)
    if kpi.has_mixed_scales:
        return text("{kpi} has percentages on two scales, such as 95 beside 0.9.", kpi=kpi.text)
    return text("The healthy range of {kpi} ends below its start ({range}).", kpi=kpi.text, range=kpi_range(kpi))


def _entries(context: RuleContext, part: StrategyPart) -> list[tuple[int, StrategyEntry]]:
    """The entries of a part that say something, with their places."""
    return [(at, own) for at, own in enumerate(context.okr_set.strategy) if own.part is part and own.text]


def _at(position: int, entry: StrategyEntry, field: str) -> Location:
    return Location(table=Table.STRATEGY, record=entry.id or None, position=position, field=field)


def _is_measured(kpi: StrategyEntry, view: KeyResultView) -> bool:
    """Whether a key result is about the figure of a KPI: its metric, in its column or its sentence, has that name."""
    sentence = view.sentence
    named = same_meaning(kpi.text)
    said = "" if sentence.metric is None else sentence.metric.of(sentence.text)
    return bool(named) and named in (same_meaning(view.key_result.metric), same_meaning(said))


def _is_kept(view: KeyResultView) -> bool:
    """Whether a key result keeps its figure where it is, by its kind or by its words."""
    return view.key_result.kind in _HOLDS or view.sentence.direction is Direction.HOLD


def _begins_healthy(view: KeyResultView, kpi: StrategyEntry) -> bool:
    """Whether it does not begin outside of the range; of a range, the baseline is its lower end."""
    baseline = view.key_result.baseline
    if view.key_result.kind is Kind.BETWEEN or baseline is None:
        return True
    is_above = kpi.healthy_from is None or baseline >= kpi.healthy_from
    return is_above and (kpi.healthy_to is None or baseline <= kpi.healthy_to)


RULES: tuple[Rule, ...] = (
    too_many_kpis,
    kpi_out_of_range,
    kpi_as_key_result,
    key_result_as_kpi,
    objective_without_challenge,
    challenge_without_objective,
    unclear_kpi_range,
)
