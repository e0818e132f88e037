"""xlsx files, written and read by IronCalc.

They carry values, formulas, named ranges, looks of cells (number formats, fonts, colours, fills, borders, alignment,
wrapping), links, sizes of rows and columns, hidden rows, columns and sheets, merges and frozen parts. Alternating
colours go out as fills. IronCalc reads the colours of tabs and does not write them.
"""
