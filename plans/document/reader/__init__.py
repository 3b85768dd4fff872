"""The prescribed forms as tabbed text → one ``PlanDocument`` and what was found on the way."""

from plans.document.reader.reading import Reading, read_form

__all__ = ["Reading", "read_form"]
