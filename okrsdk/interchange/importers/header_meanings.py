"""What the header of a column may mean: of which record, which field, and of which of several key results in a row.

`objective_key`, `Key Result 2: Target value`, `Propietario del objetivo`, `id_kr`, `keyResultTargetValue`. A word may
mean several things (`Ziel` is an objective and a target, `Level` a step of a tree and whose objective it is); what the
column holds decides among them, in `okrsdk.interchange.importers.column_meanings`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from okrsdk.errors import ConfigError
from okrsdk.interchange.importers.column_words import CYCLE_WORDS, TABLE_WORDS
from okrsdk.interchange.importers.label_words import ROLES, Role
from okrsdk.language.currencies import currency_codes
from okrsdk.language.normalize import normalized
from okrsdk.schema.header_words import HEADER_WORDS
from okrsdk.texts import strung, text

OBJECTIVE, KEY_RESULT, INITIATIVE = "objective", "key_result", "initiative"
TEXT, ID, TITLE, PARENT, ROW_TYPE, DEPTH = "text", "id", "title", "parent", "row_type", "depth"
DESCRIPTION, REFERENCE = "description", "reference"
EXTERNAL_ID = "external_id"
"""The ID that a record keeps, in a table that numbers its rows as well."""
PROGRESS, SCORE, CONFIDENCE, CHECKED_ON, CYCLE = "progress", "score", "confidence", "checked_on", "cycle"
CURRENT, CHANGED = "current", "changed"
IGNORED = "ignore"
_RECORDS = {
    Role.OBJECTIVE: OBJECTIVE,
    Role.OBJECTIVES: OBJECTIVE,
    Role.KEY_RESULT: KEY_RESULT,
    Role.KEY_RESULTS: KEY_RESULT,
    Role.INITIATIVES: INITIATIVE,
}
_OF_ANY_RECORD = ("goal", "goals", "okr", "okrs", "metric", "metrics", "kpi", "item", "row", "issue")
"""Words before a field that do not say of which record it is: `Goal owner`, `Metric name`, `OKR status`."""
_RECORD_WORDS = {
    **{word: _RECORDS[role] for word, role in ROLES.items() if role in _RECORDS},
    "obj": OBJECTIVE,
    **dict.fromkeys(_OF_ANY_RECORD, ""),
}
_FIELD_NAMES = tuple(HEADER_WORDS)
_OF_ROWS = (TITLE, ID, PARENT, ROW_TYPE, DEPTH, PROGRESS, SCORE, CONFIDENCE, CHECKED_ON, CHANGED, CYCLE)
_OF_RECORDS = (PROGRESS, SCORE, CONFIDENCE, CYCLE, REFERENCE)
_CAMEL = re.compile(r"(?<=[a-z\d])(?=[A-Z])")
_LETTERS_AND_DIGITS = re.compile(r"\b(kr|kpi|rc|l)(\d{1,2})\b")
_NOT_WORDS = re.compile(r"[\s.:：/|()\[\]（）*#?'’€$£¥]+")
_FILLERS = frozenset(
    ["of", "the", "a", "an", "for", "del", "de", "la", "el", "los", "las", "des", "du", "do", "da", "dos", "das",
     "der", "van", "het", "di", "dello", "l", "d"]
)  # fmt: skip
_SORTS = frozenset(
    ["strategic", "company", "corporate", "team", "department", "departmental", "individual", "annual", "quarterly",
     "main", "top", "level", "business", "smart", "measurable", "estrategico", "estrategicos", "empresa", "equipo",
     "anual", "trimestral", "estrategica", "strategique", "strategiques", "entreprise", "equipe", "annuel",
     "strategisch", "strategisches", "strategico", "aziendale", "bedrijf", "unternehmen"]
)  # fmt: skip
"""Words beside objective or key result that say of what sort it is."""
_LONGEST_NAME = 3
_ANY_DAY = frozenset({"fecha", "data", "date", "datum", "日付"})
"""Headers of days that do not say what is on that day."""
_LEVEL = re.compile(r"(?:level|l|ebene|niveau|nivel|livello|stufe|lvl) ?(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column holds.

    Attributes:
        record: of which record: `objective`, `key_result` or `initiative`; empty for the one that the row is about.
        field: what of it: the name of a column of ours, `text`, `id`, or one of the words above.
        number: of several key results in one row, or of several levels, which one, from 1; 0 elsewhere.
    """

    record: str
    field: str
    number: int = 0

    @property
    def name(self) -> str:
        """The name under which it is shown and mapped.

        >>> Meaning("objective", "text").name, Meaning("key_result", "target", 2).name, Meaning("", "target").name
        ('objective', 'key_result_2.target', 'target')
        """
        record = f"{self.record}_{self.number}" if self.number else self.record
        if not self.record or self.field == ID:
            return f"{record}_{self.field}" if self.record else self.field
        return record if self.field == TEXT else f"{record}.{self.field}"


