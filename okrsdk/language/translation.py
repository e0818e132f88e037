"""Sentences in the language of whoever reads them: German, French and Spanish from gettext catalogues, else English.

A locale is named as people's programs name it (`de-CH`, `fr_CA`). Its language decides which catalogue is read, `de.po`
for all of German; its territory decides how numbers and days are written. What is missing in a catalogue, and whatever
is said in a language without one, is English. Babel is imported by the first sentence that is not.
"""

from __future__ import annotations

import gettext
import string
from datetime import date
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from okrsdk.texts import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from babel import Locale

SDK_TEXTS = Path(__file__).parent / "texts"
"""The folder with the catalogues of what okrsdk itself says."""


@runtime_checkable
class Localized(Protocol):
    """A value that knows how it is written in a locale, such as an amount with its unit."""

    def in_locale(self, locale: Locale) -> str:
        """The value as that locale writes it."""


def translated(said: str, locale: str | None, folders: tuple[Path, ...] = (SDK_TEXTS,)) -> str:
    """A sentence in the language of a locale, a plain string; what is no `Text` comes back as it is.

    Args:
        said: the sentence.
        locale: the reader's, such as `de-CH`; None or one that is not known for English.
        folders: where catalogues are, by language (`de.po`); the first that has a sentence counts.

    >>> from okrsdk.texts import text
    >>> translated(text("{n} of them", n=Decimal("0.5")), "pt-BR"), translated("Mehr Kunden", "fr")
    ('0.5 of them', 'Mehr Kunden')
    """
    if not isinstance(said, Text):
        return said
    translator = translator_for(locale, folders)
    return "".join(said) if translator is None else translator.of(said)


def translator_for(locale: str | None, folders: tuple[Path, ...] = (SDK_TEXTS,)) -> Translator | None:
    """What translates into the language of a locale; None for English, and where there is no catalogue."""
    return None if not locale or locale[:2].lower() == "en" else _translator(locale, folders)


@lru_cache(maxsize=64)
def _translator(name: str, folders: tuple[Path, ...]) -> Translator | None:
    from okrsdk.language.locales import cldr

    locale = cldr(name)
    if locale is None:
        return None
    catalogues = [own for own in (_catalogue(folder / f"{locale.language}.po") for folder in folders) if own]
    return Translator(locale, catalogues) if catalogues else None


@lru_cache(maxsize=64)
def _catalogue(path: Path) -> gettext.GNUTranslations | None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    if not path.is_file():
        return None
    with path.open(encoding="utf-8") as file:
        catalogue = read_po(file, locale=path.stem)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


class Translator(string.Formatter):
    """Says sentences in one language and writes their values in the forms of one locale.

    Args:
        locale: the locale.
        catalogues: where translations are looked up, the first one first.
    """

    def __init__(self, locale: Locale, catalogues: Sequence[gettext.GNUTranslations]) -> None:
        self.locale = locale
        self._catalogues = catalogues

    def of(self, said: str) -> str:
        """The sentence in this language; what is no `Text` as it is."""
        if not isinstance(said, Text):
            return said
        template = self._template(said)
        sentence = self.vformat(template, (), said.values) if said.values else template
        return sentence if said.shape is None else said.shape(sentence)

    def _template(self, said: Text) -> str:
        if not said.template:
            return ""  # what stands behind it in a catalogue is the catalogue's header
        for catalogue in self._catalogues:
            found = _looked_up(catalogue, said)
            if found is not None:
                return found
        is_one = said.plural_template is None or said.values.get("n") == 1
        return said.template if is_one else str(said.plural_template)

    def get_value(self, key: int | str, args: Sequence[object], kwargs: Mapping[str, object]) -> object:
        """The value of a name."""
        return kwargs[str(key)]

    def format_field(self, value: object, format_spec: str) -> str:
        """A value as this locale writes it."""
        if isinstance(value, str):
            return self.of(value)
        if isinstance(value, date):
            from babel.dates import format_date

            return format_date(value, format="medium", locale=self.locale)
        if isinstance(value, Localized):
            return value.in_locale(self.locale)
        return self._number(format(value, format_spec)) if isinstance(value, (int, float, Decimal)) else str(value)

    def _number(self, english: str) -> str:
        from okrsdk.language.locales import local_figures, local_percent

        local = local_figures(english.removesuffix("%"), self.locale)
        return local_percent(local, self.locale) if english.endswith("%") else local


def _looked_up(catalogue: gettext.GNUTranslations, said: Text) -> str | None:
    """The translation of a template; None where a catalogue has none."""
    if said.plural_template is None:
        found = catalogue.gettext(said.template)
        return None if found == said.template else found
    n = said.values["n"]
    found = catalogue.ngettext(said.template, said.plural_template, n if isinstance(n, int) else 2)
    return None if found in (said.template, said.plural_template) else found
