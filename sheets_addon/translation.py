"""What the sidebar says, in the language of the person before it.

Cards are made in English, of `Text`. The very last step before an answer leaves says all of it in the language of the
locale that came with the question, so that no card needs to know of languages.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from okrsdk.language.translation import SDK_TEXTS, translator_for
from okrsdk.texts import Text

if TYPE_CHECKING:
    from okrsdk.language.translation import Translator

FOLDERS = (Path(__file__).parent / "texts", SDK_TEXTS)
"""The folders with the catalogues: those of the service, then those of the SDK."""


def localized(document: object, locale: str) -> object:
    """A document of JSON values with everything that we say in the language of a locale.

    Args:
        document: the document; strings in it that are no `Text` stay as they are.
        locale: the person's, such as `de-CH`; English for one without a catalogue.
    """
    translator = translator_for(locale, FOLDERS)
    return document if translator is None else _localized(document, translator)


def _localized(document: object, translator: Translator) -> object:
    if isinstance(document, Text):
        return translator.of(document)
    if isinstance(document, dict):
        return {key: _localized(value, translator) for key, value in document.items()}
    if isinstance(document, list | tuple):
        return [_localized(value, translator) for value in document]
    return document
