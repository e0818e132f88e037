"""Values of key results from where they are kept: other sheets, CSV and JSON, databases, sources of one's own.

What a Source may say is in `okrsdk.language.source_references`, what a value comes to in `okrsdk.cycle.refreshing`;
here values are fetched, within what whoever runs it has allowed, and written as check-ins.
"""

from okrsdk.values.refreshing import Refresh, refresh_workbook
from okrsdk.values.settings import Query, SourceSettings, load_source_settings
from okrsdk.values.value_source import ValueSource

__all__ = ["Query", "Refresh", "SourceSettings", "ValueSource", "load_source_settings", "refresh_workbook"]
