"""How requests reach Sheets: HTTP, credentials, quota and retries, and errors in okrsdk's words."""
