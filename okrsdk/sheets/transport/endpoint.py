"""Whom we talk to: Google Sheets, a Local Sheets server, or the Local Sheets inside this process."""

from __future__ import annotations

from dataclasses import dataclass

_GOOGLE_HOSTS = ("https://sheets.googleapis.com", "https://www.googleapis.com")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """The server behind the API, as requests and error messages need it.

    Attributes:
        base_url: where it answers, without a slash at the end; empty for Google's own hosts.
        place: what people know it by: that URL, or the folder of the Local Sheets inside this process.
        who: e-mail address of the account we act as; empty when it is not known or there is none.
        page: base URL of the pages on which people look at spreadsheets, where it is not that of the API.
    """

    base_url: str = ""
    place: str = "Google Sheets"
    who: str = ""
    page: str = ""

    @property
    def is_google(self) -> bool:
        """Whether this is Google."""
        return not self.base_url

    @property
    def name(self) -> str:
        """What people call it."""
        return "Google Sheets" if self.is_google else "Local Sheets"

    def link(self, spreadsheet_id: str) -> str:
        """URL of a spreadsheet on this server, as people copy it from the browser.

        >>> Endpoint().link("abc")
        'https://docs.google.com/spreadsheets/d/abc/edit'
        """
        return f"{self.page or self.base_url or 'https://docs.google.com'}/spreadsheets/d/{spreadsheet_id}/edit"

    def address(self, url: str) -> str:
        """The URL, with Google's host replaced by this server.

        >>> Endpoint(base_url="http://127.0.0.1:8765").address("https://sheets.googleapis.com/v4/spreadsheets")
        'http://127.0.0.1:8765/v4/spreadsheets'
        """
        if self.is_google:
            return url
        for host in _GOOGLE_HOSTS:
            if url.startswith(host):
                return self.base_url + url.removeprefix(host)
        return url
