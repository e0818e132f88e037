"""Flask blueprints: Sheets, Drive, tokens and the local admin API."""
