import json

import httpx
import pytest

from okrsdk.errors import AccessError, ConfigError, NotFoundError, QuotaError, UnavailableError
from okrsdk.push.webhook import send_message

ADDRESS = "https://hooks.example/services/secret"


def send(address=ADDRESS):
    send_message(address, {"text": "Two check-ins owed"}, program="Slack", variable="OKR_SLACK_WEBHOOK")


def test_a_message_is_posted_once_as_json(httpx_mock):
    httpx_mock.add_response(text="ok")
    send()
    (request,) = httpx_mock.get_requests()
    assert (request.method, str(request.url)) == ("POST", ADDRESS)
    assert json.loads(request.content) == {"text": "Two check-ins owed"}


@pytest.mark.parametrize(
    ("status", "kind", "told"),
    [
        (403, AccessError, "set OKR_SLACK_WEBHOOK to its address"),
        (404, NotFoundError, "It was deleted there"),
        (410, NotFoundError, "It was deleted there"),
        (429, QuotaError, "one message a second"),
        (500, UnavailableError, "refused the message (500)"),
        (799, UnavailableError, "refused the message (799)"),
    ],
)
def test_a_refusal_says_what_to_do_and_never_the_address(httpx_mock, status, kind, told):
    httpx_mock.add_response(status_code=status, text="secret")
    with pytest.raises(kind) as refused:
        send()
    assert told in str(refused.value)
    assert "secret" not in str(refused.value)


def test_without_an_answer_it_is_not_sent_again(httpx_mock):
    httpx_mock.add_exception(httpx.ReadTimeout("https://hooks.example/services/secret"))
    with pytest.raises(UnavailableError, match="Look there whether the message arrived") as lost:
        send()
    assert lost.value.may_be_done
    assert lost.value.__suppress_context__
    assert len(httpx_mock.get_requests()) == 1


def test_where_nothing_answers_nothing_was_sent(httpx_mock):
    httpx_mock.add_exception(httpx.ConnectError("no"))
    with pytest.raises(UnavailableError, match="Nothing was sent"):
        send()


@pytest.mark.parametrize("address", ["", "hooks.example", "http://hooks.example/x", "ftp://hooks.example", "https//:["])
def test_an_address_that_is_none_or_not_encrypted_is_refused(address):
    with pytest.raises(ConfigError, match="not the https address of a webhook"):
        send(address)
