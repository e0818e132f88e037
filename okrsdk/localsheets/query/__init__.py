"""Google's visualization query language, version 0.7, as the function QUERY speaks it."""

from okrsdk.localsheets.query.errors import QueryError
from okrsdk.localsheets.query.run import run

__all__ = ["QueryError", "run"]
