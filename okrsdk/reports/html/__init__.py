"""Pages in one file, without scripts and without the network: report, weekly agenda, and closed cycles together."""

from okrsdk.reports.html.agenda_page import agenda_html
from okrsdk.reports.html.history_page import history_html
from okrsdk.reports.html.page import report_html

__all__ = ["agenda_html", "history_html", "report_html"]
