"""The database: spreadsheets in SQLite, one transaction per request."""
