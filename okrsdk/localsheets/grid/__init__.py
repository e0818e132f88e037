"""Pure core: cells, rows, notation, numbers and formulas; no JSON of the API, no storage."""
