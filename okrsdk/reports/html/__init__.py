"""Pages in one file, without scripts and without the network: the report of a cycle, and closed cycles together."""

from okrsdk.reports.html.history_page import history_html
from okrsdk.reports.html.page import report_html

__all__ = ["history_html", "report_html"]
