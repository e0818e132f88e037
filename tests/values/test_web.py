"""Files of the web and of this machine: limits of place, size and time, each step of a redirection looked at."""

import httpx
import pytest

from okrsdk.errors import SourceError
from okrsdk.language.source_references import FileReference, RowChoice
from okrsdk.values import load_source_settings
from okrsdk.values.web import FileReader, addresses_of

PUBLIC, PRIVATE = "93.184.215.14", "10.0.0.7"
HOSTS = {"data.example": [PUBLIC], "inside.example": [PRIVATE], "both.example": [PUBLIC, PRIVATE], "none.example": []}
HOSTS["twice.example"] = ["2606:2800:220::1", PUBLIC]


class Web:
    """Answers written down, by URL as it was asked for; keeps what was asked."""

    def __init__(self, **answers):
        self.answers, self.requests = answers, []

    def __call__(self, request):
        self.requests.append(request)
        answer = self.answers[request.headers["host"].partition(".")[0]]
        if isinstance(answer, Exception):
            raise answer
        return answer.pop(0) if isinstance(answer, list) else answer


def resolve(host, port):
    if host not in HOSTS:
        raise OSError("no such host")
    return HOSTS[host]


def reader(tmp_path, web=None, allow=(), **options):
    settings = load_source_settings(tmp_path, allow=allow)
    transport = None if web is None else httpx.MockTransport(web)
    return FileReader(settings=settings, transport=transport, resolve=resolve, **options)


def reference(place):
    return FileReference(kind="csv", place=place, pointer="", rows=RowChoice(column="a"))


def refusal(own, place):
    with pytest.raises(SourceError) as refused:
        own.read(reference(place))
    return str(refused.value)


def test_the_connection_goes_to_the_very_address_that_was_looked_at(tmp_path):
    web = Web(data=httpx.Response(200, content=b"a\n1\n"))
    assert reader(tmp_path, web).read(reference("https://data.example/x.csv?key=1")) == b"a\n1\n"
    (request,) = web.requests
    assert str(request.url) == f"https://{PUBLIC}/x.csv?key=1"
    assert request.headers["host"] == "data.example"
    assert request.extensions["sni_hostname"] == "data.example"


def test_of_several_addresses_the_first_that_can_be_reached_is_asked(tmp_path):
    def web(request):
        if request.url.host == "2606:2800:220::1":
            raise httpx.ConnectError("no route")
        return httpx.Response(200, content=request.url.host.encode())

    own = reader(tmp_path, web)
    assert own.read(reference("https://twice.example/x.csv")) == PUBLIC.encode()


@pytest.mark.parametrize("host", ["inside.example", "both.example", "none.example"])
def test_a_private_network_is_not_for_a_cell_to_name(tmp_path, host):
    web = Web()
    told = refusal(reader(tmp_path, web), f"https://{host}:8443/x.csv?key=secret")
    assert f"{host} is in a private network" in told
    assert f"--allow https://{host}:8443/" in told
    assert "secret" not in told
    assert web.requests == []


def test_what_was_allowed_is_read_in_any_network(tmp_path):
    web = Web(inside=httpx.Response(200, content=b"a\n1\n"))
    own = reader(tmp_path, web, allow=["http://inside.example/okr/"])
    assert own.read(reference("http://inside.example/okr/x.csv")) == b"a\n1\n"
    assert "private network" in refusal(own, "http://inside.example/other.csv")


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),  # noqa: S104
        *("224.0.0.1", "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.7", "64:ff9b::a00:7", "2002:a00:7::1", "no"),
    ],
)
def test_no_spelling_of_a_private_address_is_public(tmp_path, address, monkeypatch):
    own = FileReader(settings=load_source_settings(tmp_path), resolve=lambda host, port: [address])
    assert "private network" in refusal(own, "http://data.example/x.csv")


def test_an_address_itself_is_looked_at_too():
    assert addresses_of("127.0.0.1", 80) == ["127.0.0.1"]


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("http://127.0.0.1/x", "sends on to an address without encryption"),
        ("https://inside.example/x", "inside.example is in a private network"),
        ("file:///etc/passwd", "sends on to an address without encryption"),
        ("https://kim:pw@data.example/x", "only http and https without a password"),
        ("https://data.example/again", "sends on from address to address"),
    ],
)
def test_each_step_of_a_redirection_is_looked_at(tmp_path, location, words):
    web = Web(data=[httpx.Response(302, headers={"location": location}) for _ in range(9)])
    assert words in refusal(reader(tmp_path, web), "https://data.example/x.csv")


def test_a_redirection_to_another_public_place_is_followed(tmp_path):
    web = Web(data=[httpx.Response(307, headers={"location": "/y.csv"}), httpx.Response(200, content=b"a\n1\n")])
    assert reader(tmp_path, web).read(reference("https://data.example/x.csv")) == b"a\n1\n"
    assert web.requests[1].url.path == "/y.csv"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (httpx.Response(401), "data.example asks to sign in (HTTP 401)."),
        (httpx.Response(404), "data.example does not have it (HTTP 404)."),
        (httpx.Response(503, content=b"secret"), "data.example did not give it (HTTP 503)."),
        (httpx.Response(204), "data.example did not give it (HTTP 204)."),
        (httpx.Response(302), "data.example did not give it (HTTP 302)."),
        (httpx.ReadTimeout("late"), "data.example gave no answer in time."),
        (httpx.RemoteProtocolError("dropped"), "data.example broke off, or sent no answer that can be read."),
        (httpx.ConnectError("down"), "data.example cannot be reached."),
        (httpx.ConnectTimeout("down"), "data.example gave no answer in time."),
        (httpx.Response(200, content=b"x" * (10 * 1024 * 1024 + 1)), "It is larger than 10 MB."),
    ],
)
def test_what_is_no_answer_is_told_in_a_sentence(tmp_path, answer, words):
    assert words in refusal(reader(tmp_path, Web(data=answer)), "https://data.example/x.csv?key=secret")


def test_an_answer_that_never_ends_is_given_up(tmp_path):
    ticks = iter(range(0, 1000, 20))
    web = Web(data=httpx.Response(200, stream=httpx.ByteStream(b"x" * 300_000)))
    assert "takes longer than 30 seconds" in refusal(
        reader(tmp_path, web, now=lambda: float(next(ticks))), "https://data.example/x.csv"
    )


def test_a_host_that_is_not_there_is_told(tmp_path):
    assert "There is no host gone.example" in refusal(reader(tmp_path), "https://gone.example/x.csv")


def test_a_file_of_this_machine_is_read_where_it_is_allowed(tmp_path):
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "a.csv").write_text("a\n1\n")
    (tmp_path / "secret.csv").write_text("a\n1\n")
    (tmp_path / "exports" / "link.csv").symlink_to(tmp_path / "secret.csv")
    (tmp_path / "exports" / "large.csv").write_bytes(b"x" * (10 * 1024 * 1024 + 1))
    assert "--allow exports/a.csv" in refusal(reader(tmp_path), "exports/a.csv")
    own = reader(tmp_path, allow=["exports"])
    assert own.read(reference("exports/a.csv")) == b"a\n1\n"
    assert "is a file of this machine" in refusal(own, "exports/../secret.csv")
    assert "is a file of this machine" in refusal(own, "exports/link.csv")
    assert "is a file of this machine" in refusal(own, "/etc/passwd")
    assert "is no file" in refusal(own, "exports")
    assert "is no file" in refusal(own, "exports/gone.csv")
    assert "larger than 10 MB" in refusal(own, "exports/large.csv")
