"""What may be read: what the settings allow and nothing beside it, whatever a cell names."""

import pytest

from okrsdk.errors import ConfigError
from okrsdk.values import Query, load_source_settings

SETTINGS = """\
[sources]
allow = ["exports", "https://Intranet.example:8443/okr/", "sheet: Sales numbers"]
[sources.sql.mrr]
url_env = "WAREHOUSE"
query = "select 1"
"""


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "okr.toml").write_text(SETTINGS)
    return load_source_settings(tmp_path, allow=["one.csv", " ", "http://127.0.0.1:8000/a.csv?x=1"])


def test_the_settings_and_what_is_allowed_beside_them_hold(settings, tmp_path):
    assert settings.files == (tmp_path.resolve() / "exports", tmp_path.resolve() / "one.csv")
    assert settings.spreadsheets == ("Sales numbers",)
    assert not settings.any_spreadsheet
    assert settings.queries == {"mrr": Query(text="select 1", url_variable="WAREHOUSE")}
    assert load_source_settings(tmp_path, allow=["sheet"]).any_spreadsheet
    assert load_source_settings(tmp_path / "elsewhere").files == ()


@pytest.mark.parametrize(
    ("path", "is_allowed"),
    [("exports/a.csv", True), ("exports/deep/a.csv", True), ("one.csv", True), ("two.csv", False), ("exports2", False)],
)
def test_a_file_is_read_where_it_or_a_folder_above_is_allowed(settings, tmp_path, path, is_allowed):
    assert settings.allows_file(tmp_path.resolve() / path) is is_allowed


@pytest.mark.parametrize(
    ("url", "is_allowed"),
    [
        ("https://intranet.example:8443/okr/mrr.csv?week=3", True),
        ("https://INTRANET.example:8443/okr", True),
        ("https://intranet.example:8443/okrs/mrr.csv", False),
        ("https://intranet.example:8443/okr/../admin", False),
        ("https://intranet.example:8443/okr/%2e%2e/admin", False),
        ("https://intranet.example:8443/okr\\..\\admin", False),
        ("https://intranet.example/okr/mrr.csv", False),
        ("http://intranet.example:8443/okr/mrr.csv", False),
        ("https://intranet.example.evil.example:8443/okr/mrr.csv", False),
        ("http://127.0.0.1:8000/a.csv?x=1", True),
        ("http://127.0.0.1:8000/a.csv?x=2", False),
    ],
)
def test_an_address_is_read_where_one_above_is_allowed(settings, url, is_allowed):
    assert settings.allows_address(url) is is_allowed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[sources]\nalow = []", "'alow' is not a setting of [sources]"),
        ('[sources]\nallow = "exports"', "must be a list of paths, URLs and sheets"),
        ('[sources]\nallow = ["ftp://x.example"]', "it is no URL of http or https"),
        ('[sources]\nallow = ["http://[::1"]', "it is no URL of http or https"),
        ('[sources]\nallow = ["~nobody-of-this-name/x"]', "is no path"),
        ("[sources]\nsql = 1", "must be tables: write [sources.sql.NAME]"),
        ('[sources.sql.mrr]\nquery = "select 1"', "must have query, and url_env"),
        ('[sources.sql.mrr]\nquery = "select 1"\nurl = "a"\nurl_env = "b"', "must have query, and url_env"),
        ('[sources.sql.mrr]\nquery = 1\nurl = "a"', "must be a table of texts"),
        ('[sources.sql.mrr]\nquery = "q"\nurl = "a"\nuser = "b"', "must have query, and url_env"),
    ],
)
def test_a_wrong_setting_is_told_with_what_to_write(tmp_path, text, words):
    (tmp_path / "okr.toml").write_text(text)
    with pytest.raises(ConfigError) as refused:
        load_source_settings(tmp_path)
    assert words in str(refused.value)


def test_the_url_of_a_database_is_not_shown():
    assert "secret" not in repr(Query(text="select 1", url="postgresql://kim:secret@db/x"))
