"""``/drive/v3/files/{id}/permissions``: who may do what with a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from okrsdk.localsheets.access import ROLES, permission_id
from okrsdk.localsheets.drive import fields
from okrsdk.localsheets.drive.metadata import flag_field, text_field
from okrsdk.localsheets.drive.resources import described_permission, permissions_of
from okrsdk.localsheets.errors import DriveError
from okrsdk.localsheets.http.drive_responses import drive_answer, emptied, object_body
from okrsdk.localsheets.http.request_context import caller, drive_file, flag, library
from okrsdk.localsheets.http.shared_drives import pass_on
from okrsdk.localsheets.store.files import set_file

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject
    from okrsdk.localsheets.store.files import File

blueprint = Blueprint("permissions", __name__, url_prefix="/drive/v3/files/<file_id>/permissions")

DEFAULT_FIELDS = ("kind", "id", "type", "role")
TYPES = ("user", "group", "domain", "anyone")


def _store(file: File, permissions: list[JsonObject]) -> None:
    if file.extra.get("driveId") == file.id:
        pass_on(file, permissions)
    set_file(library(), replace(file, extra={**file.extra, "permissions": permissions}))


def _found(file: File, permission: str) -> JsonObject:
    for item in permissions_of(file):
        if item["id"] == permission:
            return item
    raise DriveError(404, f"Permission not found: {permission}.", reason="notFound", location="permissionId")


def _role(message: JsonObject, default: str = "") -> str:
    role = text_field(message, "role", default)
    if role not in ROLES:
        raise DriveError(400, "The specified role is invalid or not supported.", reason="invalid", location="role")
    if role == "owner" and default != "owner" and not flag("transferOwnership"):
        raise DriveError(
            403,
            "The transferOwnership parameter must be enabled when the permission role is 'owner'.",
            reason="forbidden",
            location="transferOwnership",
        )
    return role


def _answer(item: JsonObject) -> Response:
    return drive_answer(described_permission(item), default=DEFAULT_FIELDS, names=fields.PERMISSION)


@blueprint.get("")
def list_permissions(file_id: str) -> Response:
    """``permissions.list``."""
    items = [described_permission(item) for item in permissions_of(drive_file(file_id))]
    if not request.args.get("fields"):
        items = [{key: item[key] for key in DEFAULT_FIELDS} for item in items]
    return drive_answer({"kind": "drive#permissionList", "permissions": items}, names=fields.PERMISSION_LIST)


@blueprint.get("/<permission>")
def get(file_id: str, permission: str) -> Response:
    """``permissions.get``."""
    return _answer(_found(drive_file(file_id), permission))


@blueprint.post("")
def create(file_id: str) -> Response:
    """``permissions.create``: shares with a person, a group, a domain or anyone."""
    file, message = drive_file(file_id, "writer"), object_body()
    item = _new(message)
    _store(file, _with(file, item))
    return _answer(item)


def _new(message: JsonObject) -> JsonObject:
    kind, role = text_field(message, "type", ""), _role(message)
    if kind not in TYPES:
        raise DriveError(400, "The permission type field is required.", reason="required", location="permission.type")
    if kind == "anyone":
        is_found = flag_field(message, "allowFileDiscovery", default=False)
        return {"id": "anyone" if is_found else "anyoneWithLink", "type": kind, "role": role} | (
            {"allowFileDiscovery": is_found}
        )
    name = "domain" if kind == "domain" else "emailAddress"
    whose = text_field(message, name, "")
    if not whose or ("@" in whose) != (name == "emailAddress"):
        raise DriveError(
            400,
            f"The specified {name} is invalid or not applicable for the given permission type.",
            reason="invalid",
            location=f"permission.{name}",
        )
    return {"id": permission_id(whose), "type": kind, "role": role, name: whose}


def _with(file: File, item: JsonObject) -> list[JsonObject]:
    """The file's permissions with this one in place of an older one of the same; a new owner makes the old a writer."""
    others = [one for one in permissions_of(file) if one["id"] != item["id"]]
    if item["role"] == "owner":
        others = [{**one, "role": "writer"} if one["role"] == "owner" else one for one in others]
    return [*others, item]


@blueprint.patch("/<permission>")
def update(file_id: str, permission: str) -> Response:
    """``permissions.update``: another role."""
    file, message = drive_file(file_id, "writer"), object_body()
    old = _found(file, permission)
    new = {**old, "role": _role(message, old["role"])}
    if "pendingOwner" in message:
        new["pendingOwner"] = flag_field(message, "pendingOwner", default=False)
    if new["role"] == "owner":
        new.pop("pendingOwner", None)
        _check_owns(file, old)
        _store(file, _with(file, new))
    elif old["role"] == "owner":
        raise DriveError(403, "The owner of a file cannot be removed.", reason="cannotRemoveOwner")
    else:
        _store(file, [new if item["id"] == permission else item for item in permissions_of(file)])
    return _answer(new)


def _check_owns(file: File, old: JsonObject) -> None:
    if old["role"] != "owner":
        drive_file(file.id, "owner")


@blueprint.delete("/<permission>")
def delete(file_id: str, permission: str) -> Response:
    """``permissions.delete``; anyone may give up their own."""
    file = drive_file(file_id)
    found = _found(file, permission)
    if str(found.get("emailAddress", "")).lower() != caller().lower():
        drive_file(file_id, "writer")
    if found["role"] == "owner":
        raise DriveError(403, "The owner of a file cannot be removed.", reason="cannotRemoveOwner")
    _store(file, [item for item in permissions_of(file) if item["id"] != permission])
    return emptied()