def _plain_words() -> dict[str, tuple[Meaning, ...]]:
    found: dict[str, list[Meaning]] = {}
    for word, role in ROLES.items():
        if role in _RECORDS:
            found.setdefault(word, []).append(Meaning(_RECORDS[role], TEXT))
    for name, words in HEADER_WORDS.items():
        for word in {*words} - _ANY_DAY:
            found.setdefault(word, []).append(Meaning("", name))
    for word, name in TABLE_WORDS.items():
        found.setdefault(word, []).append(Meaning("", name))
    for word in CYCLE_WORDS:
        found.setdefault(word, []).append(Meaning("", CYCLE))
    return {word: tuple(dict.fromkeys(meanings)) for word, meanings in found.items()}


_WORDS = _plain_words()


@lru_cache(maxsize=4096)
def meanings_of(header: str) -> tuple[Meaning, ...]:
    """What a header may mean, likeliest first; nothing for one that is not known.

    >>> [one.name for one in meanings_of("Ziel")], [one.name for one in meanings_of("objective_owner")]
    (['objective', 'target'], ['objective.owner'])
    >>> [one.name for one in meanings_of("key_result_2_completion")], [one.name for one in meanings_of("id_kr")]
    (['key_result_2.progress'], ['key_result_id'])
    """
    plain = normalized(_CAMEL.sub(" ", header))
    if known := _WORDS.get(plain) or _WORDS.get(plain.rstrip(":：* ")):
        return known
    if (bare := without_signs(header)) != header:
        return meanings_of(bare)
    spaced = _LETTERS_AND_DIGITS.sub(r"\1 \2", " ".join(_NOT_WORDS.sub(" ", plain).split()))
    if level := _LEVEL.fullmatch(spaced):
        return (Meaning("level", TEXT, int(level[1])),)
    if found := _WORDS.get(spaced) or _WORDS.get(_without_share(spaced)):
        return found
    words = tuple(spaced.split())
    return _of_record(words) or _WORDS.get(_without_aside(plain), ())


@lru_cache(maxsize=1024)
def unit_of_header(header: str) -> str:
    """The unit that a header of amounts names: a sign, or what is in brackets behind it and is one.

    >>> unit_of_header("Target (€)"), unit_of_header("Baseline %"), unit_of_header("Target (Q1)")
    ('€', '%', '')
    """
    text = header.strip()
    aside = re.search(r"[\[(（]([^\])）]{1,4})[\])）]$", text)
    said = aside[1].strip() if aside else text[-1:]
    is_unit = said in _UNIT_SIGNS or (aside is not None and said.upper() == said and said in currency_codes())
    return said if is_unit else ""


_UNIT_SIGNS = frozenset("%€$£¥")


def key_meaning(key: str) -> Meaning | None:
    """The likeliest meaning of a key of a mapping; None for one that is not known."""
    return next(iter(meanings_of(key)), None)


