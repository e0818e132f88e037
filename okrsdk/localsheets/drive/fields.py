"""The ``fields`` of a Drive request, checked against the names that the API has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.errors import ApiError, DriveError
from okrsdk.localsheets.wire.masks import parse_mask

if TYPE_CHECKING:
    from okrsdk.localsheets.wire.masks import Mask

FILE = frozenset((
    "appProperties", "clientEncryptionDetails", "downloadRestrictions", "capabilities", "contentHints",
    "contentRestrictions", "copyRequiresWriterPermission", "createdTime", "description", "driveId",
    "explicitlyTrashed", "exportLinks", "fileExtension", "folderColorRgb", "fullFileExtension",
    "hasAugmentedPermissions", "hasThumbnail", "headRevisionId", "iconLink", "id", "imageMediaMetadata",
    "inheritedPermissionsDisabled", "isAppAuthorized", "kind", "labelInfo", "lastModifyingUser",
    "linkShareMetadata", "md5Checksum", "mimeType", "modifiedByMe", "modifiedByMeTime", "modifiedTime", "name",
    "originalFilename", "ownedByMe", "owners", "parents", "permissionIds", "permissions", "properties",
    "quotaBytesUsed", "resourceKey", "sha1Checksum", "sha256Checksum", "shared", "sharedWithMeTime", "sharingUser",
    "shortcutDetails", "size", "spaces", "starred", "teamDriveId", "thumbnailLink", "thumbnailVersion", "trashed",
    "trashedTime", "trashingUser", "version", "videoMediaMetadata", "viewedByMe", "viewedByMeTime",
    "viewersCanCopyContent", "webContentLink", "webViewLink", "writersCanShare",
))  # fmt: skip
PERMISSION = frozenset((
    "allowFileDiscovery", "deleted", "displayName", "domain", "emailAddress", "expirationTime", "id",
    "inheritedPermissionsDisabled", "kind", "pendingOwner", "permissionDetails", "photoLink", "role",
    "teamDrivePermissionDetails", "type", "view",
))  # fmt: skip
ABOUT = frozenset((
    "appInstalled", "canCreateDrives", "canCreateTeamDrives", "driveThemes", "exportFormats", "folderColorPalette",
    "importFormats", "kind", "maxImportSizes", "maxUploadSize", "storageQuota", "teamDriveThemes", "user",
))  # fmt: skip
CHANGE = frozenset((
    "changeType", "drive", "driveId", "file", "fileId", "kind", "removed", "teamDrive", "teamDriveId", "time", "type",
))  # fmt: skip
CHANGE_LIST = frozenset({"changes", "kind", "newStartPageToken", "nextPageToken"})
FILE_LIST = frozenset({"files", "incompleteSearch", "kind", "nextPageToken"})
PERMISSION_LIST = frozenset({"kind", "nextPageToken", "permissions"})
#: What the parts of an answer are, for those whose names are checked too.
PARTS = {"files": FILE, "permissions": PERMISSION, "changes": CHANGE, "file": FILE}


def parsed(text: str, names: frozenset[str] | None) -> Mask:
    """The mask that ``fields`` spells.

    Args:
        text: as given.
        names: of the answer's fields; None leaves them unchecked.

    Raises:
        DriveError: 400 for a field that the API does not have, or for what is no mask.
    """
    try:
        mask = parse_mask("".join(text.split()), None)  # Drive, unlike Sheets, overlooks spaces
    except ApiError as error:
        raise _invalid(text) from error
    if names is not None:
        _check(mask, names)
    return mask


def _check(mask: Mask, names: frozenset[str]) -> None:
    for name, branch in mask.items():
        if name not in names:
            raise _invalid(name)
        if name in PARTS:
            _check(branch, PARTS[name])


def _invalid(name: str) -> DriveError:
    return DriveError(400, f"Invalid field selection {name[:200]}", reason="invalidParameter", location="fields")
