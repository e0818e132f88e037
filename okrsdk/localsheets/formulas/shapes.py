"""Which parameters of the engine's functions want one value, and which functions give arrays.

A parameter that wants one value takes, outside of an array context, one cell of a range; inside of one the function is
computed for every element. All other parameters take ranges whole.
"""

from __future__ import annotations

#: Functions all of whose parameters want one value.
ONE_VALUE = frozenset(
    (
        *("ABS", "ACOS", "ACOSH", "ACOT", "ACOTH", "ADDRESS", "ARABIC", "ASC", "ASIN", "ASINH", "ATAN", "ATAN2"),
        *("ATANH", "BASE", "BIN2DEC", "BIN2HEX", "BIN2OCT", "BITAND", "BITLSHIFT", "BITOR", "BITRSHIFT", "BITXOR"),
        *("CEILING", "CEILING.MATH", "CEILING.PRECISE", "CHAR", "CLEAN", "CODE", "COMBIN", "COMBINA", "COMPLEX"),
        *("CONVERT", "COS", "COSH", "COT", "COTH", "CSC", "CSCH", "DATE", "DATEDIF", "DATEVALUE", "DAY", "DAYS"),
        *("DAYS360", "DEC2BIN", "DEC2HEX", "DEC2OCT", "DECIMAL", "DEGREES", "DELTA", "DOLLAR", "EDATE", "EFFECT"),
        *("ENCODEURL", "EOMONTH", "ERF", "ERFC", "EVEN", "EXACT", "EXP", "FACT", "FACTDOUBLE", "FIND", "FINDB"),
        *("FIXED", "FLOOR", "FLOOR.MATH", "FLOOR.PRECISE", "FV", "GAMMA", "GAMMALN", "GESTEP", "HEX2BIN", "HEX2DEC"),
        *("HEX2OCT", "HOUR", "IMABS", "IMAGINARY", "IMREAL", "INT", "ISEVEN", "ISODD", "ISOWEEKNUM", "LEFT", "LEN"),
        *("LENB", "LN", "LOG", "LOG10", "LOWER", "MID", "MINUTE", "MOD", "MONTH", "MROUND", "N", "NOMINAL", "NOT"),
        *("NPER", "NUMBERVALUE", "OCT2BIN", "OCT2DEC", "OCT2HEX", "ODD", "PERMUT", "PHI", "PMT", "POWER", "PROPER"),
        *("PV", "QUOTIENT", "RADIANS", "RANDBETWEEN", "RATE", "REPLACE", "REPT", "RIGHT", "ROMAN", "ROUND"),
        *("ROUNDDOWN", "ROUNDUP", "SEARCH", "SEC", "SECH", "SECOND", "SIGN", "SIN", "SINH", "SQRT", "SQRTPI"),
        *("SUBSTITUTE", "T", "TAN", "TANH", "TEXT", "TIME", "TIMEVALUE", "TRIM", "TRUNC", "UNICHAR", "UNICODE"),
        *("UPPER", "VALUE", "WEEKDAY", "WEEKNUM", "YEAR", "YEARFRAC", "ISBLANK", "ISERR", "ISERROR", "ISLOGICAL"),
        *("ISNA", "ISNONTEXT", "ISNUMBER", "ISTEXT", "ERROR.TYPE", "TYPE"),
    )
)
#: Functions that look at an error value instead of passing it on.
LOOK_AT_ERRORS = frozenset("ISBLANK ISERR ISERROR ISLOGICAL ISNA ISNONTEXT ISNUMBER ISTEXT ERROR.TYPE TYPE".split())  # noqa: SIM905 - as above
#: The parameters, by index, that want one value of functions whose others take ranges.
SOME_ONE_VALUE = {
    "COUNTIF": (1,),
    "SUMIF": (1,),
    "AVERAGEIF": (1,),
    "COUNTIFS": (1, 3, 5, 7, 9),
    "SUMIFS": (2, 4, 6, 8, 10),
    "AVERAGEIFS": (2, 4, 6, 8, 10),
    "MINIFS": (2, 4, 6, 8, 10),
    "MAXIFS": (2, 4, 6, 8, 10),
    "LARGE": (1,),
    "SMALL": (1,),
    "RANK": (0, 2),
    "RANK.EQ": (0, 2),
    "RANK.AVG": (0, 2),
    "PERCENTILE": (1,),
    "QUARTILE": (1,),
    "PERCENTRANK": (1,),
    "FORECAST": (0,),
    "TEXTJOIN": (0, 1),
    "SUBTOTAL": (0,),
    "NPV": (0,),
    "NETWORKDAYS": (0, 1),
    "WORKDAY": (0, 1),
    "HYPERLINK": (0, 1),
}
#: The engine's functions whose results are arrays.
MAKE_ARRAYS = frozenset(
    "SEQUENCE RANDARRAY MMULT MUNIT MINVERSE FREQUENCY LINEST LOGEST TREND GROWTH MODE.MULT EXPAND".split()  # noqa: SIM905 - names read better in one text
)

#: Functions that the engine has and Google has not.
NOT_GOOGLES = frozenset(
    (
        *("AMORDEGRC", "AREAS", "ARRAYTOTEXT", "BESSELI", "BESSELJ", "BESSELK", "BESSELY", "BINOM.DIST.RANGE", "DROP"),
        *("ECMA.CEILING", "EXPAND", "FORECAST.ETS", "FORECAST.ETS.CONFINT", "FORECAST.ETS.STAT", "INFO", "ISOMITTED"),
        *("NUMBERVALUE", "ODDFPRICE", "ODDFYIELD", "ODDLPRICE", "ODDLYIELD", "PERCENTOF", "REGEXTEST", "SORTBY"),
        *("TAKE", "TEXTAFTER", "TEXTBEFORE", "TEXTSPLIT", "TRIMRANGE", "VALUETOTEXT"),
    )
)


def is_one_value(function: str, index: int) -> bool:
    """Whether the function wants one value for this argument."""
    return function in ONE_VALUE or index in SOME_ONE_VALUE.get(function, ())
