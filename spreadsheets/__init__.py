"""Spreadsheets in and out of the administration: XLSX and CSV, row data only.

It stands in the lowest room because the rows of every room travel by it; it knows nothing of
offices. Reading turns every cell into text, so that one set of readers serves both formats.
"""
