"""The report of a cycle as one HTML page: pictures and tables in one file, without scripts and without the network."""

from okrsdk.reports.html.page import report_html

__all__ = ["report_html"]
