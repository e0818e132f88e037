"""Cycles in headings and fields of a draft: `2026 Q1`, `Q2/2026`, `1. Quartal 2026`, `T3`, `2026年第1四半期`."""

from __future__ import annotations

import re

from okrsdk.language.normalize import normalized
from okrsdk.schema.header_words import listed_words

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_QUARTER = r"(?:quartal|quarter|trimestre|kwartaal)"
_PART = (
    r"(?:(?P<sort>[QHTS])[ ]?(?P<number>[1-4])"
    rf"|(?P<ordinal>[1-4])(?:\.|er|o|e|st|nd|rd|th)?[ ]?{_QUARTER}|{_QUARTER}[ ](?P<last>[1-4])"
    r"|第(?P<japanese>[1-4])四半期)"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w]){_YEAR}[ ]?(?:年度?)?[- /]*(?:de[ ])?{_PART}(?![\w])",
        rf"(?<![\w]){_PART}[ ]?(?:[-/ ]|of|de|del|du|di|van)*[ ]?'?{_YEAR}(?![\w])",
        rf"(?<![\w]){_PART}(?![\w])",
    )
)
_FISCAL = re.compile(
    r"(?<!\w)(?:Q(?P<before>[1-4])[- /]{0,3}(?:of )?)?FY[ ]?'?(?:20)?(?P<year>\d\d)(?:[- ]?Q(?P<behind>[1-4]))?(?!\w)",
    re.IGNORECASE,
)
_WITHIN = re.compile(rf"\d+|[1-4](?:er|o|e|st|nd|rd|th)|{_QUARTER}")
"""A word that is a part of a cycle's name."""
_GENERIC = frozenset(
    listed_words("""
        okr, okrs, our, the, of, for, in, and, goals, goal, objectives, objective, key, results, team, company, year,
        annual, plan
        ziele, fur, des, unsere, jahr
        objectifs, de, l, la, le, annee
        objetivos, del, ano, anual
        obiettivi, anno
        doelen, jaar
    """)
)


def cycle_in(text: str, outer: str = "") -> str:
    """The cycle that a heading names, empty when it names none.

    Args:
        text: the heading.
        outer: the cycle of the heading above, from which a missing year is taken.

    >>> cycle_in("OKRs – 2026 Q1"), cycle_in("Q2", "2026"), cycle_in("OKR 2026"), cycle_in("Serve 2026 guests")
    ('2026-Q1', '2026-Q2', '2026', '')
    """
    plain = text.replace("–", "-").replace("—", "-").replace("_", " ")
    if fiscal := _FISCAL.search(plain):
        quarter = fiscal["before"] or fiscal["behind"]
        return f"FY{fiscal['year']}" + (f"-Q{quarter}" if quarter else "")
    match = next((found for pattern in _PATTERNS if (found := pattern.search(plain))), None)
    if match is not None:
        return _name(match, outer)
    year = re.search(_YEAR, plain)
    words = re.findall(r"[^\W\d_]+", normalized(plain))
    digits = re.findall(r"\d+", plain)
    return year["year"] if year and digits == [year["year"]] and all(word in _GENERIC for word in words) else ""


def is_cycle_name(text: str) -> bool:
    """Whether a heading says nothing but a cycle.

    >>> is_cycle_name("Goals – Q3 2026"), is_cycle_name("3er trimestre de 2026"), is_cycle_name("Q3 2026: G7 clients")
    (True, True, False)
    """
    words = re.findall(r"[^\W_]{2,}", normalized(text))
    return bool(cycle_in(text)) and all(word in _GENERIC or _WITHIN.fullmatch(word) or cycle_in(word) for word in words)


def _name(match: re.Match[str], outer: str) -> str:
    groups = match.groupdict()
    number = groups["number"] or groups["ordinal"] or groups["last"] or groups["japanese"]
    sort = {"H": "H", "S": "H"}.get((groups["sort"] or "Q").upper(), "Q")
    year = groups.get("year") or (outer[:4] if outer[:4].isdigit() else "")
    part = f"{sort}{number}"
    return f"{year}-{part}" if year else part
