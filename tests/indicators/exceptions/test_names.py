from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from types import ModuleType

from indicators.exceptions.rules.names import NAMES
from indicators.returns.plausibility.checks.run import CHECKS
from plans.document.checks.run import CHECKS as OF_ALL
from plans.document.checks.run import FIGURE_CHECKS

OF_PLANS = {one.__name__ for one in set(OF_ALL) - set(FIGURE_CHECKS)}


def codes_said_by(module: ModuleType) -> Iterator[str]:
    """The codes of what the module finds in a month, as its ``warning`` and ``error`` have them."""
    for part in ast.parse(inspect.getsource(module)).body:
        if isinstance(part, ast.FunctionDef) and part.name not in OF_PLANS:
            yield from codes_in(part)


def codes_in(part: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(part):
        match node:
            case ast.Call(func=ast.Name(id="warning" | "error"), args=[ast.Constant(code), *_]):
                yield str(code)


def test_whatever_a_months_checks_find_has_a_name_in_lists() -> None:
    found = [inspect.getmodule(one) for one in (*CHECKS, *FIGURE_CHECKS)]
    codes = {code for module in found if module for code in codes_said_by(module)}

    assert codes >= {"equal-run", "same-figure-down", "sum-mismatch"}
    assert codes <= set(NAMES)
