"""The table of docs/plausibility.md: what is said per 1,000 cells, and of the planted spikes.

.venv/bin/python -m tests.benchmarks.false_alarms
"""

from __future__ import annotations

import os
import sys

import django


def main() -> None:
    """Print it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from tests.benchmarks.alarms import count, planted  # noqa: PLC0415  # of what is set up

    out = sys.stdout.write
    for alone in (False, True):
        cells, columns, found = count(alone=alone)
        out(f"{cells} cells in {columns} columns, {'alone' if alone else 'beside the others'}\n")
        for rule, often in [*found.most_common(), ("all", found.total())]:
            out(f"{rule:24} {often:6} {often * 1000 / cells:8.2f} in 1,000 cells\n")
    for code, problems in planted().items():
        said = ", ".join(f"{one.row} {one.rule}" for one in problems)
        out(f"spike in {code:16} {said or '-'}\n")


if __name__ == "__main__":
    main()
