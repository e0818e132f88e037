"""okrsdk: Objectives and Key Results in Google Sheets."""

__version__ = "0.1.0"
