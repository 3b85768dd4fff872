"""Templates that name what is not there: blank in service, an error in every test."""

from __future__ import annotations

from pathlib import Path
from threading import local
from typing import Any, Final

import pytest
from django.template.base import FilterExpression, Template, Variable, VariableDoesNotExist
from django.template.context import Context
from django.test import client

_of_thread: Final = local()
_INSTALLED: Final = "site-packages"


class NameWithoutValueError(AssertionError):
    """A template asks for a name that its view did not give, or that an object does not have."""


def refuse_names_without_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``{{ misspelt }}`` raise; not ``{{ it|default:… }}``, nor a chain ending at ``None``."""
    look_up, resolve = Variable.resolve, FilterExpression.resolve

    def noting(self: Variable, context: Any) -> Any:
        try:
            return look_up(self, context)
        except VariableDoesNotExist as missing:
            _of_thread.missing = missing
            raise

    def refusing(self: FilterExpression, context: Context, ignore_failures: bool = False) -> Any:
        _of_thread.missing = None
        shown = resolve(self, context, ignore_failures)
        missing: VariableDoesNotExist | None = _of_thread.missing
        _of_thread.missing = None
        page = context.render_context.template
        if missing and not ignore_failures and not _is_meant(self, missing) and _is_ours(page):
            message = f"{page and page.name}: {{{{ {self.token} }}}} has no value"
            raise NameWithoutValueError(message) from missing
        return shown

    monkeypatch.setattr(Variable, "resolve", noting)
    monkeypatch.setattr(FilterExpression, "resolve", refusing)


def _is_meant(expression: FilterExpression, missing: VariableDoesNotExist) -> bool:
    """Whether a blank is meant; ``default_if_none`` does not answer for a chain that broke off."""
    first = expression.filters[0][0].__name__ if expression.filters else ""
    _asked, within = missing.params
    return first == "default" or (within is None and first != "default_if_none")


def _is_ours(page: Template | None) -> bool:
    return page is None or _INSTALLED not in Path(page.origin.name).parts


def note_each_template_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an answer's ``context`` be what a template was filled with first.

    Django keeps a copy for each time: of a page of a thousand cells more than all it says.
    """
    note = client.store_rendered_templates  # type: ignore[attr-defined]

    def noting(store: dict[str, Any], *sent: Any, template: Template, **more: Any) -> None:
        if template.name is None or all(
            one.name != template.name for one in store.get("templates", ())
        ):
            note(store, *sent, template=template, **more)

    monkeypatch.setattr(client, "store_rendered_templates", noting)
