"""``/drive/v3/about`` and ``/drive/v3/drives``: who asks, and the shared drives, of which there are none."""

from __future__ import annotations

from flask import Blueprint, Response, request

from okrsdk.localsheets.drive import fields
from okrsdk.localsheets.drive.resources import described_user
from okrsdk.localsheets.errors import DriveError
from okrsdk.localsheets.exports import EXPORTS
from okrsdk.localsheets.http.drive_responses import drive_answer
from okrsdk.localsheets.http.request_context import MAX_BODY, caller
from okrsdk.localsheets.imports import IMPORTS
from okrsdk.localsheets.store.library import SPREADSHEET_MIME

blueprint = Blueprint("driveabout", __name__, url_prefix="/drive/v3")


@blueprint.get("/about")
def about() -> Response:
    """``about.get``: who asks, and what can be brought in and out."""
    if not request.args.get("fields"):
        raise DriveError(
            400, "The 'fields' parameter is required for this method.", reason="required", location="fields"
        )
    value = {
        "kind": "drive#about",
        "user": described_user(caller(), caller()),
        "storageQuota": {"usage": "0", "usageInDrive": "0", "usageInDriveTrash": "0"},
        "importFormats": {mime: [SPREADSHEET_MIME] for mime in IMPORTS},
        "exportFormats": {SPREADSHEET_MIME: list(EXPORTS)},
        "maxImportSizes": {SPREADSHEET_MIME: str(MAX_BODY)},
        "maxUploadSize": str(MAX_BODY),
        "canCreateDrives": False,
    }
    return drive_answer(value, names=fields.ABOUT)


@blueprint.get("/drives")
def drives() -> Response:
    """``drives.list``: none."""
    return drive_answer({"kind": "drive#driveList", "drives": []})
