"""The certificates that clients believe: read once, and by the environment where that holds."""

import certifi
import httpx

from okrsdk.client.certificates import verification

ELSEWHERE, HERE = httpx.URL("https://okr.example.com"), httpx.URL("https://127.0.0.1:8443")


def test_all_clients_share_what_was_read():
    assert verification(ELSEWHERE) is verification(httpx.URL("https://other.example.com"))
    assert verification(ELSEWHERE).get_ca_certs()
    assert verification(ELSEWHERE).check_hostname


def test_the_environment_names_others_but_not_for_this_machine(monkeypatch, tmp_path):
    first = certifi.contents().partition("-----END CERTIFICATE-----")
    own = tmp_path / "own.pem"
    own.write_text("".join(first[:2]) + "\n", encoding="utf-8")
    monkeypatch.setenv("SSL_CERT_FILE", str(own))
    assert len(verification(ELSEWHERE).get_ca_certs()) == 1
    assert len(verification(HERE).get_ca_certs()) > 1