def without_signs(text: str) -> str:
    """The text without pictures and other signs that are no part of a word.

    >>> without_signs("🎯 Objective"), without_signs("🟡 At risk ⚠️")
    ('Objective', 'At risk')
    """
    if text.isascii():
        return text
    return " ".join("".join(" " if unicodedata.category(c) in _SIGNS or c in _JOINERS else c for c in text).split())


_SIGNS = frozenset({"So", "Sk"})
_JOINERS = frozenset("\ufe0e\ufe0f\u200d")


def _without_share(text: str) -> str:
    return " ".join(word for word in text.split() if word != "%")


def _without_aside(plain: str) -> str:
    """The header without what is in brackets behind it: `Target (end of quarter)`."""
    return re.sub(r"[ ]*[\[(（][^\])）]*[\])）]\s*$", "", plain).strip()


def _of_record(words: tuple[str, ...]) -> tuple[Meaning, ...]:
    """The meaning of a header that names a record and a field of it, in either order."""
    for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
        for name, rest in ((words[:length], words[length:]), (words[-length:], words[:-length])):
            record = _RECORD_WORDS.get(" ".join(name))
            if record is not None and (found := _field_of(record, rest)):
                return found
    return ()


def _field_of(record: str, words: tuple[str, ...]) -> tuple[Meaning, ...]:
    numbers = [word for word in words if word.isdecimal()]
    rest = " ".join(word for word in words if not word.isdecimal() and word not in _FILLERS)
    if len(numbers) > 1 or (numbers and record == OBJECTIVE):
        return ()
    number = int(numbers[0]) if numbers else 0
    record = KEY_RESULT if number and not record else record
    if not rest:
        return (Meaning(record, TEXT, number),) if record else ()
    known = _WORDS.get(rest, ())
    if record and {*rest.split()} <= _SORTS:
        return (Meaning(record, TEXT, number),)
    if not record:
        return tuple(one for one in known if not one.record)
    named = [TEXT if one.field == TITLE else one.field for one in known if not one.record]
    return tuple(Meaning(record, field, number) for field in named if field not in (PARENT, ROW_TYPE, DEPTH))[:1]


def mapped_meaning(name: str) -> Meaning:
    """The meaning that a mapping names: `target`, `objective`, `objective.owner`, `key_result_2.progress`.

    Raises:
        ConfigError: there is none of that name; the message has the likely ones.
    """
    plain = normalized(name).replace(" ", "_")
    record, dot, field = plain.partition(".")
    numbered = re.fullmatch(r"(key_result|level)_(\d{1,2})", record)
    base, number = (numbered[1], int(numbered[2])) if numbered else (record, 0)
    if base.endswith("_id") and base[:-3] in (OBJECTIVE, KEY_RESULT, INITIATIVE) and not dot:
        return Meaning(base[:-3], ID)
    if base in (OBJECTIVE, KEY_RESULT, INITIATIVE, "level") and not dot and (base != "level" or number):
        return Meaning(base, TEXT, number)
    if base in (OBJECTIVE, KEY_RESULT) and dot and field in (*_FIELD_NAMES, *_OF_RECORDS):
        return Meaning(base, field, number)
    if not dot and not number and base in (*_FIELD_NAMES, *_OF_ROWS, IGNORED, EXTERNAL_ID):
        return Meaning("", ID if base == EXTERNAL_ID else base)
    known = [*MAPPABLE]
    near = get_close_matches(plain, known, n=3, cutoff=0.5)
    unknown = text("{name!r} is nothing that a column can hold.", name=name)
    hint = (
        text("Did you mean {meanings}?", meanings=" / ".join(near))
        if near
        else text("There are {ids}.", ids=", ".join(known))
    )
    raise ConfigError(strung([unknown, hint]), setting="map")


MAPPABLE = (
    OBJECTIVE, KEY_RESULT, INITIATIVE, "objective_id", "key_result_id", "initiative_id",
    *_OF_ROWS, *_FIELD_NAMES, IGNORED,
)  # fmt: skip
"""What a column can be mapped to; fields of an objective beside key results as `objective.owner`."""
