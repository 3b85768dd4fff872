"""The text of an agreement beside its table, written: as a page, from last year, from a file."""
