"""What a format of exports is: its name, and how assessed OKRs become files of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrsdk.assessment import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFile:
    """One file of an export, not yet written anywhere.

    Attributes:
        name: its name inside the folder that it is written to.
        content: its bytes; text is UTF-8.
        is_companion: whether it only describes the others, so that an export to one file goes without it.
    """

    name: str
    content: bytes
    is_companion: bool = False


def _nothing(_assessments: Sequence[Assessment]) -> Mapping[str, int]:
    """What has no place in a format that holds everything."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFormat:
    """A format that OKRs are written in.

    Attributes:
        name: what `okr export --to` takes.
        title: what it is, in a few words, for lists of the formats.
        write: the files of the OKRs of one workbook or several, each assessed; a ConfigError where it cannot hold them.
        append: the same behind what a file of the format holds already; None where a format does not grow.
        suffix: how the name of its file ends (`.csv`); empty where the format is a folder of files.
        other_suffixes: further endings by which a file's format is recognised.
        program: the program that it is for; empty where any may read it.
        finds_people_by_address: whether that program knows people by their e-mail address alone.
        without_place: what of the OKRs has no place in it, by what it is called, with how many there are.
    """

    name: str
    title: str
    write: Callable[[Sequence[Assessment]], tuple[ExportedFile, ...]]
    append: Callable[[Sequence[Assessment], bytes], tuple[ExportedFile, ...]] | None = None
    suffix: str = ""
    other_suffixes: tuple[str, ...] = ()
    program: str = ""
    finds_people_by_address: bool = False
    without_place: Callable[[Sequence[Assessment]], Mapping[str, int]] = _nothing


def text_file(name: str, text: str) -> tuple[ExportedFile, ...]:
    """The one file of a format that is a text."""
    return (ExportedFile(name=name, content=text.encode()),)
