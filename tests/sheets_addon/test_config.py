import pytest

from okrsdk.errors import ConfigError
from okrsdk.sheets import Backend
from sheets_addon.config import config_from_environment


def test_the_environment_configures_the_service(tmp_path):
    config = config_from_environment({"OKR_HOME": str(tmp_path), "OKR_SHEETS": "google", "OKR_MAX_BODY_BYTES": "1000"})
    assert (config.sheets.home, config.sheets.backend, config.max_body_bytes) == (tmp_path, Backend.GOOGLE, 1000)


def test_without_settings_it_works_on_local_sheets_with_bodies_up_to_4_mib():
    config = config_from_environment({})
    assert (config.sheets.backend, config.max_body_bytes) == (Backend.EMBEDDED, 4_194_304)


@pytest.mark.parametrize("text", ["0", "-1", "4 MB", "1e6", "²"])
def test_a_limit_that_is_no_number_of_bytes_is_refused(text):
    with pytest.raises(ConfigError, match="OKR_MAX_BODY_BYTES"):
        config_from_environment({"OKR_MAX_BODY_BYTES": text})


EXPOSED = {
    "OKR_SHEETS": "google",
    "OKR_PUBLIC_URL": "https://okr.example.com",
    "OKR_ADDON_SERVICE_ACCOUNT": "service-123@gcp-sa-gsuiteaddons.iam.gserviceaccount.com",
    "OKR_ADDON_CLIENT_ID": "123-addon.apps.googleusercontent.com",
}


def test_on_this_machine_no_one_is_limited_and_elsewhere_everyone_is():
    assert config_from_environment({}).rate_limit == ""
    assert config_from_environment(EXPOSED).rate_limit == "120 per minute"
    assert config_from_environment(EXPOSED | {"OKR_RATE_LIMIT": "off"}).rate_limit == ""
    assert config_from_environment({"OKR_RATE_LIMIT": "5 per second"}).rate_limit == "5 per second"


def test_secrets_do_not_show_when_a_configuration_is_printed():
    secret = {"OKR_METRICS_TOKEN": "a" * 20, "OKR_RATE_LIMIT_STORAGE": "redis://:hush@redis/0"}
    config = config_from_environment(EXPOSED | secret)
    assert (config.metrics_token, config.rate_limit_storage) == ("a" * 20, "redis://:hush@redis/0")
    assert "aaaa" not in repr(config)
    assert "hush" not in repr(config)


@pytest.mark.parametrize(
    ("setting", "text"),
    [
        ("OKR_RATE_LIMIT", "many"),
        ("OKR_RATE_LIMIT", "0 per minute"),
        ("OKR_RATE_LIMIT", "10/minute;100/hour"),
        ("OKR_RATE_LIMIT", "0 per minute or so"),
        ("OKR_TRUSTED_HOPS", "-1"),
        ("OKR_TRUSTED_HOPS", "10"),
        ("OKR_TRUSTED_HOPS", "one"),
        ("OKR_METRICS_TOKEN", "short"),
        ("OKR_METRICS_TOKEN", "with a blank in the middle"),
        ("OKR_METRICS_TOKEN", "ä" * 20),
    ],
)
def test_a_setting_that_is_not_valid_is_refused_by_its_name(setting, text):
    with pytest.raises(ConfigError, match=setting):
        config_from_environment(EXPOSED | {setting: text})


def test_other_machines_are_only_answered_with_google_behind():
    with pytest.raises(ConfigError, match="OKR_SHEETS=google"):
        config_from_environment(EXPOSED | {"OKR_SHEETS": "local"})
