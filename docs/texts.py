"""Brings the catalogues of translations up to date with the code: `make texts` writes them, a test compares them."""

from __future__ import annotations

import string
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from okrsdk.rulebook import RULEBOOK
from okrsdk.schema.tables import MODELS, columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from babel.messages.catalog import Message

ROOT = Path(__file__).parents[1]
_MAKES_TEXTS = "okrsdk.texts"
_KEYWORDS = {"text": None, "plural": (1, 2)}
_HEADER = """msgid ""
msgstr ""
"Language: {name}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {forms}\\n"

"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """What is translated together.

    Attributes:
        sources: the folder whose modules are read, from the project's root.
        folder: the folder with its catalogues, from the project's root.
        facts: further texts, which stand where they are declared and are not in a call, each with its module.
    """

    sources: str
    folder: str
    facts: Callable[[], Iterator[tuple[str, str]]] = lambda: iter(())

    def catalogues(self) -> Iterator[Path]:
        """The catalogues that there are, one for each language."""
        return iter(sorted((ROOT / self.folder).glob("*.po")))


def _declared() -> Iterator[tuple[str, str]]:
    """Names and reasons of the rules, and what is said of a cell that must be filled: the column's description."""
    for info in RULEBOOK:
        yield info.title, "okrsdk/rulebook.py"
        yield info.reason, "okrsdk/rulebook.py"
    for table in MODELS:
        for column in columns(table):
            if column.must_be_filled:
                yield column.description, "okrsdk/schema/tables.py"


DOMAINS = (
    Domain(sources="okrsdk", folder="okrsdk/language/texts", facts=_declared),
    Domain(sources="sheets_addon", folder="sheets_addon/texts"),
)


def extracted(domain: Domain) -> Catalog:
    """All that the code of a domain says, in the order of its files."""
    catalogue = Catalog()
    for path in sorted((ROOT / domain.sources).rglob("*.py")):
        if _MAKES_TEXTS not in path.read_text(encoding="utf-8"):
            continue
        name = path.relative_to(ROOT).as_posix()
        for line, said, comments, _ in extract_from_file("python", path, _KEYWORDS, comment_tags=("Translators:",)):
            if _has_words(said):
                catalogue.add(said, locations=[(name, line)], auto_comments=comments)
    for fact, name in domain.facts():
        catalogue.add(str.__str__(fact), locations=[(name, 1)])
    for path in sorted(path for path in (ROOT / domain.sources).rglob("*") if path.suffix in (".js", ".gs")):
        name = path.relative_to(ROOT).as_posix()
        for line, said, *_ in extract_from_file("javascript", path, {"words": None}):
            catalogue.add(said, locations=[(name, line)])
    return catalogue


def _has_words(said: str | tuple[str, ...]) -> bool:
    """Whether there is anything to translate beside the values; quotation marks differ between languages too."""
    first = said if isinstance(said, str) else said[0]
    return any(letter.isalpha() or letter == '"' for part, *_ in string.Formatter().parse(first) for letter in part)


def catalogue_in(path: Path) -> Catalog:
    """A catalogue as it stands in its file."""
    with path.open(encoding="utf-8") as file:
        return read_po(file, locale=path.stem)


def updated(path: Path, template: Catalog) -> str:
    """The text of a catalogue with everything that is said, and nothing else; what is new has no translation yet."""
    old = catalogue_in(path)
    old.update(template, no_fuzzy_matching=True)
    old.obsolete.clear()
    written = BytesIO()
    write_po(written, old, omit_header=True, sort_by_file=True, include_lineno=False, width=0)
    forms = f"nplurals={old.num_plurals}; plural={old.plural_expr};"
    return _HEADER.format(name=Locale.parse(path.stem), forms=forms) + written.getvalue().decode("utf-8")


def missing(path: Path) -> list[str]:
    """What has no translation in a catalogue, and what has one with other values than the English words."""
    return [str(_said(one)[0]) for one in catalogue_in(path) if one.id and not _is_whole(one)]


def _said(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (list, tuple)) else (message.id,)


def _is_whole(message: Message) -> bool:
    translations = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    wanted = {field for template in _said(message) for field in _fields(template)}
    # French says one for zero too, so the number stands in every form.
    return not message.fuzzy and all(template and set(_fields(template)) == wanted for template in translations)


def _fields(template: str) -> list[tuple[str, str]]:
    return [(name, form or "") for _, name, form, _ in string.Formatter().parse(template) if name is not None]


def main() -> None:
    """Writes every catalogue, and says what is still to be translated."""
    for domain in DOMAINS:
        template = extracted(domain)
        for path in domain.catalogues():
            path.write_text(updated(path, template), encoding="utf-8")
            todo = missing(path)
            report = [f"{path.relative_to(ROOT)}: {len(template)} texts, {len(todo)} to translate", *todo]
            print("\n  ".join(report))  # noqa: T201 - a command says what it did


if __name__ == "__main__":
    main()
