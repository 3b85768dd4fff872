from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest

import indicators.exceptions.rules
import indicators.returns.plausibility.checks
import indicators.scoring
import indicators.targets.expected
import numerals
import plans.calendar.terms
import plans.document

IMPORT_WITHOUT_DJANGO = """
import importlib, sys
blocked = ("django", "pydantic", "config", "ledger", "presentation", "offices", "reports")
sys.modules.update(dict.fromkeys(blocked))
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def modules_of(package: object) -> list[str]:
    name, path = package.__name__, package.__path__  # type: ignore[attr-defined]
    return [name, *(found.name for found in pkgutil.walk_packages(path, f"{name}."))]


@pytest.mark.parametrize(
    "package",
    [
        numerals,
        plans.document,
        plans.calendar.terms,
        indicators.scoring,
        indicators.returns.plausibility.checks,
        indicators.exceptions.rules,
        indicators.targets.expected,
    ],
    ids=lambda p: p.__name__,
)
def test_pure_package_imports_without_django(package: object) -> None:
    names = modules_of(package)
    assert len(names) > 1

    run = subprocess.run(
        [sys.executable, "-c", IMPORT_WITHOUT_DJANGO, *names],
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stderr


def test_import_of_django_is_blocked_in_this_test() -> None:
    run = subprocess.run(
        [sys.executable, "-c", IMPORT_WITHOUT_DJANGO, "plans.models"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert "ModuleNotFoundError" in run.stderr
