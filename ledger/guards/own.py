"""The guards of the ledger itself."""

from __future__ import annotations

from typing import Final

from ledger.guards.kinds import AppendOnly

GUARDS: Final = (
    AppendOnly(table="ledger_change", name="history", refusal="the history is only added to"),
    AppendOnly(
        table="ledger_seal",
        name="seals",
        refusal="seals are only added to",
        unique=("number",),
    ),
)
"""Those of the ledger itself."""
