"""Tables of okr.toml and pyproject.toml, and the keys that are in none of them."""

from __future__ import annotations

import pytest

from okrsdk.errors import ConfigError
from okrsdk.settings_file import settings_table


def written(tmp_path, text, file="okr.toml"):
    (tmp_path / file).write_text(text)
    return tmp_path


def test_a_folder_without_the_file_and_a_file_without_the_table_have_none(tmp_path):
    assert settings_table(tmp_path, "okr.toml", "rules") is None
    written(tmp_path, "[sheets]\nuse = 'local'\n")
    assert settings_table(tmp_path, "okr.toml", "rules") is None
    assert settings_table(tmp_path, "okr.toml", "sheets") == {"use": "local"}


def test_other_programs_have_their_tables_in_pyproject_toml(tmp_path):
    folder = written(tmp_path, "[project]\nname = 'x'\n[tool.ruff]\nline-length = 120\n", "pyproject.toml")
    assert settings_table(folder, "pyproject.toml", "rules") is None


@pytest.mark.parametrize(
    ("text", "key", "advice"),
    [
        ('policy = "foo"', "policy", "Write policy below [rules]."),
        ('polcy = "agency"', "polcy", "Write policy below [rules]."),
        ('ignore = ["K201"]', "ignore", "Write ignore below [rules]."),
        ('use = "google"', "use", "Write use below [sheets]."),
        ("[rule]\nselect = ['K2']", "rule", "Write [rules]."),
        (
            "colour = 'blue'",
            "colour",
            "Below [sheets] there may be: home, use, credentials, act_as, profile, oauth_client, timeout,",
        ),
    ],
)
@pytest.mark.parametrize("table", ["rules", "sheets"])
def test_a_key_outside_the_tables_is_refused_with_its_place(tmp_path, text, key, advice, table):
    with pytest.raises(ConfigError) as refused:
        settings_table(written(tmp_path, text), "okr.toml", table)
    assert f"There is no setting {key!r} at this place in {tmp_path / 'okr.toml'}." in str(refused.value)
    assert advice in str(refused.value)
    assert refused.value.setting == key


def test_the_table_of_okrsdk_in_pyproject_toml_has_its_own_path(tmp_path):
    folder = written(tmp_path, "[tool.okrsdk]\npolicy = 'agency'\n", "pyproject.toml")
    with pytest.raises(ConfigError, match=r"Write policy below \[tool\.okrsdk\.rules\]\."):
        settings_table(folder, "pyproject.toml", "rules")


def test_what_must_be_a_table_and_is_none_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"rules in .*okr\.toml must be a table: write \[rules\]"):
        settings_table(written(tmp_path, "rules = 3"), "okr.toml", "rules")
