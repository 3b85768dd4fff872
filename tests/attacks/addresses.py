"""All addresses of the application as its own configuration lists them, and what each one reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.http import QueryDict
from django.urls import URLPattern, URLResolver, get_resolver

_PART: Final = re.compile(r"<(?:[^<>:]+:)?([^<>]+)>|\(\?P<([^<>]+)>[^()]*\)")


@dataclass(frozen=True)
class Address:
    """A route such as ``plans/<slug:office>/``."""

    route: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of what varies in it."""
        return tuple(one or other for one, other in _PART.findall(self.route))

    def path(self, values: dict[str, str]) -> str:
        """The address with the parts' values, which are percent-encoded already."""
        filled = _PART.sub(lambda found: values[found[1] or found[2]], self.route)
        return "/" + filled.replace("^", "").replace("$", "")

    @property
    def is_of_administration(self) -> bool:
        return self.route.startswith("admin/")


def all_addresses() -> list[Address]:
    """Every one that leads to a view."""
    return [Address(route) for route in _routes(get_resolver(), "")]


def _routes(resolver: URLResolver, before: str) -> Iterator[str]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route
        else:
            yield from _routes(one, route)


def first_of(address: Address) -> str:
    """The id of a row that an administration's page is about."""
    _admin, app, model, *_rest = address.route.split("/")
    row = apps.get_model(app, model)._default_manager.first()
    return str(row.pk) if row else "1"


class Reads(QueryDict):
    """A query or form that notes by which names it is asked."""

    asked: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.asked.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.asked.add(str(name))
        return super().__contains__(name)

    def getlist(self, name: str, default: Any = None) -> Any:
        self.asked.add(name)
        return super().getlist(name, default)
