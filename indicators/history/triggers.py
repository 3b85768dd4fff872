"""The database itself keeps the history: rows are added, nothing else (offices.append_only)."""

from __future__ import annotations

from typing import Final

from offices.append_only import AppendOnly

TABLE: Final = "indicators_change"
REFUSAL: Final = "the history is only added to"

GUARD: Final = AppendOnly(table=TABLE, name="history", refusal=REFUSAL)
install = GUARD.install
remove = GUARD.remove
