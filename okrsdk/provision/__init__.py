"""Many workbooks: those of a whole roster for a cycle, each exactly once.

Pure: `roster` (what is to be there) and `plan` (what is done about it). With I/O: `journal` (what was intended, and
what came of it), `registry` (who makes what), `unit` (one workbook, from and to JSON values), `sweep` (one workbook a
key) and `run` (all of it).
"""
