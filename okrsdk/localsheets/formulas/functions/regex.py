"""REGEXMATCH, REGEXEXTRACT and REGEXREPLACE, in Google's dialect (RE2) and matched by the engine in linear time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.functions.declaration import function
from okrsdk.localsheets.formulas.operators import broadcast
from okrsdk.localsheets.formulas.values import Failure, Matrix, Stop, is_number, matrix
from okrsdk.localsheets.grid.cells import ErrorText, Value

if TYPE_CHECKING:
    from okrsdk.localsheets.formulas.site import Site
    from okrsdk.localsheets.formulas.values import Operand

#: Classes that mean ASCII in RE2 and Unicode in the engine; outside of brackets, and inside.
OUTSIDE = {"d": "[0-9]", "D": "[^0-9]", "w": "[0-9A-Za-z_]", "W": "[^0-9A-Za-z_]", "b": r"(?-u:\b)"}
INSIDE = {"d": "0-9", "w": "0-9A-Za-z_"}
PIECE = re.compile(r"\\(?P<escaped>.)|(?P<posix>\[:\^?[a-z]+:\])|(?P<other>.)", re.DOTALL)
GROUP = re.compile(r"\$(\d)")


@function("REGEXMATCH", least=2, most=2)
def regex_match(site: Site) -> Operand:
    """Whether the pattern is found in the text."""
    return _by_engine(site, "REGEXTEST", 2)


@function("REGEXREPLACE", least=3, most=3)
def regex_replace(site: Site) -> Operand:
    """The text with every match replaced; ``$1`` stands for the first group."""
    return _by_engine(site, "REGEXREPLACE", 3)


@function("REGEXEXTRACT", least=2, most=2)
def regex_extract(site: Site) -> Operand:
    """The first match, or a row of its groups where the pattern has any."""
    texts, patterns = site.one(0), site.one(1)
    if isinstance(patterns, Matrix):
        patterns = patterns.rows[0][0]
    pattern = _text(patterns, "REGEXEXTRACT", 2)
    groups = _groups(pattern)
    found = _by_engine(site, "REGEXTEST", 2)
    wanted = [f"${{{group}}}" for group in range(1, groups + 1)] or ["${0}"]
    if not groups:
        pattern = f"({pattern})"
        wanted = ["${1}"]
    around = rf"(?s:\A.*?)(?:{pattern})(?s:.*\z)"
    columns = [_taken(site, texts, found, (around, group)) for group in wanted]
    if len(columns) == 1:
        return columns[0]
    if not isinstance(texts, Matrix):
        if isinstance(columns[0], ErrorText):
            return columns[0]
        return matrix([[column for column in columns if not isinstance(column, Matrix)]])
    tables = [column for column in columns if isinstance(column, Matrix)]
    return matrix([value for row in rows for value in row] for rows in zip(*(t.rows for t in tables), strict=True))


def _taken(site: Site, texts: Value | Matrix, found: Value | Matrix, part: tuple[str, str]) -> Value | Matrix:
    around, group = part

    def take(text: Value, is_found: Value) -> Value:
        if isinstance(is_found, ErrorText):
            return is_found
        if not is_found:
            return Failure(
                "#N/A",
                "Function REGEXEXTRACT parameter 2 value does not match text of Function "
                "REGEXEXTRACT parameter 1 value.",
            )
        result = site.evaluator.world.by_engine(
            "REGEXREPLACE", [(_text(text, "REGEXEXTRACT", 1), _ascii(around), group)]
        )[0]
        return None if isinstance(result, Matrix) else result

    return broadcast(take, "REGEXEXTRACT", texts, found)


def _by_engine(site: Site, engine_name: str, count: int) -> Value | Matrix:
    """The engine's function of every set of texts, all in one go."""
    calls: list[tuple[Value | Matrix, ...]] = []
    failures: dict[int, ErrorText] = {}

    def collect(*values: Value) -> Value:
        place = len(calls)
        try:
            texts = [_text(value, site.name, index) for index, value in enumerate(values, 1)]
            texts[1] = _ascii(texts[1])
            if count > 2:  # noqa: PLR2004 - the third is the replacement
                texts[2] = GROUP.sub(r"${\1}", re.sub(r"\$(?!\d)", "$$", texts[2]))
            calls.append(tuple(texts))
        except Stop as stop:
            failures[place] = stop.failure
            calls.append(("", "", "")[:count])
        return place

    arguments = [site.one(index) for index in range(count)]
    places = broadcast(collect, site.name, *arguments)
    results = site.evaluator.world.by_engine(engine_name, calls)

    def finish(place: Value) -> Value:
        index = int(place)  # type: ignore[arg-type]  # collect numbers the places
        result = failures.get(index, results[index])
        if isinstance(result, ErrorText) and not isinstance(result, Failure):
            shown = arguments[1].rows[0][0] if isinstance(arguments[1], Matrix) else arguments[1]
            return Failure(
                "#REF!", f'Function {site.name} parameter 2 value "{shown}" is not a valid regular expression.'
            )
        return None if isinstance(result, Matrix) else result

    return broadcast(finish, site.name, places)


def _text(value: Value, name: str, parameter: int) -> str:
    if isinstance(value, ErrorText):
        raise Stop(value)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    kind = "number" if is_number(value) else "boolean"
    shown = f"{value:g}" if is_number(value) else str(value).upper()
    text = f"But '{shown}' is a {kind} and cannot be coerced to a text."
    raise Stop(Failure("#VALUE!", f"Function {name} parameter {parameter} expects text values. {text}"))


def _pieces(pattern: str) -> list[tuple[str, str, bool]]:
    """(kind, text, whether inside brackets) of each piece of the pattern."""
    found, inside = [], False
    for match in PIECE.finditer(pattern):
        kind = match.lastgroup or "other"
        text = match[kind]
        if kind == "posix" and not inside:
            found += [("other", letter, letter != "[") for letter in text]
            inside = False
            continue
        found.append((kind, text, inside))
        if kind == "other" and text == "[" and not inside:
            inside = True
        elif kind == "other" and text == "]" and inside:
            inside = False
    return found


def _ascii(pattern: str) -> str:
    """The pattern with classes that are ASCII in RE2 made so for the engine."""
    out = []
    for kind, text, inside in _pieces(pattern):
        if kind == "escaped":
            out.append((INSIDE if inside else OUTSIDE).get(text, "\\" + text))
        else:
            out.append(text)
    return "".join(out)


def _groups(pattern: str) -> int:
    """The number of capturing groups."""
    pieces = _pieces(pattern)
    count = 0
    for index, (kind, text, inside) in enumerate(pieces):
        if kind == "other" and text == "(" and not inside:
            after = "".join(piece[1] for piece in pieces[index + 1 : index + 4])
            count += (
                not after.startswith("?") or after.startswith("?P<") or (after[:2] == "?<" and after[2:] not in "=!")
            )
    return count


FUNCTIONS = (
    regex_match,
    regex_replace,
    regex_extract,
)
