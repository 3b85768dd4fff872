"""A plan that is being made or mended: what was written, what it means, how it is changed.

A draft keeps *texts*; ``document.py`` reads them as a form's cells are read. Pure.
"""
