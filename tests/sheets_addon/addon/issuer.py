"""An issuer of ID tokens with keys of its own: what Google is to the service, without Google."""

import base64
import json
import time
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpx
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import crypt, jwt

URL = "https://okr.example.com"
SERVICE_ACCOUNT = "service-123@gcp-sa-gsuiteaddons.iam.gserviceaccount.com"
CLIENT_ID = "123-addon.apps.googleusercontent.com"
SCRIPT_CLIENT_ID = "123-script.apps.googleusercontent.com"
ISSUER = "https://accounts.google.com"


@cache
def key(name: str) -> rsa.RSAPrivateKey:
    """One key a name, made once: making them takes time."""
    del name
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public_pem(name: str) -> str:
    encoding, form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    return key(name).public_key().public_bytes(encoding, form).decode()


def signed(claims: dict[str, object], *, by: str = "google", key_id: str = "google") -> str:
    return jwt.encode(signer(by, key_id), claims).decode()


@cache
def signer(by: str, key_id: str) -> crypt.RSASigner:
    encoding = serialization.Encoding.PEM
    private = key(by).private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode()
    return crypt.RSASigner.from_string(private, key_id=key_id)


def unsigned(header: dict[str, str], claims: dict[str, object], signature: bytes = b"") -> str:
    return ".".join(encoded(part) for part in (json.dumps(header).encode(), json.dumps(claims).encode(), signature))


def encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).decode().rstrip("=")


def claims_of(audience: str, *, email: str = SERVICE_ACCOUNT, **others: Any) -> dict[str, object]:
    now = int(time.time())
    good = {"iss": ISSUER, "aud": audience, "sub": "1001", "email": email, "email_verified": True}
    return {**good, "iat": now - 10, "exp": now + 3600, **others}


def system_token(path: str, **others: Any) -> str:
    return signed(claims_of(URL + path, **others))


def user_token(email: str = "head.of.marketing@example.com", **others: Any) -> str:
    return signed(claims_of(CLIENT_ID, email=email, **others))


@dataclass
class CertificateServer:
    """Serves the public keys, and counts how often it is asked."""

    answer: httpx.Response | None = None
    headers: dict[str, str] = field(default_factory=lambda: {"cache-control": "public, max-age=3600"})
    asked: int = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked += 1
        return self.answer or httpx.Response(200, json={"google": public_pem("google")}, headers=self.headers)

    def client(self) -> httpx.Client:
        return httpx.Client(transport=httpx.MockTransport(self))
