"""What a BooleanCondition must have, as the API's description of each type says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.errors import bad_request

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject

COMPARISONS = (
    "NUMBER_GREATER", "NUMBER_GREATER_THAN_EQ", "NUMBER_LESS", "NUMBER_LESS_THAN_EQ", "NUMBER_EQ", "NUMBER_NOT_EQ",
    "TEXT_CONTAINS", "TEXT_NOT_CONTAINS", "TEXT_EQ", "DATE_EQ", "DATE_BEFORE", "DATE_AFTER", "CUSTOM_FORMULA",
)  # fmt: skip
#: By use, the types of condition it takes and how many values each needs: at least, at most.
BOTH = dict.fromkeys(COMPARISONS, (1, 1)) | {"NUMBER_BETWEEN": (2, 2), "NUMBER_NOT_BETWEEN": (2, 2)}
MANY = 10**6
VALIDATIONS = BOTH | {
    "TEXT_IS_EMAIL": (0, 0),
    "TEXT_IS_URL": (0, 0),
    "DATE_ON_OR_BEFORE": (1, 1),
    "DATE_ON_OR_AFTER": (1, 1),
    "DATE_BETWEEN": (2, 2),
    "DATE_NOT_BETWEEN": (2, 2),
    "DATE_IS_VALID": (0, 0),
    "ONE_OF_RANGE": (1, 1),
    "ONE_OF_LIST": (1, MANY),
    "BOOLEAN": (0, 2),
}
FORMATS = BOTH | {"TEXT_STARTS_WITH": (1, 1), "TEXT_ENDS_WITH": (1, 1), "BLANK": (0, 0), "NOT_BLANK": (0, 0)}


def check_validation(condition: JsonObject) -> None:
    """Checks the condition of a data validation.

    Raises:
        ApiError: 400 for a type it does not take, a wrong number of values, or a relative date.
    """
    _check(condition, VALIDATIONS, "data validation")
    if any("relativeDate" in value for value in condition.get("values", [])):
        raise bad_request("relativeDate values are not supported in data validation.")


def check_format(condition: JsonObject) -> None:
    """Checks the condition of a conditional format.

    Raises:
        ApiError: 400 for a type it does not take, or a wrong number of values.
    """
    _check(condition, FORMATS, "conditional formatting")


def _check(condition: JsonObject, table: dict[str, tuple[int, int]], use: str) -> None:
    kind = condition.get("type", "CONDITION_TYPE_UNSPECIFIED")
    if kind == "CONDITION_TYPE_UNSPECIFIED":
        raise bad_request("condition.type is required.")
    if kind not in table:
        raise bad_request(f"ConditionType '{kind}' is not supported in {use}.")
    least, most = table[kind]
    count = len(condition.get("values", []))
    if not least <= count <= most:
        wanted = f"exactly {least}" if least == most else f"{least} to {most}" if most < MANY else f"at least {least}"
        raise bad_request(f"ConditionType '{kind}' requires {wanted} ConditionValues, but {count} were supplied.")
