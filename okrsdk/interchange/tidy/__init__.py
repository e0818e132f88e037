"""Tidy tables: OKRs and scores of one workbook or several as flat tables with keys, for analysis and databases.

What the tables and their columns are is declared once, in `table_definitions`, out of the columns of the schema.
Frames, files, the description of a data package and the one for dbt are made from there.
"""
