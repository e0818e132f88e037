"""Spreadsheets as PDF pages, as Drive's export makes them; reportlab writes the file."""
