"""The prescribed forms as tabbed text → one ``PlanDocument`` and what was found on the way."""

from plans.document.reader.findings import is_misplaced
from plans.document.reader.reading import Reading, read_form

__all__ = ["Reading", "is_misplaced", "read_form"]
