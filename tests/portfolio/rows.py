"""Rows of a portfolio for tests, as small as can be."""

from datetime import date

from okrsdk.portfolio.summary import KeyResultRow, ObjectiveRow, WorkbookRow, unread


def objective(
    id_: str, *, score: float | None = None, champion: str = "", owner: str = "", level: str = "", serves: str = ""
) -> ObjectiveRow:
    """An objective with one key result, `<id>-KR1`, whose sentence is `Sentence of <id>`."""
    return ObjectiveRow(
        id=id_,
        text=f"Text of {id_}",
        level=level,
        champion=champion,
        owner=owner,
        score=score,
        contributes_to=serves,
        key_results=[KeyResultRow(id=f"{id_}-KR1", text=f"Sentence of {id_}")],
    )


def row(client: str, *objectives: ObjectiveRow, score: float | None = None, cycle: str = "2026-Q2") -> WorkbookRow:
    """The row of a workbook that was read."""
    own = unread(spreadsheet_id=client, title=f"{client} OKRs", url="", on=date(2026, 5, 1), problem="")
    return {**own, "client": client, "cycle": cycle, "score": score, "objectives": list(objectives)}
