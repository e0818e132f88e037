"""The errors of the API, with the texts and the JSON form a client of Google expects.

``ApiError`` is the only exception that reaches the wire; ``StoreError`` says that the data file itself cannot be used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.localsheets.jsontypes import JsonObject

STATUS_OF_CODE = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    408: "DEADLINE_EXCEEDED",
    409: "ABORTED",
    411: "INVALID_ARGUMENT",
    413: "INVALID_ARGUMENT",
    415: "INVALID_ARGUMENT",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    502: "UNAVAILABLE",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
    507: "INTERNAL",
}


#: What Google says with a code when there is nothing more to say.
HTTP_MESSAGES = {
    400: "Request contains an invalid argument.",
    401: "Request had invalid authentication credentials.",
    403: "The caller does not have permission",
    404: "Requested entity was not found.",
    405: "The HTTP method is not allowed here.",
    408: "Request timed out.",
    409: "The operation was aborted.",
    413: "Request payload size exceeds the limit: 67108864 bytes.",
    500: "Internal error encountered.",
    501: "Operation is not implemented, or supported, or enabled.",
    502: "Bad gateway.",
    503: "The service is currently unavailable.",
    504: "Deadline exceeded.",
}


class StoreError(Exception):
    """The data file cannot be used: the message says why and what to do, and names it."""


class DamagedStoreError(StoreError):
    """The data file exists but is not a readable Local Sheets database; it is left as it is."""


class ApiError(Exception):
    """An answer other than success: HTTP code, message and details in the API's form."""

    def __init__(
        self, code: int, message: str, *, details: Sequence[JsonObject] = (), status: str | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = list(details)
        self.status = status or STATUS_OF_CODE.get(code, "UNKNOWN")

    def body(self) -> JsonObject:
        """The error as the JSON object the Sheets API answers with."""
        error: JsonObject = {"code": self.code, "message": self.message, "status": self.status}
        if self.details:
            error["details"] = self.details
        return {"error": error}


class DriveError(ApiError):
    """An error in the older form of the Drive API, with its ``errors`` list."""

    def __init__(self, code: int, message: str, *, reason: str, domain: str = "global", location: str = "") -> None:
        super().__init__(code, message)
        self.entry: JsonObject = {"message": message, "domain": domain, "reason": reason}
        if location:
            self.entry |= {"location": location, "locationType": "parameter"}

    def body(self) -> JsonObject:
        """The error as the JSON object the Drive API answers with."""
        return {"error": {"code": self.code, "message": self.message, "errors": [self.entry]}}


class DriveAccessError(DriveError):
    """A 401 or 403 of what checks requests ahead of all APIs of Google, in Drive's form: it has a ``status`` too."""

    def __init__(self, error: ApiError) -> None:
        super().__init__(error.code, error.message, reason="forbidden")
        if error.code == 401:  # noqa: PLR2004 - the code of this answer alone
            self.entry = {
                "message": "Invalid Credentials",
                "domain": "global",
                "reason": "authError",
                "location": "Authorization",
                "locationType": "header",
            }

    def body(self) -> JsonObject:
        """The error as the JSON object the Drive API answers with."""
        found = super().body()
        found["error"]["status"] = self.status
        return found


#: What Drive calls a code for which it has no better reason.
DRIVE_REASONS = {
    400: "badRequest",
    404: "notFound",
    405: "httpMethodNotAllowed",
    413: "uploadTooLarge",
    429: "rateLimitExceeded",
    500: "internalError",
}


def in_form_of(path: str, error: ApiError) -> ApiError:
    """The error in the form of the API to which the path belongs."""
    if isinstance(error, DriveError) or not path.startswith(("/drive", "/upload")):
        return error
    if error.code in (401, 403):
        return DriveAccessError(error)
    return DriveError(error.code, error.message, reason=DRIVE_REASONS.get(error.code, "backendError"))


#: What Drive says when something is used up, by its reason. The first two pass within a minute.
USAGE_LIMITS = {
    "userRateLimitExceeded": "User rate limit exceeded.",
    "rateLimitExceeded": "Rate limit exceeded.",
    "sharingRateLimitExceeded": 'Rate limit exceeded. User message: "Sorry, you have exceeded your sharing quota."',
    "dailyLimitExceeded": "Daily limit exceeded.",
    "storageQuotaExceeded": "The user's Drive storage quota has been exceeded.",
}


def usage_limit(reason: str) -> DriveError:
    """Drive's 403 for what is used up."""
    return DriveError(403, USAGE_LIMITS[reason], reason=reason, domain="usageLimits")


def bad_request(message: str) -> ApiError:
    """A 400 with this message."""
    return ApiError(400, message)


def not_found() -> ApiError:
    """The 404 of a spreadsheet (or of another entity) that does not exist."""
    return ApiError(404, "Requested entity was not found.")


def forbidden() -> ApiError:
    """The 403 of a caller the file is not shared with."""
    return ApiError(403, "The caller does not have permission")


def file_not_found(file_id: str) -> DriveError:
    """Drive's 404 for a file that does not exist or is hidden from the caller."""
    return DriveError(404, f"File not found: {file_id}.", reason="notFound", location="fileId")


def file_id_in_use() -> DriveError:
    """Drive's 409 for a new file under the id of one that is there."""
    return DriveError(409, "A file already exists with the provided ID.", reason="fileIdInUse", location="file.id")


def field_violations(violations: Sequence[tuple[str, str]]) -> ApiError:
    """A 400 for every (field, description) found wrong in a request, in the order given."""
    listed = [{"field": field, "description": text} if field else {"description": text} for field, text in violations]
    details = [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": listed}]
    return ApiError(400, "\n".join(text for _, text in violations), details=details)


def grid_limits(range_text: str, rows: int, columns: int) -> ApiError:
    """The 400 of a range that starts outside the sheet."""
    return bad_request(f"Range ({range_text}) exceeds grid limits. Max rows: {rows}, max columns: {columns}")


def unparseable(range_text: str) -> ApiError:
    """The 400 of a range that is neither A1, R1C1, a sheet nor a named range."""
    return bad_request(f"Unable to parse range: {range_text}")
