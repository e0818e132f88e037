"""``/drive/v3/files/{id}/permissions``: who may do what with a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response

from okrsdk.localsheets.access import DEFAULT_USER, ROLES, new_permissions, permission_id
from okrsdk.localsheets.errors import DriveError
from okrsdk.localsheets.http.context import drive_file, library
from okrsdk.localsheets.http.drive import drive_answer, object_body, text_field
from okrsdk.localsheets.store.files import set_file

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject
    from okrsdk.localsheets.store.files import File

blueprint = Blueprint("permissions", __name__, url_prefix="/drive/v3/files/<file_id>/permissions")

DEFAULT_FIELDS = ("kind", "id", "type", "role")
TYPES = ("user", "group", "domain", "anyone")


def _all(file: File) -> list[JsonObject]:
    return list(file.extra.get("permissions") or new_permissions(DEFAULT_USER))


def _described(item: JsonObject) -> JsonObject:
    return {"kind": "drive#permission", **item, "deleted": False, "pendingOwner": False}


def _store(file: File, permissions: list[JsonObject]) -> None:
    set_file(library(), file.id, trashed=file.trashed, extra={**file.extra, "permissions": permissions})


def _found(file: File, permission: str) -> JsonObject:
    for item in _all(file):
        if item["id"] == permission:
            return item
    raise DriveError(404, f"Permission not found: {permission}.", reason="notFound", location="permissionId")


def _role(message: JsonObject, default: str = "") -> str:
    role = text_field(message, "role", default)
    if role not in ROLES:
        raise DriveError(400, "The specified role is invalid or not supported.", reason="invalid", location="role")
    return role


@blueprint.get("")
def list_permissions(file_id: str) -> Response:
    """``permissions.list``."""
    items = [_described(item) for item in _all(drive_file(file_id))]
    return drive_answer({"kind": "drive#permissionList", "permissions": items})


@blueprint.get("/<permission>")
def get(file_id: str, permission: str) -> Response:
    """``permissions.get``."""
    return drive_answer(_described(_found(drive_file(file_id), permission)), default=DEFAULT_FIELDS)


@blueprint.post("")
def create(file_id: str) -> Response:
    """``permissions.create``: shares with a person, a group, a domain or anyone."""
    file, message = drive_file(file_id, "writer"), object_body()
    kind, role, email = text_field(message, "type", ""), _role(message), text_field(message, "emailAddress", "")
    if kind not in TYPES:
        raise DriveError(400, "The permission type field is required.", reason="required", location="permission.type")
    if kind in ("user", "group") and "@" not in email:
        raise DriveError(
            400,
            "The specified emailAddress is invalid or not applicable for the given permission type.",
            reason="invalid",
            location="permission.emailAddress",
        )
    number = permission_id(email) if email else ("anyoneWithLink" if kind == "anyone" else permission_id(kind))
    item: JsonObject = {"id": number, "type": kind, "role": role}
    item |= {"emailAddress": email} if email else {}
    others = [one for one in _all(file) if one["id"] != number]
    if role == "owner":
        others = [{**one, "role": "writer"} if one["role"] == "owner" else one for one in others]
    _store(file, [*others, item])
    return drive_answer(_described(item), default=DEFAULT_FIELDS)


@blueprint.patch("/<permission>")
def update(file_id: str, permission: str) -> Response:
    """``permissions.update``: another role."""
    file, message = drive_file(file_id, "writer"), object_body()
    old = _found(file, permission)
    new = {**old, "role": _role(message, old["role"])}
    _store(file, [new if item["id"] == permission else item for item in _all(file)])
    return drive_answer(_described(new), default=DEFAULT_FIELDS)


@blueprint.delete("/<permission>")
def delete(file_id: str, permission: str) -> Response:
    """``permissions.delete``."""
    file = drive_file(file_id, "writer")
    if _found(file, permission)["role"] == "owner":
        raise DriveError(403, "The owner of a file cannot be removed.", reason="cannotRemoveOwner")
    _store(file, [item for item in _all(file) if item["id"] != permission])
    return Response("", 204, content_type="text/html")
