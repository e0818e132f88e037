"""The sentences beside Google's error values, where the engine says only which error it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.values import Failure, Matrix, number_in
from okrsdk.localsheets.grid.cells import ErrorText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.localsheets.grid.cells import Value

#: What an error value says when no more is known.
GENERAL = {
    "#DIV/0!": "Evaluation caused a divide by zero error.",
    "#N/A": "Did not find a value in the evaluation.",
    "#NAME?": "Unknown function or range name.",
    "#NULL!": "The ranges do not intersect.",
    "#NUM!": "The result is not a number that can be shown.",
    "#REF!": "Reference does not exist.",
    "#VALUE!": "A parameter expects values of another type.",
    "#ERROR!": "Formula parse error.",
}
POSITIVE = ("LN", "LOG", "LOG10")
#: Parameters, counted from 1, that are texts; those of all other one-value functions are numbers.
TEXTS = {
    "FIND": (1, 2),
    "SEARCH": (1, 2),
    "LEFT": (1,),
    "RIGHT": (1,),
    "MID": (1,),
    "REPT": (1,),
    "REPLACE": (1, 4),
    "SUBSTITUTE": (1, 2, 3),
    "TEXT": (1, 2),
    "VALUE": (1,),
    "DATEVALUE": (1,),
    "TIMEVALUE": (1,),
    "DATEDIF": (3,),
    "CONVERT": (2, 3),
    "TEXTJOIN": (1, 3, 4, 5),
}


def engine_failure(function: str, code: str, given: Sequence[Value | Matrix]) -> Failure:
    """The engine's error value with what Google says in such a case."""
    for item in given:
        for value in item.items() if isinstance(item, Matrix) else (item,):
            if isinstance(value, ErrorText) and value == code:
                return value if isinstance(value, Failure) else failure(code)
    if code == "#ERROR!":  # the formula is one, so that only the number of arguments can be wrong
        return Failure("#N/A", f"Wrong number of arguments to {function}.")
    return Failure(code, _sentence(function, code, given) or GENERAL.get(code, GENERAL["#ERROR!"]))


def failure(code: str) -> Failure:
    """The error value with its general sentence."""
    return Failure(code, GENERAL.get(code, GENERAL["#ERROR!"]))


def message_of(error: ErrorText) -> str:
    """The sentence beside an error value."""
    return error.message if isinstance(error, Failure) else failure(error).message


def _sentence(function: str, code: str, given: Sequence[Value | Matrix]) -> str | None:
    if code == "#DIV/0!":
        if function in ("MOD", "QUOTIENT"):
            return f"Function {function} parameter 2 cannot be zero."
        return f"Evaluation of function {function} caused a divide by zero error."
    if code == "#VALUE!":
        return _of_value(function, given)
    if code == "#NUM!":
        return _of_number(function, given)
    if code == "#N/A" and given and not isinstance(given[0], Matrix):
        return f"Did not find value '{_printed(given[0])}' in {function} evaluation."
    return None


def _of_value(function: str, given: Sequence[Value | Matrix]) -> str | None:
    if function in ("FIND", "SEARCH") and len(given) > 1:
        looked, within = _printed(given[0]), _printed(given[1])
        return f"In {function} evaluation, cannot find '{looked}' within '{within}'."
    if function in ("VALUE", "DATEVALUE", "TIMEVALUE") and given:
        kind = {"VALUE": "number", "DATEVALUE": "date", "TIMEVALUE": "time"}[function]
        wanted = f"'{_printed(given[0])}' cannot be parsed to {kind}"
        return f"{function} parameter {wanted}."
    for index, item in enumerate(given, 1):
        if isinstance(item, str) and index not in TEXTS.get(function, ()) and number_in(item) is None:
            text = f"But '{item}' is a text and cannot be coerced to a number."
            return f"Function {function} parameter {index} expects number values. {text}"
    return None


def _of_number(function: str, given: Sequence[Value | Matrix]) -> str | None:
    first = given[0] if given else None
    if function in ("LARGE", "SMALL") and len(given) > 1:
        return f"Function {function} parameter 2 value {_printed(given[1])} is out of range."
    if not isinstance(first, (int, float)):
        return None
    if function in POSITIVE:
        return f"Function {function} parameter 1 value is {_printed(first)}. It should be greater than 0."
    if function == "SQRT" or (function in ("FACT", "FACTDOUBLE") and first < 0):
        return f"Function {function} parameter 1 value is {_printed(first)}. It should be greater than or equal to 0."
    if function in ("ACOS", "ASIN", "ATANH"):
        return (
            f"Function {function} parameter 1 value is {_printed(first)}. Valid values are between -1 and 1 inclusive."
        )
    return None


def _printed(value: Value | Matrix) -> str:
    if isinstance(value, Matrix) or value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return f"{value:g}" if isinstance(value, float) else str(value)
