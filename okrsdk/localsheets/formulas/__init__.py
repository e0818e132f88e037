"""Formulas: computed by IronCalc, which is given them in its own notation."""
