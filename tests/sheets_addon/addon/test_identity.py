import hashlib
import hmac
import json
import time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from okrsdk.errors import AccessError, ConfigError
from sheets_addon.certificates import Certificates
from sheets_addon.identity import Callers, IdentitySettings, identity_settings_from, public_url

from .issuer import (
    CLIENT_ID,
    SCRIPT_CLIENT_ID,
    SERVICE_ACCOUNT,
    URL,
    CertificateServer,
    claims_of,
    encoded,
    public_pem,
    signed,
    system_token,
    unsigned,
    user_token,
)

PATH = "/addon/home"
SETTINGS = IdentitySettings(
    url=URL, service_account=SERVICE_ACCOUNT, client_id=CLIENT_ID, script_client_ids=(SCRIPT_CLIENT_ID,)
)


@pytest.fixture(scope="module")
def callers() -> Callers:
    return Callers(SETTINGS, Certificates(CertificateServer().client()))


def good(**others: Any) -> dict[str, object]:
    return claims_of(URL + PATH, **others)


def without(name: str) -> dict[str, object]:
    return {key: value for key, value in good().items() if key != name}


def hs256_with_the_public_key() -> str:
    header, claims = {"alg": "HS256", "kid": "google"}, good()
    signing_input = unsigned(header, claims).rsplit(".", 1)[0]
    seal = hmac.new(public_pem("google").encode(), signing_input.encode(), hashlib.sha256).digest()
    return f"{signing_input}.{encoded(seal)}"


def with_another_body() -> str:
    header, _, signature = system_token(PATH).split(".")
    return f"{header}.{encoded(json.dumps(good(email='someone@example.com')).encode())}.{signature}"


def deeply_nested() -> str:
    return f"{encoded(b'{}')}.{encoded(b'[' * 3000)}.{encoded(b'x')}"


WRONG = {
    "expired": lambda: signed(good(exp=int(time.time()) - 60)),
    "issued in the future": lambda: signed(good(iat=int(time.time()) + 600)),
    "not yet valid": lambda: signed(good(nbf=int(time.time()) + 600)),
    "a day that is no number": lambda: signed(good(exp="tomorrow")),
    "not-before is no number": lambda: signed(good(nbf="now")),
    "without expiry": lambda: signed(without("exp")),
    "another audience": lambda: signed(claims_of("https://other.example.com" + PATH)),
    "another endpoint of ours": lambda: system_token("/addon/check"),
    "the audience is only the host": lambda: signed(claims_of(URL)),
    "an endpoint that begins alike": lambda: system_token(PATH + "/more"),
    "without audience": lambda: signed(without("aud")),
    "several audiences": lambda: signed(good(aud=[URL + PATH, "https://other.example.com"])),
    "another e-mail": lambda: signed(good(email="someone@example.com")),
    "the add-on of another project": lambda: signed(good(email=SERVICE_ACCOUNT.replace("123", "456"))),
    "unverified e-mail": lambda: signed(good(email_verified=False)),
    "e-mail verified in words": lambda: signed(good(email_verified="true")),
    "without e-mail": lambda: signed(without("email")),
    "an e-mail that is no text": lambda: signed(good(email=["a"])),
    "without subject": lambda: signed(without("sub")),
    "another issuer": lambda: signed(good(iss="https://accounts.example.com")),
    "an issuer that looks alike": lambda: signed(good(iss="https://accounts.google.com.example.com")),
    "signed by another key": lambda: signed(good(), by="stranger"),
    "a key that is not known": lambda: signed(good(), key_id="other"),
    "alg none": lambda: unsigned({"alg": "none"}, good()) + "AAAA",
    "alg none without signature": lambda: unsigned({"alg": "none"}, good()),
    "HS256 with the public key": hs256_with_the_public_key,
    "another body under the signature": with_another_body,
    "a user's token": user_token,
    "deeply nested": deeply_nested,
    "too long": lambda: system_token(PATH, more="x" * 9000),
    "garbage": lambda: "garbage",
    "three parts of garbage": lambda: "a.b.c",
    "nothing": lambda: "",
}


@pytest.mark.parametrize("name", sorted(WRONG))
def test_a_system_token_that_is_wrong_in_any_way_is_refused_without_quoting_it(callers, name):
    token = WRONG[name]()
    with pytest.raises(AccessError) as refused:
        callers.must_be_google(f"Bearer {token}", PATH)
    assert refused.value.status == 401
    assert not any(part in str(refused.value) for part in token.split(".") if len(part) > 8)
    assert refused.value.__cause__ is None


