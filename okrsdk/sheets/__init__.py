"""Client workbooks in Google Sheets, or in Local Sheets: gspread over httpx."""

from okrsdk.sheets.connection import Connection, connect
from okrsdk.sheets.settings import Backend, SheetsSettings, load_settings, settings_from

__all__ = ["Backend", "Connection", "SheetsSettings", "connect", "load_settings", "settings_from"]
