import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from okrsdk.cli.addon import command
from okrsdk.errors import ConfigError
from sheets_addon.addon.deployment import deployment
from sheets_addon.addon.navigation import Route

ROOT = Path(__file__).parents[3]


def test_the_descriptor_names_the_triggers_the_least_scopes_and_granular_consent():
    made: Any = deployment("https://okr.example.com/")
    assert made["oauthScopes"] == [
        "https://www.googleapis.com/auth/drive.file",
        "openid",
        "https://www.googleapis.com/auth/userinfo.email",
        "https://www.googleapis.com/auth/script.locale",
    ]
    assert made["addOns"]["common"]["useLocaleFromApp"] is True
    assert made["addOns"]["sheets"] == {
        "homepageTrigger": {"runFunction": "https://okr.example.com/addon/opened"},
        "onFileScopeGrantedTrigger": {"runFunction": "https://okr.example.com/addon/file-granted"},
    }
    assert made["addOns"]["httpOptions"] == {"granularOauthPermissionSupport": "OPT_IN"}
    assert made["addOns"]["common"]["logoUrl"] == "https://okr.example.com/addon/logo.png"


def test_the_triggers_are_endpoints_of_the_service(spreadsheets, visitor):
    made: Any = deployment("https://okr.example.com")
    for trigger in made["addOns"]["sheets"].values():
        name = trigger["runFunction"].removeprefix("https://okr.example.com/addon/")
        assert Route(name)
        assert visitor.open(name)


@pytest.mark.parametrize("url", ["http://okr.example.com", "okr.example.com", ""])
def test_google_calls_https_only(url):
    with pytest.raises(ConfigError, match=r"https://okr\.example\.com"):
        deployment(url)


def test_the_command_prints_the_descriptor():
    done = CliRunner().invoke(command, ["deployment", "--url", "https://okr.example.com", "--name", "OKRs"])
    assert done.exit_code == 0
    assert json.loads(done.output) == deployment("https://okr.example.com", name="OKRs")


def test_the_how_to_names_every_setting_and_scope():
    text = (ROOT / "docs" / "google-workspace-add-on.md").read_text(encoding="utf-8")
    for name in ("OKR_PUBLIC_URL", "OKR_ADDON_SERVICE_ACCOUNT", "OKR_ADDON_CLIENT_ID"):
        assert name in text
    made: Any = deployment("https://okr.example.com")
    for scope in made["oauthScopes"]:
        assert scope.rsplit("/", 1)[-1] in text
    commands = re.findall(r"^(?:okr|gcloud) [a-z-]+", text, re.MULTILINE)
    assert {"okr addon", "gcloud run", "gcloud workspace-add-ons"} <= set(commands)
