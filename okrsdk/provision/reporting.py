"""Plans and runs as text, Markdown and JSON."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from okrsdk.provision.plan import Action
from okrsdk.provision.run import NOT_BEGUN
from okrsdk.reports.text_style import PLAIN, Role, TextStyle, counted, without_control_characters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from okrsdk.provision.plan import Plan, PlanItem
    from okrsdk.provision.run import RunReport
    from okrsdk.provision.unit import UnitResult

_SIGNS = {Action.CREATE: "+", Action.ADOPT: ">", Action.UPDATE: "~", Action.LEAVE: " "}
_SHOWN_LEFT = 5
_LISTED = 20


def plan_text(plan: Plan, style: TextStyle = PLAIN) -> Iterator[str]:
    """A plan for the terminal: a line a client, what it costs, what to know."""
    width = max((len(item.entry.client.name) for item in plan.items), default=0)
    left = 0
    for item in plan.items:
        left += item.action is Action.LEAVE
        if item.action is not Action.LEAVE or left <= _SHOWN_LEFT:
            yield style.shortened(_line(item, min(width, style.width // 2)), style.width)
    if left > _SHOWN_LEFT:
        yield style.faint(f"  … and {left - _SHOWN_LEFT} more that are left as they are")
    yield ""
    yield from (style.wrapped(line, indent="  ", first="") for line in drift_lines(plan))
    yield style.bold(_summary(plan))
    yield style.wrapped(_cost(plan), indent="")
    for note in plan.notes:
        yield style.wrapped(f"Note: {note}", indent="  ", first="", role=Role.PLAIN)
    for question in plan.questions:
        yield style.wrapped(f"To be answered first: {question}", indent="  ", first="", role=Role.PLAIN)


def plan_markdown(plan: Plan) -> Iterator[str]:
    """A plan as Markdown, for a review."""
    yield f"# {_summary(plan)}"
    yield ""
    yield _cost(plan)
    yield ""
    drift = list(drift_lines(plan))
    if drift:
        yield from (f"- {line}" for line in drift)
        yield ""
    yield "| | Client | Key | Workbook | Shared with |"
    yield "|---|---|---|---|---|"
    for item in plan.items:
        reason = item.reason if item.action is not Action.LEAVE else ""
        cells = (item.action, item.entry.client.name, item.entry.key, reason, _people(item))
        yield f"| {' | '.join(_markdown_cell(str(cell)) for cell in cells)} |"
    told = [*plan.notes, *(f"To be answered first: {question}" for question in plan.questions)]
    if told:
        yield ""
        yield from (f"- {line}" for line in told)


def plan_document(plan: Plan) -> dict[str, Any]:
    """A plan as values that `json.dumps` takes."""
    cost = plan.cost
    return {
        "cycle": plan.cycle.name,
        "counts": {str(action): count for action, count in plan.counts.items()},
        "requests": {
            "sheets_writes": cost.sheets_writes,
            "sheets_reads": cost.sheets_reads,
            "drive_changes": cost.drive_changes,
        },
        "minutes": cost.minutes,
        "folders": plan.folders,
        "drift": [{"lacks": lacks, "workbooks": number} for lacks, number in plan.drift],
        "workbooks": [
            {
                "client": item.entry.client.name,
                "key": item.entry.key,
                "action": str(item.action),
                "reason": item.reason,
                "spreadsheet_id": item.spreadsheet_id,
                "shares": [{"email": share.email, "role": share.role} for share in item.entry.shares],
            }
            for item in plan.items
        ],
        "notes": list(plan.notes),
        "questions": list(plan.questions),
    }


def drift_lines(plan: Plan) -> Iterator[str]:
    """What workbooks lack of what a new one has, a line each: `3 workbooks have no column Pace in Key Results`."""
    for lacks, number in plan.drift:
        yield f"{counted(number, 'workbook')} {'has' if number == 1 else 'have'} {lacks}."


def run_text(report: RunReport, style: TextStyle = PLAIN) -> Iterator[str]:
    """What came of a run: what failed and why first, then how many are done."""
    untouched = sum(result["reason"] == NOT_BEGUN for result in report.results)
    for result in report.results:
        if not is_settled(result) and result["reason"] != NOT_BEGUN:
            yield style.wrapped(f"{result['client']}: {_what_is_left(result)}", indent="  ", first="")
    made = [result for result in report.results if result["outcome"] in ("made", "adopted") and is_settled(result)]
    width = max((len(result["client"]) for result in made[:_LISTED]), default=0)
    for result in made if len(made) <= _LISTED else ():
        yield f"{without_control_characters(result['client']).ljust(width)}  {result['url']}"
    if untouched:
        yield f"{counted(untouched, 'workbook')} {'was' if untouched == 1 else 'were'} not begun."
    for client, link in report.binned:
        yield style.wrapped(f"{client}: a second file of the same key went to the bin: {link}", indent="  ", first="")
    for note in report.notes:
        yield style.wrapped(note, indent="  ", first="")
    counts = Counter(result["outcome"] for result in report.results)
    done = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
    yield style.bold(f"Run {report.run_id}: {done}." if report.run_id else f"{done}.")


def run_document(report: RunReport, requests: Mapping[str, int]) -> dict[str, Any]:
    """What came of a run as values that `json.dumps` takes.

    Args:
        report: what came of it.
        requests: how many requests were sent, by API.
    """
    names = ("client", "key", "spreadsheet_id", "url", "outcome", "reason", "unshared")
    return {
        "run": report.run_id,
        "done": report.is_done,
        "workbooks": [{name: value for name, value in result.items() if name in names} for result in report.results],
        "binned": [{"client": client, "url": link} for client, link in report.binned],
        "notes": list(report.notes),
        "requests": dict(requests),
    }


def is_settled(result: UnitResult) -> bool:
    """Whether nothing is left to do about a workbook, nor to say."""
    final = result["outcome"] in ("made", "adopted", "updated", "left", "undone")
    return final and not result["unshared"] and not (result["outcome"] == "made" and result["reason"])


def _what_is_left(result: UnitResult) -> str:
    unshared = f"not shared yet with {', '.join(result['unshared'])}." if result["unshared"] else ""
    if result["outcome"] in ("made", "adopted"):
        return " ".join(filter(None, (f"{result['outcome']}, {unshared}" if unshared else "", result["reason"])))
    return f"{result['outcome']}. {result['reason']}"


def _line(item: PlanItem, width: int) -> str:
    name = without_control_characters(item.entry.client.name).ljust(width)
    with_people = f"shared with {_people(item)}" if item.shares else ""
    told = ", ".join(filter(None, (item.reason, with_people)))
    return f"{_SIGNS[item.action]} {item.action:<6} {name}  {told}".rstrip()


def _people(item: PlanItem) -> str:
    return ", ".join(share.email for share in item.entry.shares) if item.shares else ""


def _markdown_cell(text: str) -> str:
    return " ".join(without_control_characters(text).replace("|", "\\|").split())


def _summary(plan: Plan) -> str:
    counts = ", ".join(f"{count} to {action}" for action, count in plan.counts.items() if count)
    folders = f", {counted(plan.folders, 'new folder')}" if plan.folders else ""
    return f"{plan.cycle.name}: {counts or 'no clients'}{folders}"


def _cost(plan: Plan) -> str:
    cost = plan.cost
    if plan.is_idle:
        return "Nothing is to be done."
    minutes = "less than a minute" if cost.minutes == 1 else f"about {cost.minutes} minutes"
    return (
        f"{counted(cost.sheets_writes, 'write')} and {counted(cost.sheets_reads, 'read')} of Sheets, "
        f"{counted(cost.drive_changes, 'change')} in Drive: {minutes} at the rate that Google allows one person."
    )
