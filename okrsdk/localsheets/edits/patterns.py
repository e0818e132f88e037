"""Regular expressions of findReplace, written by Java's rules, in the form that Python's engine takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.localsheets.errors import bad_request

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.jsontypes import JsonObject

    Substitute = Callable[[str], tuple[str, int]]

MAX_PATTERN = 1000
# Repetition of a repetition can take forever to fail in this engine; Google's has no such case.
NESTED_REPETITION = re.compile(r"\((?:[^()\\]|\\.)*[+*}](?:[^()\\]|\\.)*\)[+*{]")
QUOTED = re.compile(r"\\Q(.*?)(?:\\E|\Z)", re.DOTALL)
#: What Java spells otherwise. Of two that begin alike the longer comes first.
SPELLINGS = (
    (re.compile(r"\(\?<(?=[A-Za-z])"), "(?P<"),
    (re.compile(r"\\k<(\w+)>"), r"(?P=\1)"),
    (re.compile(r"\\Z"), r"(?=\\n?\\Z)"),
    (re.compile(r"\\z"), r"\\Z"),
    (re.compile(r"\\h"), r"[ \\t\\xa0]"),
    (re.compile(r"\\R"), r"(?:\\r\\n|[\\n\\r])"),
    (re.compile(r"\\p\{(?:Alpha|L|IsAlphabetic)\}"), r"[^\\W\\d_]"),
    (re.compile(r"\\p\{(?:Lower|Ll)\}"), "[a-z]"),
    (re.compile(r"\\p\{(?:Upper|Lu)\}"), "[A-Z]"),
    (re.compile(r"\\p\{(?:Digit|Nd|IsDigit)\}"), r"\\d"),
    (re.compile(r"\\p\{Alnum\}"), r"[^\\W_]"),
    (re.compile(r"\\p\{(?:Space|IsWhite_Space)\}"), r"\\s"),
    (re.compile(r"\\p\{Punct\}"), r"[!-/:-@\\[-`{-~]"),
)
BACKSLASH = "\\\\"
GROUP = re.compile(r"\\(.)|\$(\d+)|\$\{(\w+)\}", re.DOTALL)


def substitute_of(request: JsonObject) -> Substitute:
    """What replaces: gives a text's new form and how often something was found in it.

    Raises:
        ApiError: 400 for an expression or replacement that is wrong, or is not run here.
    """
    find, replacement = str(request["find"]), str(request.get("replacement", ""))
    is_regex = bool(request.get("searchByRegex"))
    pattern = _translated(find) if is_regex else re.escape(find)
    if request.get("matchEntireCell"):
        pattern = rf"\A(?:{pattern})\Z"
    try:
        compiled = re.compile(pattern, 0 if request.get("matchCase") else re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise bad_request(f"Invalid regular expression: {error}") from error
    made = _replacement(replacement, compiled) if is_regex else (lambda _found: replacement)
    return lambda text: compiled.subn(made, text)


def _translated(pattern: str) -> str:
    if len(pattern) > MAX_PATTERN or NESTED_REPETITION.search(pattern):
        raise bad_request("Local Sheets does not run this regular expression: it is too long or repeats a repetition.")
    parts = []
    place = 0
    for quoted in QUOTED.finditer(pattern):
        parts += [_unquoted(pattern[place : quoted.start()]), re.escape(quoted[1])]
        place = quoted.end()
    return "".join([*parts, _unquoted(pattern[place:])])


def _unquoted(pattern: str) -> str:
    """Spelt anew between escaped backslashes, which mean the same everywhere."""
    return BACKSLASH.join(_spelt(piece) for piece in pattern.split(BACKSLASH))


def _spelt(pattern: str) -> str:
    for theirs, ours in SPELLINGS:
        pattern = theirs.sub(ours, pattern)
    unknown = re.search(r"\\[pPX]|&&", pattern)
    if unknown:
        raise bad_request(f"Local Sheets does not run this regular expression: it has no {unknown[0]}.")
    return pattern


def _replacement(text: str, compiled: re.Pattern[str]) -> Callable[[re.Match[str]], str]:
    """Of a replacement with ``$1``, ``${name}`` and escaped signs: what it makes of a match."""
    if "$" in GROUP.sub("", text):
        raise bad_request("Invalid replacement: $ must be followed by the number or {name} of a group.")
    pieces: list[str | int] = []
    place = 0
    for found in GROUP.finditer(text):
        pieces += [text[place : found.start()], *_piece(found, compiled)]
        place = found.end()
    pieces.append(text[place:])
    return lambda match: "".join(piece if isinstance(piece, str) else match[piece] or "" for piece in pieces)


def _piece(found: re.Match[str], compiled: re.Pattern[str]) -> list[str | int]:
    if found[1] is not None:
        return [found[1]]
    if found[3] is not None:
        if found[3] not in compiled.groupindex:
            raise bad_request(f"Invalid replacement: there is no group named {found[3]}.")
        return [compiled.groupindex[found[3]]]
    # As many digits as make the number of a group; the others are text.
    digits = found[2]
    length = 1
    while length < len(digits) and int(digits[: length + 1]) <= compiled.groups:
        length += 1
    number = int(digits[:length])
    if number > compiled.groups:
        raise bad_request(f"Invalid replacement: there is no group {number}.")
    return [number, digits[length:]]
