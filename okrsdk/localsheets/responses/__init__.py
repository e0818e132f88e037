"""Answers: spreadsheets and values as the API prints them."""
