"""What `okr check` checks, in one shape: a workbook, an OKR document, a text draft or JSON lines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from okrsdk.cli.references import document_path
from okrsdk.errors import ConfigError, InvalidOkrError
from okrsdk.findings import Finding, finding_document, joined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from okrsdk.language.drafts import DraftRecord
    from okrsdk.rules import Policy
    from okrsdk.rules.drafts import DraftFinding

DOCUMENTS = {".json", ".yaml", ".yml"}
"""Endings of the files that are OKR documents; other files are drafts."""

_JSON_LINES = {".jsonl", ".ndjson"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A finding with the place where its reader looks for it.

    Attributes:
        finding: the finding.
        place: a cell (`'Key Results'!K7`), a path (`objectives[0].target`) or a line (`line 3`).
        document: the finding as JSON.
        line: 1-based line of a text file; None elsewhere.
    """

    finding: Finding
    place: str
    document: dict[str, object]
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found.

    Attributes:
        title: what was checked, by name.
        uri: where it is.
        found: the findings, in reading order.
        is_empty: whether there is not one objective and not one key result.
    """

    title: str
    uri: str
    found: tuple[Found, ...]
    is_empty: bool = False


def checked(ref: str, *, on: date, policy: Policy | None) -> Checked:
    """What is wrong or doubtful in what `ref` names.

    Raises:
        OkrError: it cannot be read.
    """
    path = document_path(ref)
    if path is None:
        return _workbook(ref, on, policy)
    if path.suffix.lower() in DOCUMENTS:
        return _document(path, on, policy)
    return _draft(path, policy)


def _workbook(ref: str, on: date, policy: Policy | None) -> Checked:
    from okrsdk.cli.connection import connection
    from okrsdk.sheets import open_workbook
    from okrsdk.sheets.references import NameMatch
    from okrsdk.workbook import a1

    with connection() as sheets:
        workbook = open_workbook(ref, sheets, match=NameMatch.WORDS)
        result = workbook.check(on=on, policy=policy)
    found = []
    for finding in result.findings:
        cell = a1(result.reading.layout, finding.location)
        document: dict[str, object] = {**finding_document(finding, cell=cell)}
        found.append(Found(finding=finding, place=cell or "Workbook", document=document))
    okr_set = result.reading.okr_set
    is_empty = not okr_set.objectives and not okr_set.key_results
    return Checked(title=result.reading.title, uri=workbook.url, found=tuple(found), is_empty=is_empty)


def _document(path: Path, on: date, policy: Policy | None) -> Checked:
    from okrsdk.interchange import load_document
    from okrsdk.rules import check

    reading = load_document(path)
    findings = joined(reading.findings, check(reading.okr_set, policy=policy, on=on))
    found = tuple(
        Found(
            finding=finding,
            place=reading.path(finding.location) or path.name,
            document={**finding_document(finding), "path": reading.path(finding.location)},
        )
        for finding in findings
    )
    is_empty = not reading.okr_set.objectives and not reading.okr_set.key_results
    return Checked(title=path.name, uri=str(path), found=found, is_empty=is_empty)


def _draft(path: Path, policy: Policy | None) -> Checked:
    from okrsdk.rules import STANDARD
    from okrsdk.rules.drafts import check_draft, check_json_lines

    look = check_json_lines if path.suffix.lower() in _JSON_LINES else check_draft
    return _drafted(path, look(read_draft(path), policy=policy or STANDARD))


def read_draft(path: Path) -> tuple[DraftRecord, ...]:
    """The objectives and key results of a draft in plain text or JSON lines.

    Raises:
        ConfigError: the file cannot be read.
        InvalidOkrError: there is nothing in it, or a line of JSON lines is no draft.
    """
    from okrsdk.language.drafts import read_json_lines, read_text_draft

    text = _read_text(path)
    records = read_json_lines(text) if path.suffix.lower() in _JSON_LINES else read_text_draft(text)
    if not records:
        raise InvalidOkrError(
            f"{path} has no objective and no key result in it. Write an objective on a line of its own, and its key "
            "results below it, indented."
        )
    return records


def _drafted(path: Path, findings: Sequence[DraftFinding]) -> Checked:
    from okrsdk.rules.drafts import draft_finding_as_json

    found = tuple(
        Found(
            finding=placed.finding,
            place=" ".join(filter(None, [f"line {placed.record + 1}", placed.field])),
            document={**draft_finding_as_json(placed)},
            line=placed.record + 1,
        )
        for placed in findings
    )
    return Checked(title=path.name, uri=str(path), found=found)


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8 text: byte {error.start} is no part of it.") from error
