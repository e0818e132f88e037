"""What we say to people: English sentences that remember how they were made, to be said in other languages too.

`text("Needs {needed} a week", needed=3)` is the English sentence, a `str` like any other, and knows its template and
its values. `okrsdk.language.translation.translated` says it in another language, in which numbers and days have other
forms too. What people wrote themselves stays a plain `str`, and comes back from there as it is.

A template is looked up by its English words: it stands as a literal in the call, where extraction finds it. Whole
sentences are translated, not parts of one: another language orders its words otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class Text(str):
    """An English sentence with the template and the values that it was made of.

    Attributes:
        template: the English words with the names of the values in braces (`Needs {needed:,f} a week`).
        plural_template: the same for several, where they have a number `n`; else None.
        values: the values by name. What is a Text itself is translated with it.
        shape: what is done with the sentence in whatever language, such as cutting it to a length; None for nothing.
    """

    __slots__ = ("plural_template", "shape", "template", "values")

    template: str
    plural_template: str | None
    values: Mapping[str, object]
    shape: Callable[[str], str] | None

    def __new__(
        cls,
        english: str,
        template: str,
        values: Mapping[str, object],
        *,
        plural_template: str | None = None,
        shape: Callable[[str], str] | None = None,
    ) -> Text:
        """The sentence; `text` and `plural` make it of its template."""
        self = super().__new__(cls, english)
        self.template = template
        self.plural_template = plural_template
        self.values = values
        self.shape = shape
        return self

    def __str__(self) -> str:
        # What an exception or str() gives back still knows how it was made.
        return self

    def __getnewargs_ex__(self) -> tuple[tuple[object, ...], dict[str, object]]:
        """What copies and pickles are made of."""
        kept: dict[str, object] = {"plural_template": self.plural_template, "shape": self.shape}
        return (str.__str__(self), self.template, self.values), kept


class _Count(int):
    """A whole number as people read it: `1,200`."""

    def __format__(self, form: str) -> str:
        return super().__format__(form or ",")


def text(template: str, /, **values: object) -> Text:
    """A sentence to be said in the language of whoever reads it.

    Args:
        template: the English words, a literal, with the names of the values in braces, and how numbers are written
            after a colon, as in `str.format`.
        values: strings, whole numbers, Decimals, days, or other Texts. A whole number `n` is a count, of which
            thousands are marked off.

    >>> text("The target is {target:,}.", target=1200)
    'The target is 1,200.'
    >>> text("Needs {needed} a week", needed=3).template
    'Needs {needed} a week'
    """
    if type(values.get("n")) is int:
        values["n"] = _Count(values["n"])  # type: ignore[call-overload] # it is an int
    return Text(template.format(**values) if values else template, template, values)


def plural(one: str, several: str, /, *, n: int, **values: object) -> Text:
    """A sentence that depends on a number: other languages have other forms for one and for several.

    Args:
        one: the English words for one, a literal, with `{n}` where the number stands.
        several: those for any other number.
        n: the number.
        values: further values, as of `text`.

    >>> plural("{n} error", "{n} errors", n=1), plural("{n} error", "{n} errors", n=0)
    ('1 error', '0 errors')
    >>> plural("{n} error", "{n} errors", n=1200)
    '1,200 errors'
    """
    values = {"n": _Count(n), **values}
    return Text((one if n == 1 else several).format(**values), one, values, plural_template=several)


def strung(parts: Sequence[str], between: str = " ") -> str:
    """The parts one after the other; those that are empty are left out.

    Args:
        parts: sentences, or what people wrote.
        between: what stands between them.

    >>> strung([text("Blank."), "", text("Fill it in.")])
    'Blank. Fill it in.'
    """
    said = [part for part in parts if part]
    english = between.join(said)
    if len(said) == 1:
        return said[0]
    if not any(isinstance(part, Text) for part in said):
        return english
    names = [f"part{at}" for at in range(len(said))]
    between = between.replace("{", "{{").replace("}", "}}")
    return Text(english, between.join(f"{{{name}}}" for name in names), dict(zip(names, said, strict=True)))


def shaped(said: str, shape: Callable[[str], str]) -> str:
    """A sentence after `shape`, which is done again in each language.

    >>> shaped(text("red"), str.upper)
    'RED'
    """
    if not isinstance(said, Text):
        return shape(said)
    return Text(shape(said), "{said}", {"said": said}, shape=shape)
