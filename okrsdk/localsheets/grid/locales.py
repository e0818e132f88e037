"""How a spreadsheet's locale writes numbers, dates and money.

Patterns of number formats are written the same way everywhere (``#,##0.00``); the locale decides what stands for the
point and the comma when a number is shown or typed, and which patterns the types have that bring none. The data is
Babel's (Unicode CLDR), except that years always have four digits, as Google shows them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

SPACE = re.compile("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]")
#: Runs of letters in a CLDR date pattern, and what they are in a number format.
DATE_LETTERS = re.compile(r"y+|M+|d+|h+|H+|m+|s+|a|'([^']*)'|[^yMdhHmsa']")


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """One locale.

    ``date``, ``time`` and ``currency`` are number-format patterns. ``months`` and ``days`` hold long and short names,
    the week from Monday on. ``order`` is ``mdy``, ``dmy`` or ``ymd``.
    """

    name: str
    decimal: str = "."
    group: str = ","
    date: str = "m/d/yyyy"
    time: str = "h:mm:ss am/pm"
    currency: str = '"$"#,##0.00'
    symbol: str = "$"
    months: tuple[tuple[str, ...], tuple[str, ...]]
    days: tuple[tuple[str, ...], tuple[str, ...]]

    @property
    def order(self) -> str:
        """The order of year, month and day in dates."""
        letters = "".join(letter for letter in self.date if letter in "ymd")
        return "".join(dict.fromkeys(letters))

    @property
    def separator(self) -> str:
        """The sign between the parts of a date."""
        found = re.search(r"[^ymd\\\" ]", self.date)
        return found[0] if found else "/"

    @property
    def decimal_comma(self) -> bool:
        """Whether numbers are written ``1,5``; formulas then separate their arguments by ``;``."""
        return self.decimal == ","

    @property
    def date_time(self) -> str:
        """The pattern of a date with its time of day."""
        return f"{self.date} {self.time.replace(' am/pm', '')}"

    def patterns(self) -> dict[str, str]:
        """What a number format without a pattern of its own shows, by its type."""
        return {
            "NUMBER": "#,##0.00",
            "PERCENT": "0.00%",
            "CURRENCY": self.currency,
            "DATE": self.date,
            "TIME": self.time,
            "DATE_TIME": self.date_time,
            "SCIENTIFIC": "0.00E+00",
            "TEXT": "@",
        }


EN_US = Locale(
    name="en_US",
    months=(
        (
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    ),
    days=(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    ),
)


@lru_cache(maxsize=256)
def locale_of(name: str) -> Locale:
    """The locale of this name (``de_DE``, ``de``); en_US for one that is not known."""
    if not name or name.replace("-", "_") == "en_US":
        return EN_US
    import babel  # its data is only needed for other locales
    from babel.numbers import get_currency_symbol, get_territory_currencies

    try:
        found = babel.Locale.parse(name.replace("-", "_"))
    except (ValueError, babel.UnknownLocaleError):
        return EN_US
    likely = babel.core.get_global("likely_subtags").get(found.language, "")
    territory = found.territory or likely.rpartition("_")[2]
    codes = get_territory_currencies(territory) if territory else []
    symbol = get_currency_symbol(codes[0], found) if codes else "$"
    symbols = found.number_symbols["latn"]
    return Locale(
        name=name,
        decimal=symbols["decimal"],
        group=symbols["group"],
        date=_pattern(found.date_formats["short"].pattern),
        time=_pattern(found.time_formats["medium"].pattern),
        currency=_money(found.currency_formats["standard"].pattern, symbol),
        symbol=symbol,
        months=_names(found.months["format"], range(1, 13)),
        days=_names(found.days["format"], range(7)),
    )


def _names(names: object, keys: range) -> tuple[tuple[str, ...], tuple[str, ...]]:
    wide, short = names["wide"], names["abbreviated"]  # type: ignore[index]  # Babel's data is untyped
    return tuple(str(wide[key]) for key in keys), tuple(str(short[key]) for key in keys)


def _pattern(text: str) -> str:
    """A CLDR date or time pattern as a number-format pattern."""

    def put(found: re.Match[str]) -> str:
        piece = found[0]
        if piece[0] == "y":
            return "yyyy"
        if piece[0] in "MdhHms":
            return piece.lower()
        if piece == "a":
            return "am/pm"
        return f'"{found[1]}"' if found[1] else piece

    return DATE_LETTERS.sub(put, SPACE.sub(" ", text))


def _money(text: str, symbol: str) -> str:
    """A CLDR currency pattern as a number-format pattern."""
    before, _, after = SPACE.sub(" ", text.partition(";")[0]).partition("¤")
    sign = "[$€-1]" if symbol == "€" else f'"{symbol}"'
    first = "\\ " if before.endswith(" ") else ""
    second = "\\ " if after.startswith(" ") else ""
    return f"#,##0.00{first}{sign}" if before.strip() else f"{sign}{second}#,##0.00"