def test_google_is_believed_for_the_very_endpoint(callers):
    callers.must_be_google(f"Bearer {system_token(PATH)}", PATH)
    callers.must_be_google(f"bearer {system_token('/addon/check')}", "/addon/check")
    callers.must_be_google(f"Bearer {signed(good(iss='accounts.google.com'))}", PATH)


def test_clocks_may_differ_by_a_few_seconds(callers):
    callers.must_be_google(f"Bearer {signed(good(iat=int(time.time()) + 5, nbf=int(time.time()) + 5))}", PATH)


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer a b"])
def test_a_request_without_a_bearer_token_is_refused(callers, header):
    with pytest.raises(AccessError, match="Authorization: Bearer") as refused:
        callers.must_be_google(header, PATH)
    assert refused.value.status == 401


def test_a_user_token_tells_the_person(callers):
    person = callers.person(user_token("head.of.sales@example.com"))
    assert (person.subject, person.email) == ("1001", "head.of.sales@example.com")


@pytest.mark.parametrize(
    "token",
    [
        lambda: system_token(PATH),
        lambda: signed(claims_of("456-other.apps.googleusercontent.com", email="a@example.com")),
        lambda: signed(claims_of(SCRIPT_CLIENT_ID, email="a@example.com")),
        lambda: user_token(exp=int(time.time()) - 60),
        lambda: user_token(email_verified=False),
        lambda: "",
    ],
    ids=["a system token", "another project's", "a script's", "expired", "unverified", "empty"],
)
def test_another_token_tells_no_person(callers, token):
    with pytest.raises(AccessError):
        callers.person(token())


def test_a_script_token_is_believed_for_the_scripts_that_are_known(callers):
    known = signed(claims_of(SCRIPT_CLIENT_ID, email="a@example.com"))
    assert callers.script_user(f"Bearer {known}").email == "a@example.com"
    for audience in (CLIENT_ID, URL + PATH, "789-script.apps.googleusercontent.com"):
        with pytest.raises(AccessError):
            callers.script_user(f"Bearer {signed(claims_of(audience))}")


def test_a_script_token_may_come_without_an_e_mail_address(callers):
    claims = {key: value for key, value in claims_of(SCRIPT_CLIENT_ID).items() if not key.startswith("email")}
    assert callers.script_user(f"Bearer {signed(claims)}").subject == "1001"


@given(st.text() | st.from_regex(r"[A-Za-z0-9_-]{0,40}\.[A-Za-z0-9_-]{0,40}\.[A-Za-z0-9_-]{0,40}", fullmatch=True))
@example("e30.e30.e30")
@example("W10.W10.W10")
def test_no_text_but_a_good_token_is_believed(callers, text):
    with pytest.raises(AccessError):
        callers.person(text)


def test_certificates_are_fetched_once_for_many_requests():
    server = CertificateServer()
    callers = Callers(SETTINGS, Certificates(server.client()))
    for _ in range(5):
        callers.must_be_google(f"Bearer {system_token(PATH)}", PATH)
    assert server.asked == 1


ENVIRONMENT = {
    "OKR_PUBLIC_URL": "https://okr.example.com/",
    "OKR_ADDON_SERVICE_ACCOUNT": SERVICE_ACCOUNT,
    "OKR_ADDON_CLIENT_ID": CLIENT_ID,
}


def test_settings_come_from_the_environment():
    assert identity_settings_from({"PATH": "/bin"}) is None
    found = identity_settings_from({**ENVIRONMENT, "OKR_SCRIPT_CLIENT_IDS": "a, b,"})
    assert found == IdentitySettings(
        url=URL, service_account=SERVICE_ACCOUNT, client_id=CLIENT_ID, script_client_ids=("a", "b")
    )


@pytest.mark.parametrize("missing", sorted(ENVIRONMENT))
def test_half_a_configuration_is_refused_by_name(missing):
    with pytest.raises(ConfigError, match=missing):
        identity_settings_from({name: value for name, value in ENVIRONMENT.items() if name != missing})


@pytest.mark.parametrize("url", ["http://okr.example.com", "okr.example.com", "https://", "https://a?b", "https://a#b"])
def test_a_public_url_is_https_and_nothing_else(url):
    with pytest.raises(ConfigError, match="public URL"):
        public_url(url)
