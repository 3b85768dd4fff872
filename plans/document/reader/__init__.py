"""Any office's form as a grid → one ``PlanDocument`` and what was found on the way."""

from plans.document.reader.findings.rows import is_misplaced
from plans.document.reader.growing import SaidRow
from plans.document.reader.reading import ReadColumn, Reading, read_form, read_grid

__all__ = ["ReadColumn", "Reading", "SaidRow", "is_misplaced", "read_form", "read_grid"]
