"""The form's scripts in one file each, as ``collectstatic`` finds them.

The monthly form is written as some thirty modules. A browser asks for six files at a time, so
that on a slow line the requests cost more than the bytes. What is kept of each root is made of
the modules whenever static files are collected, below ``LOKKHO_VAR_DIR``.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

FOLDER: Final = Path(__file__).parents[2] / "static"

ROOTS: Final = ("entry.js", "entry-tools.js")
"""What is kept in one file each; a later one takes from an earlier one what is there already."""

APART: Final = frozenset({"drafts.js"})
"""Modules that stay files: another script of the same page has asked for them before."""

_FROM: Final = r"""\s*["'](?P<at>\.{1,2}/[^"']+)["'];?[ ]*$"""
_IMPORT: Final = re.compile(rf"^import(?:\s+(?P<what>[^;\"']*?)\s+from)?{_FROM}\n?", re.MULTILINE)
_PASSED_ON: Final = re.compile(rf"^export\s+\{{(?P<what>[^}}]*)\}}\s*from{_FROM}\n?", re.MULTILINE)
_EXPORT: Final = re.compile(
    r"^export (?=(?:async )?(?:function|const|class)\s+(\w+))", re.MULTILINE
)
_UNFIT: Final = re.compile(r"^(?:export (?:let|default|\*)|(?:const .*= )?await\b).*", re.MULTILINE)
_COMMENT: Final = re.compile(r"^[ ]*(?://.*|/\*(?:.|\n)*?\*/)[ ]*\n", re.MULTILINE)
_MARGIN: Final = re.compile(r"^[ ]*\n|^[ ]+", re.MULTILINE)
_TEXT_OF_LINES: Final = re.compile(r"^[^`\n]*(?:`[^`\n]*`[^`\n]*)*`[^`\n]*$", re.MULTILINE)


class Unfit(ValueError):
    """A module says something that cannot be kept in one file with others."""


class KeptScripts(BaseFinder):
    """Gives the kept files to whatever collects or serves static files."""

    def check(self, **_kwargs: Any) -> list[Any]:
        """Nothing of it is configured."""
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        """The file's place on the disk; nothing for a file that is none of them."""
        if path not in map(kept_name, ROOTS):
            return []
        found = self._made.path(path)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        """Each of them, with where it is kept."""
        for root in ROOTS:
            yield kept_name(root), self._made

    @cached_property
    def _made(self) -> FileSystemStorage:
        """The folder of the files, made of the modules as they are now."""
        folder: Path = settings.VAR_DIR / "scripts"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in kept_scripts().items():
            _write(folder / name, text)
        return FileSystemStorage(location=folder)


def _write(path: Path, text: str) -> None:
    """Write what is new, whole or not at all: another process may read it."""
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    part = path.with_name(f"{path.name}.{os.getpid()}")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def kept_name(root: str) -> str:
    """The file in which a root is kept with what it imports."""
    return root.removesuffix(".js") + ".kept.js"


def kept_scripts() -> Mapping[str, str]:
    """Each kept file by its name."""
    texts: dict[str, str] = {}
    kept: dict[str, str] = {}
    for root in ROOTS:
        inside = [name for name in _in_order(root) if name not in kept and name not in APART]
        texts[kept_name(root)] = _joined(root, inside, kept)
        kept.update(dict.fromkeys(inside, kept_name(root)))
    return texts


def _joined(root: str, inside: Iterable[str], kept: Mapping[str, str]) -> str:
    """The modules one after the other, each a function that gives what it exports."""
    taken: dict[str, set[str]] = {}
    parts = []
    for name in inside:
        for wanted, _ in _imports(name):
            if wanted in kept or wanted in APART:
                taken.setdefault(kept.get(wanted, wanted), set()).add(wanted)
        parts.append(_part(name))
    imports = [_taking(at, sorted(modules)) for at, modules in taken.items()]
    given = ", ".join(_variable(name) for name in inside)
    head = f"/* {root} and what it imports, in one file */\n"
    return "".join((head, *imports, *parts, f"export {{ {given} }};\n"))


def _taking(at: str, modules: Iterable[str]) -> str:
    if at in APART:
        return f'import * as {_variable(at)} from "./{at}";\n'
    return f'import {{ {", ".join(map(_variable, modules))} }} from "./{at}";\n'


def _part(name: str) -> str:
    text = _source(name)
    given = _EXPORT.findall(text)
    taking = [_wanting(name, wanted, what) for wanted, what in _imports(name) if what]
    for found in _PASSED_ON.finditer(text):
        taking.append(_wanting(name, _address(name, found["at"]), f"{{{found['what']}}}"))
        given += re.findall(r"\w+", found["what"])
    body = _EXPORT.sub("", _IMPORT.sub("", _PASSED_ON.sub("", text)))
    inner = f"{''.join(taking)}{_MARGIN.sub('', body)}return {{ {', '.join(given)} }};\n"
    return f"const {_variable(name)} = (() => {{\n{inner}}})();\n"


def _wanting(name: str, wanted: str, what: str) -> str:
    if what.startswith("*"):
        return f"const {what.removeprefix('* as ')} = {_variable(wanted)};\n"
    names = " ".join(what.replace(" as ", ": ").split())
    if _variable(wanted) in re.findall(r"\w+", names):
        raise Unfit(f"{name} cannot be kept with others: it takes {names} of {wanted}.")
    return f"const {names} = {_variable(wanted)};\n"


def _in_order(root: str) -> list[str]:
    """A root and all that it imports, in the order in which a browser runs them."""
    done: list[str] = []

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise Unfit(f"{name} imports itself by way of {', '.join(above)}.")
        if name not in done:
            for wanted, _ in _imports(name):
                visit(wanted, (*above, name))
            done.append(name)

    visit(root, ())
    return done


def _imports(name: str) -> Iterator[tuple[str, str]]:
    """What a module imports: the other's name, and which of its names ("" for none)."""
    text = _source(name)
    for found in (*_IMPORT.finditer(text), *_PASSED_ON.finditer(text)):
        is_passed_on = found.re is _PASSED_ON
        yield _address(name, found["at"]), "" if is_passed_on else found["what"] or ""


def _address(name: str, at: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), at))


def _variable(name: str) -> str:
    return re.sub(r"\W", "_", name.removesuffix(".js"))


def _source(name: str) -> str:
    text = _COMMENT.sub("", (FOLDER / name).read_text(encoding="utf-8"))
    for pattern in (_UNFIT, _TEXT_OF_LINES):
        if found := pattern.search(text):
            raise Unfit(f"{name} cannot be kept with others: {found[0]}")
    return text
