"""What a line says it is: `Objective 2: …`, `KR1 — …`, `Schlüsselergebnis: …`, `Owner: …`, a heading of a section."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from okrsdk.interchange.importers.column_words import COLUMNS, CYCLE_WORDS, LEFT_OUT
from okrsdk.interchange.importers.cycle_headings import is_cycle_name
from okrsdk.interchange.importers.label_words import OTHER_SECTIONS, OTHER_STARTS, ROLES, Role
from okrsdk.language.normalize import normalized


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A line taken apart.

    Attributes:
        role: what it is by its words.
        text: what is said, without the label.
        number: the number in the label (`2`, `1.3`); empty without one.
        name: the label's word, without case and accents.
        owners: the people it names with `@`.
    """

    role: Role
    text: str
    number: str = ""
    name: str = ""
    owners: tuple[str, ...] = ()


# Of these the number alone makes a label: `KR1 Bookings`, `O2 – Win`.
_CODE = re.compile(
    r"""[\[(]?
    (?:(?P<key_result>(?:O[ ]?\d{1,2}[ ]?[-./:]?[ ]?)?(?:KR|RC)) | (?P<objective>OKR|Obj|O))
    [ -]?\#?(?P<number>\d{1,2}(?:[.]\d{1,2})*)
    [\])]?(?P<glue>[ ]*[:：.)|][ ]* | [ ]*[-–—][ ]* | [ ]+ | $)
    (?P<text>.*)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_WORDED = re.compile(
    r"""[\[(【]?
    (?P<name>[^\W\d_][^:：()\[\]\n]{0,40}?)
    [ ]?(?:\#|[Nn]o\.[ ])?(?P<number>\d{1,2}(?:\.\d{1,2})* | (?<=[ ])(?:[A-H] | [IVX]{1,4}))?
    [\])】]?(?P<aside>[ ]\([^()]*\))?
    (?P<glue>[ ]?[:：=][ ]* | [ ]+[-–—|][ ]+ | [–—][ ]* | [.)][ ]+ | $)
    (?P<text>.*)""",
    re.DOTALL | re.VERBOSE,
)
_PERCENT_NAME = re.compile(r"(?P<name>%[ ]?[^\W\d_][^:：()\[\]\n]{0,30}?)[ ]?[:：][ ]*(?P<text>.*)", re.DOTALL)
_PEOPLE = re.compile(r"((?:@[\w.-]*\w[, ]*)+)(?:[-–—:][ ]+)?")
_PEOPLE_LAST = re.compile(r"(?<![:：])[ ][\[(]?((?:@[\w.-]*\w[, ]*)+)[\])]?\.?$")
_HEADING_NUMBER = re.compile(r"^\d{1,2}(?:(?:\.\d{1,2})+[.)]?|[.)])[ ]+")
_PERSON = re.compile(r"@([\w.-]*\w)")
# `Ziel: 20 %` is a target, `Ziel: Der Norden wählt uns` an objective.
_STARTS_WITH_NUMBER = re.compile(r"[^\w]{0,3}\d")
_BETWEEN_FIELDS = re.compile(r"\s(?:[|·•/]|→|->)\s|;\s|,\s(?=[^\W\d_][^,:：]{0,30}[:：])|[|、]")
_MOST_WORDS = 6
_LONGEST_NAME = 50
_BEHIND_NAME = re.compile(r"[:：=|–—.)]| - ")
"""What a longer line has behind its label: most sentences have none of it."""


def label_of(text: str, *, is_heading: bool = False) -> Label:
    """What a line is by its own words; the number of a heading (`2.1 …`) is left out.

    >>> label_of("KR1 — Clean addresses")
    Label(role=<Role.KEY_RESULT: 'key_result'>, text='Clean addresses', number='1', name='kr', owners=())
    >>> [str(label_of(text).role) for text in ("Ausgangswert: 12 %", "Schlüsselergebnisse", "Revenue: from 10 to 20")]
    ['field', 'key_results', 'plain']
    """
    plain, owners = _without_people(_undecorated(_HEADING_NUMBER.sub("", text) if is_heading else text))
    role, name, number, said = _role(plain)
    if not owners:
        said, owners = _without_people(said)
    return Label(role=role, text=said.strip(), number=number, name=name, owners=owners)


def _role(text: str) -> tuple[Role, str, str, str]:
    """Role, name, number and text of a line."""
    if code := _CODE.fullmatch(text):
        is_objective = code["objective"] is not None
        role, name = (Role.OBJECTIVE, "o") if is_objective else (Role.KEY_RESULT, "kr")
        return role, name, code["number"], code["text"]
    if len(text) > _LONGEST_NAME and not _BEHIND_NAME.search(text):
        return Role.PLAIN, "", "", text
    match = _PERCENT_NAME.fullmatch(text) or _WORDED.fullmatch(text)
    if match is None:
        return Role.PLAIN, "", "", text
    groups = match.groupdict(default="")
    name, number = normalized(groups["name"]), groups.get("number", "")
    said = f"{groups['text']}{groups.get('aside', '')}"
    role = Role.PLAIN if is_cycle_name(text) else _role_of_name(name, number, said)
    has_colon = groups.get("glue", ":").strip() in (":", "：", "=")
    if role is Role.PLAIN and has_colon and not number and _names_field(name):
        role = Role.FIELD
    return (role, name, number, said) if role not in (Role.PLAIN, Role.OTHER) else (role, name, "", text)


def _role_of_name(name: str, number: str, said: str) -> Role:
    """What the name before a colon, or a line that is nothing but a name, makes of a line."""
    role = ROLES.get(name)
    if role is None or (name == "o" and not said):
        is_other = not said and (name in OTHER_SECTIONS or name.startswith(OTHER_STARTS))
        return Role.OTHER if is_other else Role.PLAIN
    if role is Role.OBJECTIVE and not number and name in COLUMNS and _STARTS_WITH_NUMBER.match(said):
        return Role.FIELD
    if role in (Role.KEY_RESULT, Role.KEY_RESULTS):
        return Role.KEY_RESULT if number or said else Role.KEY_RESULTS
    return Role.OBJECTIVE if role is Role.OBJECTIVES and said else role


def may_be_an_objective(label: Label) -> bool:
    """Whether the name of a field is a word for objectives as well (`Goal`, `Ziel`)."""
    return ROLES.get(label.name) is Role.OBJECTIVE


def role_of_header(text: str) -> Role:
    """What the header of a column says the column holds: objectives, key results, something else."""
    role = ROLES.get(normalized(text), Role.PLAIN)
    return {Role.OBJECTIVES: Role.OBJECTIVE, Role.KEY_RESULTS: Role.KEY_RESULT}.get(role, role)


def _names_field(name: str) -> bool:
    return name in COLUMNS or name in LEFT_OUT or name in CYCLE_WORDS


def _undecorated(text: str) -> str:
    """The text without the signs that only decorate its beginning, such as emoji."""
    plain = text.strip()
    start = next((place for place, sign in enumerate(plain) if not _is_decoration(sign)), 0)
    return plain[start:]


def _is_decoration(sign: str) -> bool:
    return unicodedata.category(sign) in ("So", "Sk", "Mn", "Cf", "Cn") or sign.isspace()


def _without_people(text: str) -> tuple[str, tuple[str, ...]]:
    if first := _PEOPLE.match(text):
        return text[first.end() :], tuple(_PERSON.findall(first[1]))
    if last := _PEOPLE_LAST.search(text):
        return text[: last.start()].rstrip(), tuple(_PERSON.findall(last[1]))
    return text, ()


def split_fields(text: str) -> list[str]:
    """The fields of a line that holds several: `Baseline: 10 | Target: 20`; the line itself when it holds one.

    >>> split_fields("Baseline: 10 %, Target: 20 %; Owner: Sales")
    ['Baseline: 10 %', 'Target: 20 %', 'Owner: Sales']
    """
    parts = [part.strip() for part in _BETWEEN_FIELDS.split(text) if part.strip()]
    is_all_fields = len(parts) > 1 and all(_is_short_field(part) for part in parts)
    return parts if is_all_fields else [text]


def _is_short_field(part: str) -> bool:
    label = label_of(part)
    named = label.role is Role.FIELD or (label.role is Role.OBJECTIVE and label.name in COLUMNS)
    return named and bool(label.text)


def may_name_a_field(text: str) -> str:
    """The name before a colon when it is short enough to be a field's; empty otherwise.

    >>> may_name_a_field("Reviewed by: the board"), may_name_a_field("Bookings from 10 to 20")
    ('Reviewed by', '')
    """
    name, colon, _ = text.replace("：", ":").partition(":")
    return name.strip() if colon and len(name.split()) <= _MOST_WORDS and not re.search(r"\d", name) else ""
