"""Formulas that the engine cannot compute as Google does: parsed, evaluated and rendered here; no storage, no JSON."""
