"""What the tests of portfolios share: a Local Sheets of their own, and a connection to it."""

from tests.sheets.conftest import connection, local  # noqa: F401 - fixtures
