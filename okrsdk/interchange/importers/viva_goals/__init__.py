"""What Viva Goals left behind: the CSV of a view, and the ZIP of JSON files of the full export.

Viva Goals ended on 31 December 2025. The columns and keys are those of real exports, as importers of other tools
describe them; what an organisation renames there (the words for types of goals) is told by structure, not by words.
"""
