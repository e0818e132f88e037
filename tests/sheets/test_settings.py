"""Settings come from the environment, then okr.toml, then the defaults."""

from pathlib import Path

import platformdirs
import pytest

from okrsdk.errors import ConfigError
from okrsdk.sheets.settings import Backend, load_settings, settings_from
from okrsdk.sheets.transport.quota import Limits


def test_without_settings_it_is_the_embedded_local_sheets_in_the_users_data_folder():
    settings = settings_from({})
    assert (settings.backend, settings.home) == (Backend.EMBEDDED, platformdirs.user_data_path("okrsdk"))
    assert (settings.credentials, settings.act_as, settings.timeout) == (None, "", 60.0)


def test_the_environment_wins_over_the_file():
    settings = settings_from(
        {"OKR_HOME": "/data/a", "OKR_TIMEOUT": "5"}, {"home": "/data/b", "timeout": 7, "use": "google"}
    )
    assert (settings.home, settings.timeout, settings.backend) == (Path("/data/a"), 5.0, Backend.GOOGLE)


def test_an_empty_variable_counts_as_not_set():
    assert settings_from({"OKR_SHEETS": ""}, {"use": "google"}).backend is Backend.GOOGLE


def test_a_url_means_a_local_sheets_server():
    settings = settings_from({"OKR_SHEETS": "http://127.0.0.1:8765/"})
    assert (settings.backend, settings.server_url) == (Backend.SERVER, "http://127.0.0.1:8765")


def test_credentials_mean_google_unless_something_else_is_said():
    assert settings_from({"OKR_CREDENTIALS": "key.json"}).backend is Backend.GOOGLE
    assert settings_from({"OKR_CREDENTIALS": "key.json", "OKR_SHEETS": "local"}).backend is Backend.EMBEDDED


def test_a_profile_means_google_too_and_its_name_is_no_path():
    settings = settings_from({"OKR_PROFILE": "acme"}, {"oauth_client": "client.json"})
    assert (settings.backend, settings.profile) == (Backend.GOOGLE, "acme")
    assert settings.oauth_client == Path("client.json")
    with pytest.raises(ConfigError, match=r"'\.\./key' cannot be the name of a profile"):
        settings_from({"OKR_PROFILE": "../key"})


def test_a_tilde_is_the_users_home():
    assert settings_from({"OKR_HOME": "~/okr"}).home == Path.home() / "okr"


@pytest.mark.parametrize("use", ["goggle", "127.0.0.1:8765", "ftp://x", "http://", "http://[x", "http://x:99999"])
def test_an_unknown_backend_is_refused_with_the_choices(use):
    with pytest.raises(ConfigError, match="Write local, google, or the URL") as caught:
        settings_from({"OKR_SHEETS": use})
    assert caught.value.setting == "use"


@pytest.mark.parametrize("variable", ["OKR_HOME", "OKR_CREDENTIALS"])
def test_the_home_of_nobody_is_refused(variable):
    with pytest.raises(ConfigError, match=rf"^{variable} is '~nobody-of-that-name/okr', and there is no such home"):
        settings_from({variable: "~nobody-of-that-name/okr"})


@pytest.mark.parametrize("seconds", ["soon", "0", "-1", "inf", "nan"])
def test_a_timeout_is_a_positive_number_of_seconds(seconds):
    with pytest.raises(ConfigError, match="OKR_TIMEOUT"):
        settings_from({"OKR_TIMEOUT": seconds})


def test_a_setting_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(ConfigError, match=r"'hoem' is not a setting of \[sheets\]. The settings are: home, use"):
        settings_from({}, {"hoem": "/data"})


@pytest.mark.parametrize("value", [True, ["a"], {"a": 1}])
def test_a_setting_is_a_text_or_a_number(value):
    with pytest.raises(ConfigError, match="home in"):
        settings_from({}, {"home": value})


def test_limits_are_those_of_the_settings_or_left_to_the_server():
    assert settings_from({}).limits is None
    settings = settings_from({"OKR_QUOTA_PER_USER": "120", "OKR_QUOTA_REDIS": "redis://r"}, {"drive_quota_per_user": 9})
    assert settings.limits == Limits(per_user=120, drive_per_user=9)
    assert settings.quota_redis == "redis://r"
    for wrong in ("0", "many", "1.5"):
        with pytest.raises(ConfigError, match="Write a whole number, 1 or more"):
            settings_from({"OKR_QUOTA_PER_USER": wrong})


def test_a_folder_without_a_file_has_the_defaults(tmp_path):
    assert load_settings({}, tmp_path) == settings_from({})


def test_the_file_is_read_from_the_folder(tmp_path):
    (tmp_path / "okr.toml").write_text(
        '[sheets]\nuse = "google"\ncredentials = "key.json"\n[rules]\n', encoding="utf-8"
    )
    settings = load_settings({}, tmp_path)
    assert (settings.backend, settings.credentials) == (Backend.GOOGLE, Path("key.json"))


@pytest.mark.parametrize("text", ["sheets = 3", "[sheets\n", '[sheets]\nuse = "\xff'])
def test_a_file_that_cannot_be_read_is_named(tmp_path, text):
    (tmp_path / "okr.toml").write_text(text, encoding="latin-1")
    with pytest.raises(ConfigError, match=r"okr\.toml"):
        load_settings({}, tmp_path)
