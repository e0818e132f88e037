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
