import base64

import pytest

from okrsdk.assessment import assess
from okrsdk.errors import ConfigError
from okrsdk.model import Objective, OkrSet
from okrsdk.push.targets import PUSH_TARGETS, push_target_named
from tests.interchange.exporters.assessed import ON

ENVIRONMENT = {
    "OKR_ASANA_TOKEN": "a/1:2",
    "OKR_ASANA_WORKSPACE": "12",
    "OKR_CLICKUP_TOKEN": "pk_1",
    "OKR_CLICKUP_WORKSPACE": "34",
    "OKR_ATLASSIAN_TOKEN": "ATATT",
    "OKR_ATLASSIAN_EMAIL": "ops@example.com",
    "OKR_ATLASSIAN_SITE": "harbor",
    "OKR_ATLASSIAN_CLOUD_ID": "c-1",
}
SIGNED_IN = {
    "asana": "Bearer a/1:2",
    "clickup": "pk_1",
    "atlassian": f"Basic {base64.b64encode(b'ops@example.com:ATATT').decode()}",
}
ADDRESSES = {
    "asana": "https://app.asana.com/api/1.0",
    "clickup": "https://api.clickup.com/api/v2",
    "atlassian": "https://harbor.atlassian.net",
}
PLACES = {"asana": "12", "clickup": "34", "atlassian": "c-1"}


@pytest.mark.parametrize("target", PUSH_TARGETS, ids=lambda target: target.name)
def test_a_target_is_reached_and_signed_in_to_as_it_wants(target):
    settings = target.settings_from(ENVIRONMENT)
    assert target.headers(settings) == {"Authorization": SIGNED_IN[target.name]}
    assert (target.address(settings), target.place(settings)) == (ADDRESSES[target.name], PLACES[target.name])
    moved = {f"OKR_{target.name.upper()}_URL": "http://127.0.0.1:1"}
    assert target.address(target.settings_from(ENVIRONMENT | moved)) == "http://127.0.0.1:1"
    okr_set = OkrSet(objectives=(Objective(id="O1", text="Win"),))
    calls = target.requests(assess(okr_set, on=ON), settings, {})
    assert [call.gives for call in calls if call.key == "O1"]


@pytest.mark.parametrize("target", PUSH_TARGETS, ids=lambda target: target.name)
def test_what_is_missing_is_named_with_where_to_find_it(target):
    needed = [setting for setting in target.settings if setting.is_needed]
    for setting in needed:
        without = {name: value for name, value in ENVIRONMENT.items() if name != setting.variable}
        with pytest.raises(ConfigError, match=rf"^Set {setting.variable}: ") as caught:
            target.settings_from(without)
        assert setting.meaning in str(caught.value)
    shown = target.settings_from({}, for_show=True)
    assert shown[needed[0].variable] == f"{{{needed[0].variable}}}"


def test_a_secret_with_a_blank_in_it_is_refused_without_being_shown():
    with pytest.raises(ConfigError) as caught:
        push_target_named("asana").settings_from(ENVIRONMENT | {"OKR_ASANA_TOKEN": "se cret"})
    assert "se cret" not in str(caught.value)


def test_an_unknown_tool_is_refused_with_those_there_are():
    with pytest.raises(ConfigError, match=r"'linear'\. The tools are asana, clickup, atlassian\."):
        push_target_named("linear")
