"""Headers of two rows: names of groups above the names of columns, joined into one header row.

::

    Objective;;Key result;;              Objective;Key result;Q1 2026;
    Title;Owner;Title;Start;Target       ;;Start;Target

A group reaches to the right as far as the next one, since cells that were merged are blank but for the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import InvalidOkrError
from okrsdk.interchange.importers.cycle_headings import cycle_in, is_cycle_name
from okrsdk.interchange.importers.header_meanings import CYCLE, TEXT, meanings_of
from okrsdk.interchange.importers.source_table import SourceRow
from okrsdk.language.normalize import normalized
from okrsdk.model import Cycle
from okrsdk.texts import strung, text

if TYPE_CHECKING:
    from collections.abc import Collection

_MOST_WORDS, _FEWEST_GROUPS = 5, 2
_AIMS = frozenset({"target", "baseline", TEXT})


def joined_header(upper: SourceRow, lower: SourceRow) -> SourceRow | None:
    """Two rows as one header; None where the lower one cannot be names of columns.

    >>> groups, names = SourceRow(line=1, cells=("Goal", None, "KR")), SourceRow(line=2, cells=("Title", "Owner", "To"))
    >>> joined_header(groups, names).cells
    ('Goal Title', 'Goal Owner', 'KR To')
    """
    texts = [lower.text(index) for index in lower.filled]
    if (
        len(upper.filled) < _FEWEST_GROUPS
        or not texts
        or any(len(text.split()) > _MOST_WORDS or not any(map(str.isalpha, text)) for text in texts)
    ):
        return None
    cells: list[str | None] = []
    group = ""
    for index in range(max(len(upper.cells), len(lower.cells))):
        own, below = upper.text(index), lower.text(index)
        group = own or group
        joined = f"{group} {below}".strip() if below else own
        is_plain = bool(below) and not meanings_of(joined) and not cycle_of_header(joined) and bool(meanings_of(below))
        cells.append((below if is_plain else joined) or None)
    return SourceRow(line=lower.line, cells=tuple(cells))


def cycle_of_header(text: str) -> tuple[str, str] | None:
    """The cycle that a header begins or ends with, and the rest of it; None for one without.

    >>> cycle_of_header("Q1 2026 Target"), cycle_of_header("Actual Q2"), cycle_of_header("Target 2")
    (('2026-Q1', 'Target'), ('Q2', 'Actual'), None)
    """
    words = text.split()
    for count in range(len(words) - 1, 0, -1):
        for cycle, rest in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            name, left = " ".join(cycle), " ".join(rest).strip(" -–—:·()")
            # Each word of it has a digit: `Team` may be in the name of a cycle, and as well be a column.
            is_cycle = all(any(map(str.isdigit, word)) for word in cycle) and is_cycle_name(name)
            if is_cycle and any(one.field != CYCLE for one in meanings_of(left)):
                return cycle_in(name), left
    return None


def header_of_cycle(header: SourceRow, asked: str, *, name: str, told: Collection[str] = ()) -> tuple[SourceRow, str]:
    """A header with the columns of one cycle called as if it were the only one, and that cycle; empty without a year.

    Columns of the other cycles keep their headers, so that their values go along. Where only values are by cycle, and
    no aims, they are the course of one set of OKRs, and nothing is chosen.

    Args:
        header: the header.
        asked: the cycle that was asked for; empty where none was.
        name: what the source is called.
        told: headers, normalized, whose meaning is told; they are left as they are.

    Raises:
        InvalidOkrError: there are the aims of several cycles and none was asked for, or not those of the one asked for.
    """
    texts = {index: header.text(index) for index in header.filled if normalized(header.text(index)) not in told}
    dated = {index: found for index, said in texts.items() if (found := cycle_of_header(said))}
    aims = {one.field for _, rest in dated.values() for one in meanings_of(rest)} & _AIMS
    cycles = list(dict.fromkeys(cycle for cycle, _ in dated.values()))
    if not aims:
        return header, ""
    wanted = _chosen(cycles, asked)
    if wanted is None:
        shown = ", ".join(cycles)
        if asked:
            cure = text("It has no columns of {cycle}.", cycle=asked)
        else:
            cure = text("Say which are meant, as in --cycle {cycle}.", cycle=cycles[0])
        several = text("{name} has columns of several cycles: {cycles}.", name=name, cycles=shown)
        raise InvalidOkrError(strung([several, cure]))
    cells = list(header.cells)
    for index, (cycle, rest) in dated.items():
        cells[index] = rest if cycle == wanted else cells[index]
    return SourceRow(line=header.line, cells=tuple(cells)), wanted if wanted[:4].isdigit() else ""


def _chosen(cycles: list[str], asked: str) -> str | None:
    if not asked:
        return cycles[0] if len(cycles) == 1 else None
    try:
        name = Cycle.parse(asked).name
    except ValueError:
        name = asked
    return next((cycle for cycle in cycles if cycle in (name, asked, name.partition("-")[2])), None)
