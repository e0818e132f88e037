"""The API's messages: types, field masks, printing."""
