"""The deployment descriptor: what Google must know of the add-on, as `gcloud workspace-add-ons` takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_addon.addon.navigation import Route
from sheets_addon.identity import public_url

if TYPE_CHECKING:
    from sheets_addon.addon.widgets import Json

SHEETS_SCOPES = ("https://www.googleapis.com/auth/drive.file", "https://www.googleapis.com/auth/spreadsheets")
"""The scopes of which one is needed, the least first: with it each file is granted by the person who opens it."""

_IDENTITY_SCOPES = ("openid", "https://www.googleapis.com/auth/userinfo.email")
_LOCALE_SCOPE = "https://www.googleapis.com/auth/script.locale"
_SHEETS = "https://docs.google.com/spreadsheets/"
_COLOUR = "#1f3a4d"


def deployment(url: str, *, name: str = "okrsdk") -> Json:
    """The descriptor of an add-on that this service answers for.

    Args:
        url: the service's public URL.
        name: what people see in the side panel.

    Raises:
        ConfigError: the URL is no public one.
    """
    base = f"{public_url(url)}/addon"
    opened, granted = {"runFunction": f"{base}/{Route.OPENED}"}, {"runFunction": f"{base}/{Route.FILE_GRANTED}"}
    return {
        "oauthScopes": [SHEETS_SCOPES[0], *_IDENTITY_SCOPES, _LOCALE_SCOPE],
        "addOns": {
            "common": {
                "name": name,
                "logoUrl": f"{base}/logo.png",
                "layoutProperties": {"primaryColor": _COLOUR},
                "openLinkUrlPrefixes": [_SHEETS],
                # Without it and its scope an event says neither the person's language nor their time zone.
                "useLocaleFromApp": True,
            },
            "sheets": {"homepageTrigger": opened, "onFileScopeGrantedTrigger": granted},
            "httpOptions": {"granularOauthPermissionSupport": "OPT_IN"},
        },
    }
