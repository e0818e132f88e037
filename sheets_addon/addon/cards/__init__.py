"""The cards: each a pure function of what is known, to the JSON that Google and our own renderer show."""
