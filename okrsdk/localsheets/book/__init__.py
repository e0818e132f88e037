"""A spreadsheet as plain data, and what moves when rows and columns move."""
