"""A sign-in server on loopback, as strict about the flow as Google's, and the two questions that okr asks of Drive."""

import base64
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from werkzeug.wrappers import Request, Response

SECRET = "client-secret-7f3a"  # noqa: S105 -- opens nothing
REFRESH = "refresh-token-91bc"
LEAD = "lead@acme.example"


@dataclass
class OAuthServer:
    """Gives out access-1, access-2 … for codes that come with their verifier, and for refresh tokens not revoked.

    Attributes:
        url: where it listens.
        refuses: the error with which the person's browser is sent back; empty where the person agrees.
        storage: what Drive says of the person's storage.
        drives: the shared drives; None where the scope does not cover asking.
        asked: the queries of the pages that the person saw.
        good: the access tokens that open something.
    """

    url: str = ""
    refuses: str = ""
    grants: str = ""
    storage: dict[str, str] = field(default_factory=lambda: {"usage": "5", "limit": "15"})
    drives: list[dict[str, object]] | None = None
    asked: list[dict[str, str]] = field(default_factory=list)
    good: set[str] = field(default_factory=set)
    revoked: set[str] = field(default_factory=set)
    given: int = 0

    def __call__(self, environ, start_response):
        request = Request(environ)
        answer = {
            "/authorize": self._authorize,
            "/token": self._token,
            "/revoke": self._revoke,
            "/drive/v3/about": self._about,
            "/drive/v3/drives": self._drives,
        }[request.path]
        return answer(request)(environ, start_response)

    def client_file(self, folder: Path) -> Path:
        path = folder / "client.json"
        client = {
            "client_id": "okr.apps.example",
            "client_secret": SECRET,
            "auth_uri": f"{self.url}/authorize",
            "token_uri": f"{self.url}/token",
        }
        path.write_text(json.dumps({"installed": client}))
        return path

    def _authorize(self, request: Request) -> Response:
        asked = request.args.to_dict()
        self.asked.append(asked)
        answer = {"error": self.refuses} if self.refuses else {"code": f"code-{len(self.asked)}"}
        back = urlencode({**answer, "state": asked["state"]})
        return Response(status=302, headers={"Location": f"{asked['redirect_uri']}?{back}"})

    def _token(self, request: Request) -> Response:
        form = request.form.to_dict()
        if form["grant_type"] == "refresh_token":
            is_good = form["refresh_token"] == REFRESH and REFRESH not in self.revoked
        else:
            asked = self.asked[int(form["code"].removeprefix("code-")) - 1]
            digest = hashlib.sha256(form["code_verifier"].encode()).digest()
            challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
            is_good = (
                asked["code_challenge_method"] == "S256"
                and asked["code_challenge"] == challenge
                and asked["redirect_uri"] == form["redirect_uri"]
            )
        secret = request.authorization.password if request.authorization else form["client_secret"]
        if not is_good or secret != SECRET:
            return _json({"error": "invalid_grant"}, 400)
        self.given += 1
        token = f"access-{self.given}"
        self.good.add(token)
        granted = {"access_token": token, "expires_in": 3600, "token_type": "Bearer"}
        if form["grant_type"] == "refresh_token":
            return _json(granted)
        return _json({**granted, "refresh_token": REFRESH, "scope": self.grants or self.asked[-1]["scope"]})

    def _revoke(self, request: Request) -> Response:
        self.revoked.add(request.form["token"])
        return _json({})

    def _about(self, request: Request) -> Response:
        if not self._is_signed_in(request):
            return _json({"error": {"code": 401, "message": "Invalid Credentials"}}, 401)
        return _json({"user": {"emailAddress": LEAD}, "storageQuota": self.storage})

    def _drives(self, request: Request) -> Response:
        if self.drives is None:
            reasons = [{"reason": "insufficientPermissions"}]
            return _json({"error": {"code": 403, "message": "Insufficient Permission", "errors": reasons}}, 403)
        return _json({"drives": self.drives})

    def _is_signed_in(self, request: Request) -> bool:
        return request.headers.get("Authorization", "").removeprefix("Bearer ") in self.good


def _json(body: object, status: int = 200) -> Response:
    return Response(json.dumps(body), status, content_type="application/json")
