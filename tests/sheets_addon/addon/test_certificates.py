import httpx
import pytest

from okrsdk.errors import UnavailableError
from sheets_addon.certificates import Certificates

from .issuer import CertificateServer, public_pem


class Clock:
    time = 100.0

    def __call__(self) -> float:
        return self.time


def certificates(server: CertificateServer, clock: Clock) -> Certificates:
    return Certificates(server.client(), url="https://certificates.example", now=clock)


def test_they_are_kept_as_long_as_max_age_says_and_no_longer():
    server, clock = CertificateServer(), Clock()
    kept = certificates(server, clock)
    assert kept.current() == {"google": public_pem("google")}
    clock.time += 3599
    kept.current()
    assert server.asked == 1
    clock.time += 1
    kept.current()
    assert server.asked == 2


def test_the_age_of_an_answer_from_a_cache_on_the_way_counts():
    server, clock = CertificateServer(headers={"cache-control": "max-age=3600", "age": "3000"}), Clock()
    kept = certificates(server, clock)
    kept.current()
    clock.time += 600
    kept.current()
    assert server.asked == 2


def test_without_max_age_they_are_asked_for_each_time():
    server, clock = CertificateServer(headers={}), Clock()
    kept = certificates(server, clock)
    kept.current()
    kept.current()
    assert server.asked == 2


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(503),
        httpx.Response(200, text="<html>sign in</html>"),
        httpx.Response(200, json=[]),
        httpx.Response(200, json={}),
        httpx.Response(200, json={"google": 1}),
    ],
    ids=["refused", "html", "a list", "none", "no text"],
)
def test_an_answer_without_certificates_proves_nothing_and_is_not_kept(answer):
    server = CertificateServer(answer=answer)
    kept = certificates(server, Clock())
    with pytest.raises(UnavailableError, match="certificates do not come"):
        kept.current()
    server.answer = None
    assert kept.current()


def test_no_connection_is_an_error_of_ours():
    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route", request=request)

    kept = Certificates(httpx.Client(transport=httpx.MockTransport(broken)))
    with pytest.raises(UnavailableError, match="Try again"):
        kept.current()
