"""How a page asks for its scripts: all parts at once, before one has told of the next."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from config.assets.scripts import ROOTS, kept_name

register = template.Library()

_IMPORT: Final = re.compile(
    r"""^(?:import|export)\b[^"';]*?["'](\.{1,2}/[^"']+)["']""", re.MULTILINE
)


@register.simple_tag
def module(name: str, *, later: bool = False) -> SafeString:
    """The script of that name as a module, after the parts that it imports.

    A browser learns of an import when it has the script that imports it: three scripts deep, that
    is three times there and back on a slow line. What a page can do without for a while comes
    ``later``: its parts are asked for when it is there, and take no line from what is needed
    first. What is kept with its parts in one file (``config.assets.scripts``) is that file, but
    where one works on it.
    """
    if name in ROOTS and not settings.DEBUG:
        name = kept_name(name)
    if later:
        return format_html(
            '<script type="module" src="{}" fetchpriority="low"></script>', static(name)
        )
    parts = ((static(part),) for part in parts_of(name))
    return format_html(
        '{}<script type="module" src="{}"></script>',
        format_html_join("", '<link rel="modulepreload" href="{}">', parts),
        static(name),
    )


@cache
def parts_of(name: str) -> tuple[str, ...]:
    """The names of what a script imports, and what that imports, each once."""
    found: dict[str, None] = {}
    _collect(name, found)
    return tuple(part for part in found if part != name)


def _collect(name: str, found: dict[str, None]) -> None:
    found[name] = None
    for part in _imports(name):
        if part not in found:
            _collect(part, found)


def _imports(name: str) -> Iterator[str]:
    path = finders.find(name)
    if not path:
        raise ValueError(f"No static file is named {name!r}.")
    for address in _IMPORT.findall(Path(path).read_text(encoding="utf-8")):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
