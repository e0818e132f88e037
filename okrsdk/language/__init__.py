"""What a written objective or key result says: amounts, dates, verbs and the whole sentence, each with its place.

Pure functions on text, standard library only. Nothing that is not understood is guessed: what is missing is None.
"""
