"""The strategy in words: KPIs with their range, and in the last two weeks what the next cycle is set from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.cycle import open_questions
from okrsdk.language.kpi_text import kpi_range, kpi_value
from okrsdk.model import Health, StrategyPart
from okrsdk.reports.json_values import json_value
from okrsdk.reports.phrases import dotted, practice
from okrsdk.reports.text_style import PLAIN, TextStyle
from okrsdk.texts import strung, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.cycle import NextCycle, Question, Status
    from okrsdk.model import KeyResult, OkrSet, StrategyEntry

PART_NAMES = {
    StrategyPart.WHERE_WE_STAND: text("Where we stand"),
    StrategyPart.CHALLENGE: text("Challenge"),
    StrategyPart.KPI: text("KPI"),
    StrategyPart.SUCCESS: text("What success looks like"),
}
"""What each part of the strategy is called."""
_HEALTH = {
    Health.BELOW: text("below its healthy range"),
    Health.ABOVE: text("above its healthy range"),
    Health.WITHIN: text("healthy"),
    Health.UNKNOWN: "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyLine:
    """One thing to look at or to do.

    Attributes:
        name: what it is about: an ID, a part of the strategy; may be empty.
        text: what is so, what to do, or a question.
    """

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategySection:
    """Lines of one kind.

    Attributes:
        title: of what kind they are.
        source: the row of the practice that asks for them.
        lines: the lines; at least one.
    """

    title: str
    source: str
    lines: tuple[StrategyLine, ...]


def strategy_sections(status: Status) -> tuple[StrategySection, ...]:
    """What status and report say of the strategy: in the last two weeks the next cycle, always the KPIs, if any."""
    kpis = tuple(_kpi(one) for one in status.assessment.okr_set.told(StrategyPart.KPI))
    told = () if status.next_cycle is None else _next_sections(status.next_cycle)
    return _filled((*told, StrategySection(title=text("KPIs"), source=practice("practice 19"), lines=kpis)))


def strategy_lines(okr_set: OkrSet, *, style: TextStyle = PLAIN) -> Iterator[str]:
    """A strategy as lines of text, part after part, each question where its answer is missing."""
    open_ones = open_questions(okr_set)
    for part in StrategyPart:
        yield style.bold(PART_NAMES[part])
        for entry in okr_set.told(part):
            yield style.wrapped(style.symbols(entry_text(entry)), first="  - ", indent="    ")
        for question in open_ones:
            if question.part is part:
                yield style.wrapped(question.text, first="  ? ", indent="    ")


def entry_text(entry: StrategyEntry) -> str:
    """An entry in one line: a challenge with why now, a KPI with value and range."""
    if entry.part is StrategyPart.KPI:
        return strung([entry.text, kpi_text(entry)], ": ")
    return dotted(entry.id, entry.text, entry.why)


def told_document(okr_set: OkrSet) -> dict[str, object]:
    """A strategy and what it does not answer yet, as values that `json.dumps` takes."""
    told = [entry for part in StrategyPart for entry in okr_set.told(part)]
    return {
        "strategy": [
            {"part": str(one.part), "id": one.id, "text": one.text, "why": one.why}
            for one in told
            if one.part is not StrategyPart.KPI
        ],
        "kpis": [_kpi_document(one) for one in told if one.part is StrategyPart.KPI],
        "questions": [{"part": str(one.part), "text": one.text} for one in open_questions(okr_set)],
    }


def kpi_text(kpi: StrategyEntry) -> str:
    """A KPI's value, whether that is healthy, its range and its source: `12 % · above its healthy range · …`."""
    healthy = kpi_range(kpi)
    return dotted(kpi_value(kpi), _HEALTH[kpi.health], healthy, kpi.source)


def strategy_document(status: Status) -> dict[str, object]:
    """The KPIs, and in the last two weeks the next cycle, as values that `json.dumps` takes."""
    following = status.next_cycle
    return {
        "kpis": [_kpi_document(one) for one in status.assessment.okr_set.told(StrategyPart.KPI)],
        "next_cycle": None if following is None else _next_document(following),
    }


def _filled(sections: tuple[StrategySection, ...]) -> tuple[StrategySection, ...]:
    return tuple(section for section in sections if section.lines)


def _next_sections(following: NextCycle) -> tuple[StrategySection, ...]:
    return (
        StrategySection(
            title=text("Set {cycle} with everyone", cycle=following.cycle.name),
            source=practice("practice 15"),
            lines=_STEPS,
        ),
        StrategySection(
            title=text("Questions to answer first"),
            source=practice("practice 20"),
            lines=tuple(map(_question, following.questions)),
        ),
        StrategySection(
            title=text("Challenges without an objective"),
            source=practice("practice 20"),
            lines=tuple(StrategyLine(name=one.id, text=one.text) for one in following.unanswered),
        ),
        StrategySection(
            title=text("KPIs out of their range"),
            source=practice("practice 19"),
            lines=tuple(_kpi(one) for one in following.ill),
        ),
        StrategySection(
            title=text("Will not be reached"),
            source=practice("practice 14"),
            lines=tuple(map(_words, following.unreached)),
        ),
        StrategySection(
            title=text("Lessons so far"),
            source=practice("practice 14"),
            lines=tuple(StrategyLine(name=one.id, text=one.lesson) for one in following.lessons),
        ),
    )


_STEPS = (
    StrategyLine(
        name="",
        text=text(
            "Answer the questions below together, then write the objectives yourselves; okr check asks about each. "
            "Nothing here writes one for you (practice 22)."
        ),
    ),
    StrategyLine(
        name="",
        text=text("Write down what each key result taught (the column Lesson), also of those that were replaced."),
    ),
    StrategyLine(
        name="",
        text=text(
            "After the last day: okr close REF --next next.yaml keeps the scores and writes what goes on, with the "
            "strategy."
        ),
    ),
    StrategyLine(
        name="",
        text=text(
            "Then okr new NAME --from next.yaml makes the next workbook; okr provision makes those of all clients."
        ),
    ),
)


def _question(question: Question) -> StrategyLine:
    return StrategyLine(name=PART_NAMES[question.part], text=question.text)


def _kpi(kpi: StrategyEntry) -> StrategyLine:
    return StrategyLine(name=kpi.text, text=kpi_text(kpi))


def _words(key_result: KeyResult) -> StrategyLine:
    return StrategyLine(name=key_result.id, text=key_result.text)


def _next_document(following: NextCycle) -> dict[str, object]:
    return {
        "cycle": following.cycle.name,
        "sections": [
            {
                "title": section.title,
                "source": section.source,
                "lines": [{"name": line.name, "text": line.text} for line in section.lines],
            }
            for section in _filled(_next_sections(following))
        ],
        "challenges_without_objective": [one.id or one.text for one in following.unanswered],
        "unreached": [one.id for one in following.unreached],
        "lessons": [{"key_result": one.id, "lesson": one.lesson} for one in following.lessons],
    }


def _kpi_document(kpi: StrategyEntry) -> dict[str, object]:
    numbers = {name: json_value(getattr(kpi, name)) for name in ("current", "healthy_from", "healthy_to")}
    return {"name": kpi.text, "source": kpi.source, **numbers, "unit": kpi.unit, "health": kpi.health.value}
