"""JSON and YAML: one OKR document per workbook, which can be read back, with the scores of the day behind the OKRs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.interchange.exporters.export_format import ExportedFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.assessment import Assessment

_NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


def to_dict(assessment: Assessment) -> dict[str, object]:
    """The OKR document of assessed OKRs with their scores under `scores`, as values that `json.dumps` takes."""
    from okrsdk.interchange.document.records import SCORES
    from okrsdk.interchange.document.writing import document_from_okr_set
    from okrsdk.reports import scores_document

    return {**document_from_okr_set(assessment.okr_set), SCORES: scores_document(assessment.scores)}


def json_files(assessments: Sequence[Assessment]) -> tuple[ExportedFile, ...]:
    """One JSON document per workbook, named after its client and cycle."""
    from okrsdk.interchange.document.json_text import write_json

    return tuple(
        ExportedFile(name=f"{stem}.json", content=write_json(to_dict(own)).encode())
        for stem, own in _named(assessments)
    )


def yaml_files(assessments: Sequence[Assessment]) -> tuple[ExportedFile, ...]:
    """One YAML document per workbook, named after its client and cycle."""
    from okrsdk.interchange.document.yaml_text import write_yaml

    return tuple(
        ExportedFile(name=f"{stem}.yaml", content=write_yaml(to_dict(own)).encode())
        for stem, own in _named(assessments)
    )


def _named(assessments: Sequence[Assessment]) -> list[tuple[str, Assessment]]:
    """Each with a name that no other has, in any case, and that every file system takes."""
    from okrsdk.workbook.overview import workbook_title

    named: dict[str, tuple[str, Assessment]] = {}
    for assessment in assessments:
        stem = _NOT_IN_FILE_NAMES.sub(" ", workbook_title(assessment.okr_set)).strip(" .") or "OKRs"
        free, count = stem, 1
        while free.casefold() in named:
            count += 1
            free = f"{stem} ({count})"
        named[free.casefold()] = (free, assessment)
    return list(named.values())
