"""What the sidebar says, in the language of the person before it.

Cards are made in English, of `Text`. The very last step before an answer leaves says all of it in the language of the
locale that came with the question, so that no card needs to know of languages.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from flask import g, request

from okrsdk.language.translation import SDK_TEXTS, translator_for
from okrsdk.texts import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

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


def reader_locale() -> str:
    """The locale of whoever sent the request: that of `g.locale`, else the browser's; or empty."""
    return str(g.get("locale") or request.accept_languages.best or "")


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """The languages besides English."""
    return frozenset(path.stem for path in FOLDERS[0].glob("*.po"))


@lru_cache(maxsize=8)
def script_texts(suffix: str, *folders: str) -> Mapping[str, Mapping[str, str]]:
    """What scripts say themselves, in each language by their English words.

    Args:
        suffix: of the scripts' files: `.js` for those of a page, `.gs` for the bound script.
        folders: where the scripts are, from the project's root, each with a slash at its end.
    """
    from babel.messages.pofile import read_po

    texts = {}
    for path in sorted(FOLDERS[0].glob("*.po")):
        with path.open(encoding="utf-8") as file:
            catalogue = read_po(file, locale=path.stem)
        own = [one for one in catalogue if any(_is_in(str(name), suffix, folders) for name, _ in one.locations)]
        texts[path.stem] = {str(one.id): str(one.string) for one in own}
    return texts


def _is_in(name: str, suffix: str, folders: tuple[str, ...]) -> bool:
    return name.endswith(suffix) and name.startswith(folders)


def page_texts(texts: Mapping[str, Mapping[str, str]]) -> str:
    """The element of a page in which the renderer looks for its texts.

    Args:
        texts: the texts of each language by their English words.
    """
    # Nothing in a script element may look like its end.
    data = json.dumps(texts, ensure_ascii=False).replace("<", "\\u003c").replace("//", "/\\u002f")
    return f'<script type="application/json" id="okr-texts">{data}</script>\n'
