"""Decisions and the close of a cycle as writes to a workbook: what changes, and the rows of the logs.

Key results are written as an import writes them (`okrsdk.workbook.importing`): by one request, judged by its answer.
"""
