"""The parameters that a URL of the Sheets API may have; any other is refused, as Google refuses it."""

from __future__ import annotations

from flask import request

from okrsdk.localsheets.errors import field_violations
from okrsdk.localsheets.wire.schema import camel

EVERYWHERE = frozenset((
    "access_token", "alt", "callback", "fields", "key", "oauth_token", "prettyPrint", "quotaUser", "uploadType",
    "upload_protocol",
))  # fmt: skip
READ = frozenset(["majorDimension", "valueRenderOption", "dateTimeRenderOption"])
WRITTEN = frozenset(
    ["valueInputOption", "includeValuesInResponse", "responseValueRenderOption", "responseDateTimeRenderOption"]
)
#: By endpoint, what its method takes besides. Methods with a body of their own take nothing.
OWN = {
    "sheets.get": frozenset(["ranges", "includeGridData", "excludeTablesInBandedRanges", "commentsViewMode"]),
    "values.get": READ,
    "values.batch_get": READ | {"ranges"},
    "values.update": WRITTEN,
    "values.append": WRITTEN | {"insertDataOption"},
}


def check_parameters() -> None:
    """Checks the names of this request's parameters; each may be spelt in snake_case too.

    Raises:
        ApiError: 400 that names all that the method does not have.
    """
    allowed = EVERYWHERE | OWN.get(request.endpoint or "", frozenset())
    unknown = [name for name in request.args if name[:1] != "$" and not {name, camel(name)} & allowed]
    if unknown:
        raise field_violations([("", _unbound(name[:200])) for name in unknown])


def parameter(name: str) -> str | None:
    """The parameter of this name, in either spelling; None where there is none."""
    return next((value for given, value in request.args.items() if name in (given, camel(given))), None)


def _unbound(name: str) -> str:
    return (
        f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query parameter. '
        f"Field '{name}' could not be found in request message."
    )
