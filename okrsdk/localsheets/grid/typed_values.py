"""What a typed text means in a cell: number, date, time, boolean, formula or plain text, by the locale."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from okrsdk.localsheets.grid.cells import Formula, Value, number
from okrsdk.localsheets.grid.locales import EN_US, Locale
from okrsdk.localsheets.grid.typed_dates import read_moment

if TYPE_CHECKING:
    import datetime as dt

    from okrsdk.localsheets.grid.locales import Locale

NumberFormat = dict[str, str]

CURRENCIES = "$€£¥"
ANY_SPACE = "[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]"
DECIMALS = ".00"
#: Ends of texts that may be a number, date or time.
LAST = frozenset("0123456789.,%)mM")


@lru_cache(maxsize=64)
def _form(locale: Locale) -> re.Pattern[str]:
    group = ANY_SPACE if locale.group.isspace() else re.escape(locale.group)
    decimal = re.escape(locale.decimal)
    money = "|".join(re.escape(sign) for sign in sorted({*CURRENCIES, locale.symbol}, key=len, reverse=True))
    after = rf"(?:{ANY_SPACE}?(?P<after>{money}))?" if _is_after(locale) else "(?P<after>(?!))?"
    return re.compile(
        rf"(?P<open>\()?(?P<sign>[-+])?\s?(?P<before>{money})?{ANY_SPACE}?(?P<sign2>[-+])?"
        rf"(?P<digits>\d{{1,3}}(?:{group}\d{{3}})+(?:{decimal}\d*)?|\d+(?:{decimal}\d*)?|{decimal}\d+)"
        rf"(?P<exponent>[eE][-+]?\d{{1,3}})?{ANY_SPACE}?(?P<percent>%)?{after}(?P<close>\))?",
        re.ASCII,
    )


def _is_after(locale: Locale) -> bool:
    """Whether money is written behind the number."""
    return locale.currency.startswith("#")


def is_likely_number(text: str, locale: Locale) -> bool:
    """Whether the text may be a number, date or time, at a glance: most texts are none."""
    if not text:
        return False
    return text[-1] in LAST or locale.symbol.endswith(text[-1]) or text[-1] in CURRENCIES


def read_number(text: str, locale: Locale) -> tuple[Value, NumberFormat | None] | None:
    """The number and the format it brings along; None when the text is no number."""
    found = _form(locale).fullmatch(text)
    if not found or bool(found["open"]) != bool(found["close"]) or (found["before"] and found["after"]):
        return None
    signs = [sign for sign in (found["sign"], found["sign2"]) if sign]
    if len(signs) > (0 if found["open"] else 1):
        return None
    value = float(_point(found["digits"], locale) + (found["exponent"] or ""))
    if value == float("inf"):
        return None
    if found["open"] or "-" in signs:
        value = -value
    if found["percent"]:
        value = float(f"{value / 100:.15g}")
    return number(value), _shown_as(found, locale)


def _point(digits: str, locale: Locale) -> str:
    group = ANY_SPACE if locale.group.isspace() else re.escape(locale.group)
    return re.sub(group, "", digits).replace(locale.decimal, ".")


def _shown_as(found: re.Match[str], locale: Locale) -> NumberFormat | None:
    digits = found["digits"]
    decimals = locale.decimal in digits and not digits.endswith(locale.decimal)
    if found["percent"]:
        return {"type": "PERCENT", "pattern": "0.00%" if decimals else "0%"}
    symbol = found["before"] or found["after"]
    if symbol:
        pattern = _money(symbol, locale, behind=bool(found["after"]))
        return {"type": "CURRENCY", "pattern": pattern if decimals else pattern.replace(DECIMALS, "")}
    if found["exponent"]:
        return {"type": "SCIENTIFIC", "pattern": "0.00E+00"}
    if len(_point(digits, locale)) < len(digits):
        return {"type": "NUMBER", "pattern": "#,##0.00" if decimals else "#,##0"}
    return None


def _money(symbol: str, locale: Locale, *, behind: bool) -> str:
    if symbol == locale.symbol and behind == _is_after(locale):
        return locale.currency
    return f"#,##0.00\\ [${symbol}]" if behind else f"[${symbol}]#,##0.00"


def read_entry(text: str, today: dt.date, locale: Locale = EN_US) -> tuple[Value, NumberFormat | None]:
    """The value a typed text stands for, and the number format it brings along (None: none).

    Args:
        text: what the user typed; a leading apostrophe makes it plain text, a plus sign before anything but a number
            makes it a formula.
        today: supplies the year where a date leaves it out.
        locale: whose decimal sign, order of dates, names of months and money count.
    """
    if not text:
        return None, None
    if text[0] == "'":
        return text[1:], None
    if text[0] == "=" and len(text) > 1:
        return Formula(text), None
    trimmed = text.strip()
    if trimmed.upper() in ("TRUE", "FALSE"):
        return trimmed.upper() == "TRUE", None
    found = _read(trimmed, today, locale) if is_likely_number(trimmed, locale) else None
    if found is None and text[0] == "+" and len(text) > 1:
        return Formula("=" + text), None
    return found or (text, None)


def _read(text: str, today: dt.date, locale: Locale) -> tuple[Value, NumberFormat | None] | None:
    return read_number(text, locale) or read_moment(text, today, locale)
