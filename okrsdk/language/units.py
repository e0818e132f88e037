"""Units as people write them, their dimensions, and which amounts can be compared or put into one unit."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation, Overflow, localcontext
from functools import lru_cache

from okrsdk.language.currencies import is_money, is_same_money

_SAME = {
    "%": "%", "percent": "%", "percentage": "%", "pct": "%", "prozent": "%", "procent": "%", "per cent": "%",
    "pour cent": "%", "por ciento": "%", "por cento": "%", "per cento": "%", "pp": "pp", "ppt": "pp", "ppts": "pp",
    "p.p.": "pp", "pps": "pp", "percentage points": "pp", "percentage point": "pp", "percent points": "pp",
    "prozentpunkte": "pp", "prozentpunkten": "pp", "%-points": "pp", "% points": "pp", "per cent points": "pp",
    "‰": "‰", "per mille": "‰", "promille": "‰", "bps": "bps", "basis points": "bps",
    "x": "x", "×": "x", "times": "times", "-fold": "x", "fold": "x",
    "points": "points", "point": "points", "pts": "points", "pt": "points", "stars": "stars", "star": "stars",
    "rps": "rps", "fps": "fps", "qps": "qps", "tps": "tps", "rpm": "rpm", "ppm": "ppm", "ppb": "ppb", "db": "dB",
    "°c": "°C", "°f": "°F", "°": "°", "degrees": "degrees", "ftes": "FTE", "fte": "FTE",
    "business days": "business days", "working days": "business days", "pcs": "pcs", "ppl": "people",
}  # fmt: skip
_DIMENSIONS: dict[str, dict[str, tuple[str, str]]] = {
    "time": {
        "ms": ("0.001", "msec msecs millisecond milliseconds"), "µs": ("0.000001", "us μs microseconds"),
        "ns": ("0.000000001", "nanoseconds"), "seconds": ("1", "s sec secs second sekunden sekunde"),
        "minutes": ("60", "min mins minute minuten"), "hours": ("3600", "h hr hrs hour stunden stunde std"),
        "days": ("86400", "d day tage tagen tag"), "weeks": ("604800", "w wk wks week wochen woche"),
    },
    "calendar": {
        "months": ("1", "mo mos month monate monaten monat"), "quarters": ("3", "quarter quartale"),
        "years": ("12", "yr yrs year jahre jahren jahr"),
    },
    "mass": {
        "mg": ("0.001", "milligrams"), "g": ("1", "gram grams gramm"), "µg": ("0.000001", "μg ug mcg"),
        "kg": ("1000", "kgs kilo kilos kilogram kilograms kilogramm"),
        "t": ("1000000", "tonne tonnes tonnen"), "kt": ("1000000000", "kilotonnes"),
    },
    "mass (imperial)": {"lb": ("16", "lbs"), "oz": ("1", "ounce ounces")},
    "length": {
        "mm": ("0.001", "millimetres millimeters"), "cm": ("0.01", "centimetres centimeters"),
        "m": ("1", "metre metres meter meters"), "km": ("1000", "kms kilometre kilometres kilometer kilometers"),
    },
    "length (imperial)": {"ft": ("1", "feet foot"), "yd": ("3", "yards yard"), "mi": ("5280", "mile miles")},
    "area": {"m²": ("1", "m2 sqm qm"), "ha": ("10000", "hectare hectares"), "km²": ("1000000", "km2")},
    "volume": {
        "ml": ("0.001", "millilitres milliliters"), "cl": ("0.01", ""), "dl": ("0.1", ""),
        "l": ("1", "litre litres liter liters ltr"), "hl": ("100", "hectolitres"), "m³": ("1000", "m3 cbm"),
    },
    "data": {
        "B": ("1", "byte bytes"), "KB": ("1000", "kilobytes"), "MB": ("1000000", "megabytes"),
        "GB": ("1000000000", "gigabytes"), "TB": ("1000000000000", "terabytes"), "PB": ("1000000000000000", ""),
    },
    "data (binary)": {
        "KiB": ("1", ""), "MiB": ("1024", ""), "GiB": ("1048576", ""), "TiB": ("1073741824", ""),
    },
    "data rate": {"kbps": ("1", "kbit/s"), "Mbps": ("1000", "mbit/s"), "Gbps": ("1000000", "gbit/s")},
    "energy": {
        "Wh": ("1", ""), "kWh": ("1000", ""), "MWh": ("1000000", ""), "GWh": ("1000000000", ""),
    },
    "heat": {"kcal": ("1", "")},
    "power": {"mW": ("0.001", ""), "W": ("1", "watt watts"), "kW": ("1000", ""), "MW": ("1000000", ""),
              "GW": ("1000000000", "")},
    "frequency": {"Hz": ("1", ""), "kHz": ("1000", ""), "MHz": ("1000000", ""), "GHz": ("1000000000", "")},
    "share": {"%": ("1", ""), "‰": ("0.1", "")},
    "points of a share": {"pp": ("1", ""), "bps": ("0.01", "")},
}  # fmt: skip
_EXACT_CASE = frozenset({"W", "B", "mW", "MW", "T", "C", "F"})
_ONLY_SMALL = frozenset("dwgtlms")
"""Letters that are units in small alone: `3D`, `5G` and `8M` are something else."""
SINGLE_LETTERS = frozenset("sthglmdx")
"""Units of one letter that may be a word of their own behind a number."""


def _spellings() -> dict[str, str]:
    found = dict(_SAME)
    for units in _DIMENSIONS.values():
        for unit, (_, others) in units.items():
            found[unit if unit in _EXACT_CASE else unit.lower()] = unit
            found |= dict.fromkeys(others.split(), unit)
    return found


_UNITS = _spellings()
_FACTORS = {unit: (name, Decimal(factor)) for name, units in _DIMENSIONS.items() for unit, (factor, _) in units.items()}
TIME_UNITS = frozenset({*_DIMENSIONS["time"], *_DIMENSIONS["calendar"]})
LONGEST_UNIT = 3
"""Words of the longest unit (`per cent points`)."""
_DAYS_PER_MONTH = Decimal("30.4375")
_MOST_DECIMALS = 6
_UNIT_WORD = re.compile(r"[^\W\d_]{2,6}")


@lru_cache(maxsize=4096)
def unit_of(text: str) -> str:
    """The unit that a word or sign names, in its usual form; empty when it names none that is known.

    >>> unit_of("hrs"), unit_of("KWH"), unit_of("per cent"), unit_of("m"), unit_of("D"), unit_of("customers")
    ('hours', 'kWh', '%', 'm', '', '')
    """
    plain = " ".join(text.split())
    if plain in _UNITS:
        return _UNITS[plain]
    if plain.lower() in _ONLY_SMALL:
        return ""
    return _UNITS.get(plain.lower(), "")


def looks_like_unit(letters: str) -> bool:
    """Whether unknown letters right behind a number are a unit (`12pcs`, `40rooms`) and no name (`5G`, `2FA`, `3D`)."""
    return _UNIT_WORD.fullmatch(letters) is not None and letters.islower()


def dimension(unit: str) -> str:
    """What a unit measures (`time`, `mass`, `money`); empty for a unit that nothing else converts into.

    >>> dimension("kg"), dimension("EUR"), dimension("leads")
    ('mass', 'money', '')
    """
    known = _FACTORS.get(unit) or _FACTORS.get(unit_of(unit))
    if known is not None:
        return known[0]
    return "money" if is_money(unit) else ""


def is_same_unit(unit: str, other: str) -> bool:
    """Whether two units are one, however they are written (`min` and `minutes`, `€` and `EUR`)."""
    plain, others = unit.strip(), other.strip()
    if plain.lower() == others.lower():
        return True
    if unit_of(plain) or unit_of(others):
        return unit_of(plain) == unit_of(others)
    return is_same_money(plain, others)


@lru_cache(maxsize=1024)
def converted(value: Decimal, unit: str, into: str) -> Decimal | None:
    """`value` in another unit of its dimension, exact; None when there is no exact one of six decimals at most.

    >>> converted(Decimal(800), "ms", "seconds"), converted(Decimal(10), "days", "weeks")
    (Decimal('0.8'), None)
    """
    if is_same_unit(unit, into):
        return value
    here, there = _FACTORS.get(unit_of(unit)), _FACTORS.get(unit_of(into))
    if here is None or there is None or here[0] != there[0]:
        return None
    try:
        with localcontext() as context:
            context.prec = 60
            result = value * here[1] / there[1]
            if result != round(result, _MOST_DECIMALS):
                return None
        return _plain(result)
    except (InvalidOperation, Overflow):
        return None


def _plain(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def in_one_unit(first: tuple[Decimal, str], second: tuple[Decimal, str]) -> tuple[Decimal, Decimal, str] | None:
    """Two amounts (value, unit) in one of their units and that unit, the first one's where it is exact.

    A missing unit is that of the other, as in `from 5 to 10 %`.

    >>> in_one_unit((Decimal("1.5"), "t"), (Decimal(900), "kg"))
    (Decimal('1.5'), Decimal('0.9'), 't')
    >>> in_one_unit((Decimal(3), "weeks"), (Decimal(10), "days"))
    (Decimal('21'), Decimal('10'), 'days')
    >>> in_one_unit((Decimal(5), "$"), (Decimal(60), "%")) is None
    True
    """
    (value, unit), (other, other_unit) = first, second
    if not unit or not other_unit or is_same_unit(unit, other_unit):
        return value, other, unit or other_unit
    here = converted(other, other_unit, unit)
    if here is not None:
        return value, here, unit
    there = converted(value, unit, other_unit)
    return None if there is None else (there, other, other_unit)


def comparable(first: tuple[Decimal, str], second: tuple[Decimal, str]) -> tuple[Decimal, Decimal] | None:
    """The two amounts (value, unit) on one scale, of months and days on average; None when they have none in common.

    >>> comparable((Decimal(2), "hours"), (Decimal(30), "minutes"))
    (Decimal('7200'), Decimal('1800'))
    >>> comparable((Decimal(85), ""), (Decimal(60), "%"))
    (Decimal('85'), Decimal('60'))
    >>> comparable((Decimal(5), "$"), (Decimal(60), "%")) is None
    True
    """
    (value, unit), (other, other_unit) = first, second
    if not unit or not other_unit or is_same_unit(unit, other_unit):
        return value, other
    here, there = _scaled(value, unit), _scaled(other, other_unit)
    return (here[1], there[1]) if here is not None and there is not None and here[0] == there[0] else None


def _scaled(value: Decimal, unit: str) -> tuple[str, Decimal] | None:
    known = _FACTORS.get(unit_of(unit))
    if known is None:
        return None
    name, factor = known
    if name == "calendar":
        return "time", value * factor * _DAYS_PER_MONTH * 86_400
    return name, value * factor
