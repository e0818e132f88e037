"""The pieces of a card, as Google's JSON. Text that is not `Markup` is escaped here, so no card can forget it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NewType, TypeAlias

from sheets_addon.addon.markup import escaped, plain, tidied

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Json: TypeAlias = dict[str, object]
Widget = NewType("Widget", dict[str, object])
Section = NewType("Section", dict[str, object])
Card = NewType("Card", dict[str, object])
Click = NewType("Click", dict[str, object])
Button = NewType("Button", dict[str, object])
Footer = NewType("Footer", dict[str, object])

MOST_WIDGETS = 100
MOST_SECTIONS = 100
_LONGEST_TITLE = 100


class Picker(StrEnum):
    """How a choice is shown."""

    RADIO = "RADIO_BUTTON"
    DROP_DOWN = "DROPDOWN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several things to choose.

    Attributes:
        text: what people read.
        value: what is sent.
    """

    text: str
    value: str


def call(url: str, parameters: Mapping[str, str]) -> Click:
    """A click that asks the service."""
    pairs = [{"key": key, "value": value} for key, value in parameters.items()]
    return Click({"action": {"function": url, "parameters": pairs}})


def opening(url: str) -> Click:
    """A click that follows a link."""
    return Click({"openLink": {"url": url}})


def paragraph(text: str) -> Widget:
    """A paragraph."""
    return Widget({"textParagraph": {"text": escaped(text)}})


def row(
    text: str, *, over: str = "", under: str = "", click: Click | None = None, button: Button | None = None
) -> Widget:
    """A text with small labels over and under it.

    Args:
        text: the text; it wraps.
        over: the label over it, one line.
        under: the label under it.
        click: what a click on it does.
        button: a button at its end.
    """
    decorated: Json = {"text": escaped(text), "wrapText": True}
    parts = {"topLabel": plain(over), "bottomLabel": plain(under), "onClick": click, "button": button}
    return Widget({"decoratedText": decorated | {key: part for key, part in parts.items() if part}})


def button(text: str, click: Click, *, is_main: bool = False) -> Button:
    """A button; the main one of a card is filled."""
    look = {"type": "FILLED"} if is_main else {}
    return Button({"text": plain(text), "onClick": click, **look})


def icon_button(icon: str, name: str, click: Click) -> Button:
    """A button that shows an icon.

    Args:
        icon: the name of a material icon.
        name: what it is called where it is not seen.
        click: what a click on it does.
    """
    return Button({"icon": {"materialIcon": {"name": icon}}, "altText": plain(name), "onClick": click})


def buttons(*those: Button) -> Widget:
    """Buttons beside each other."""
    return Widget({"buttonList": {"buttons": list(those)}})


def footer(main: Button, other: Button | None = None) -> Footer:
    """Buttons that stay in sight at the foot of a card, however long it is.

    Args:
        main: what one came for; it is filled.
        other: what one may want instead.
    """
    # Google documents these very looks for a footer, and no others.
    second = {} if other is None else {"secondaryButton": {**other, "type": "OUTLINED"}}
    return Footer({"primaryButton": {**main, "type": "FILLED"}, **second})


def text_field(
    name: str, label: str, *, value: str = "", hint: str = "", longest: int = 100, is_long: bool = False
) -> Widget:
    """A field to write in.

    Args:
        name: the name under which it is sent.
        label: what people read.
        value: what it holds at first.
        hint: small text under it.
        longest: most characters.
        is_long: whether it has several lines.
    """
    field: Json = {
        "name": name,
        "label": plain(label),
        "type": "MULTIPLE_LINE" if is_long else "SINGLE_LINE",
        "validation": {"characterLimit": longest},
    }
    further = {"value": value, "hintText": plain(hint)}
    return Widget({"textInput": field | {key: part for key, part in further.items() if part}})


def choice_field(
    name: str,
    label: str,
    choices: Sequence[Choice],
    *,
    value: str = "",
    picker: Picker,
    on_change: Click | None = None,
) -> Widget:
    """A field to choose in.

    Args:
        name: the name under which the choice's value is sent.
        label: what people read.
        choices: what there is to choose.
        value: the value of the one that is chosen at first.
        picker: how it is shown.
        on_change: what happens as soon as another one is chosen; nothing without.
    """
    items = [
        {"text": plain(choice.text), "value": choice.value, "selected": choice.value == value} for choice in choices
    ]
    field: Json = {"name": name, "label": plain(label), "type": picker.value, "items": items}
    return Widget({"selectionInput": field | ({} if on_change is None else {"onChangeAction": on_change["action"]})})


def section(*widgets: Widget | None, title: str = "", shown: int | None = None) -> Section | None:
    """A section; None where there is nothing in it.

    Args:
        widgets: its widgets; None is left out.
        title: its header.
        shown: how many of its widgets are in sight before it is opened; all without.

    Raises:
        ValueError: it has more than `MOST_WIDGETS`.
    """
    present = [widget for widget in widgets if widget is not None]
    if len(present) > MOST_WIDGETS:
        raise ValueError(f"{len(present)} widgets in one section: give its items pages")
    if not present:
        return None
    head = {"header": tidied(plain(title), _LONGEST_TITLE)} if title else {}
    is_folded = shown is not None and shown < len(present)
    fold = {"collapsible": True, "uncollapsibleWidgetsCount": shown} if is_folded else {}
    return Section({**head, "widgets": present, **fold})


def card(title: str, *sections: Section | None, subtitle: str = "", foot: Footer | None = None) -> Card:
    """A card.

    Args:
        title: its title.
        sections: its sections; None is left out.
        subtitle: what is under the title.
        foot: the buttons at its foot.

    Raises:
        ValueError: it has more than `MOST_SECTIONS`.
    """
    present = [one for one in sections if one is not None]
    if len(present) > MOST_SECTIONS:
        raise ValueError(f"{len(present)} sections in one card: give its items pages")
    header = {"title": tidied(plain(title), _LONGEST_TITLE)}
    if subtitle:
        header["subtitle"] = tidied(plain(subtitle), _LONGEST_TITLE)
    return Card({"header": header, "sections": present, **({} if foot is None else {"fixedFooter": foot})})
