"""From cells to records: which tab, row and column hold what, and what each cell means."""
