"""``python -m config.scripts``: keep the form's scripts in one file each (``make scripts``).

The monthly form is written as some thirty modules. A browser asks for six files at a time, so
that on a slow line the requests cost more than the bytes. What is kept of each root is committed,
so that no machine has to make it; a test holds that it is what this makes of the modules.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parents[1] / "static"

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


def main() -> None:
    """Write what is kept over that of the last time."""
    for name, text in kept_scripts().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


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
    head = f"/* {root} and what it imports, in one file (make scripts) */\n"
    return "".join((head, *imports, *parts, f"export {{ {given} }};\n"))


def _taking(at: str, modules: Iterable[str]) -> str:
    if at in APART:
        return f'import * as {_variable(at)} from "./{at}";\n'
    return f'import {{ {", ".join(map(_variable, modules))} }} from "./{at}";\n'


def _part(name: str) -> str:
    text = _source(name)
    given = _EXPORT.findall(text)
    taking = [_wanting(wanted, what) for wanted, what in _imports(name) if what]
    for found in _PASSED_ON.finditer(text):
        taking.append(_wanting(_address(name, found["at"]), f"{{{found['what']}}}"))
        given += re.findall(r"\w+", found["what"])
    body = _EXPORT.sub("", _IMPORT.sub("", _PASSED_ON.sub("", text)))
    inner = f"{''.join(taking)}{_MARGIN.sub('', body)}return {{ {', '.join(given)} }};\n"
    return f"const {_variable(name)} = (() => {{\n{inner}}})();\n"


def _wanting(wanted: str, what: str) -> str:
    if what.startswith("*"):
        return f"const {what.removeprefix('* as ')} = {_variable(wanted)};\n"
    names = " ".join(what.replace(" as ", ": ").split())
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


if __name__ == "__main__":
    main()
