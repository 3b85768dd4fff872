"""``python -m config.assets.styles``: keep of Bootstrap what our pages use; ``make styles``.

Bootstrap is 232 KB, of which a page of ours uses a twentieth; on a slow line the rest is waited
for before anything is painted. What is kept is committed, so that no machine has to make it, and a
test holds that it is what this makes of the vendored file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import tinycss2

ROOT: Final = Path(__file__).parents[2]
WHOLE: Final = ROOT / "static/vendor/bootstrap/bootstrap.min.css"
KEPT: Final = ROOT / "static/vendor/bootstrap/bootstrap.kept.css"
HEAD: Final = (
    "/*! Bootstrap 5.3.8, MIT, (c) The Bootstrap Authors: what is used of it (make styles) */\n"
)

OURS: Final = (
    "templates",
    "static",
    "config",
    "ledger",
    "offices",
    "plans",
    "indicators",
    "reports",
)

_CLASS_ATTRIBUTE: Final = re.compile(r"""class(?:Name)?["']?\]?\s*[=:,]\s*\\?["'`]([^"'`]*)""")
_TEMPLATE_TAG: Final = re.compile(r"{%.*?%}|{{.*?}}")
_CLASS_LIST: Final = re.compile(r"classList\.\w+\(([^)]*)")
_WORD: Final = re.compile(r"[A-Za-z][\w-]*")
_SELECTED: Final = re.compile(r"\.((?:[\w-]|\\.)+)")
_REFUSED: Final = re.compile(r":not\([^()]*(?:\([^()]*\)[^()]*)*\)")
_REFERENCE: Final = re.compile(r"var\(\s*(--[\w-]+)")
_ANIMATION: Final = re.compile(r"animation(?:-name)?:\s*([^;}]*)")


def main() -> None:
    """Write the rules that are used over those of the last time."""
    KEPT.write_text(kept_css(), encoding="utf-8")


def kept_css() -> str:
    """The rules of Bootstrap that can apply to a page of ours, and the variables they refer to."""
    used = classes_used()
    rules = _rules(tinycss2.parse_stylesheet(WHOLE.read_text(encoding="utf-8"), True, True), used)
    css = "".join(rules)
    beside = "".join(path.read_text(encoding="utf-8") for path in _ours(".css"))
    while True:
        referred = set(_REFERENCE.findall(css + beside))
        animated = set(_WORD.findall(" ".join(_ANIMATION.findall(css))))
        fewer = _without(css, referred, animated)
        if fewer == css:
            return HEAD + css
        css = fewer


def classes_used() -> set[str]:
    """Every class that a template, a script or a widget gives to an element."""
    words: set[str] = set()
    for path in _ours(".html", ".js", ".py"):
        text = _TEMPLATE_TAG.sub(" ", path.read_text(encoding="utf-8"))
        for found in (*_CLASS_ATTRIBUTE.findall(text), *_CLASS_LIST.findall(text)):
            words.update(_WORD.findall(found))
    return words


def _ours(*suffixes: str) -> Iterator[Path]:
    for folder in OURS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes and "vendor" not in path.parts and path != Path(__file__):
                yield path


def _rules(nodes: Iterable[Any], used: set[str]) -> Iterator[str]:
    for node in nodes:
        if node.type == "at-rule" and node.at_keyword == "keyframes":
            yield node.serialize()
        elif node.type == "at-rule" and node.content is not None:
            inner = "".join(_rules(tinycss2.parse_rule_list(node.content, True, True), used))
            if inner:
                yield f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}{{{inner}}}"
        elif node.type == "qualified-rule":
            selectors = [one for one in _parted(node.prelude, ",") if _may_apply(one, used)]
            if selectors:
                yield f"{','.join(selectors)}{{{tinycss2.serialize(node.content)}}}"


def _parted(tokens: Iterable[Any], at: str) -> Iterator[str]:
    """The parts of a list, parted at its own signs and not at those inside of brackets."""
    part: list[Any] = []
    for token in tokens:
        if token == at:
            yield tinycss2.serialize(part).strip()
            part = []
        else:
            part.append(token)
    yield tinycss2.serialize(part).strip()


def _may_apply(selector: str, used: set[str]) -> bool:
    if "[data-bs-" in selector.replace("[data-bs-theme=light]", ""):
        return False
    return set(_SELECTED.findall(_REFUSED.sub("", selector))) <= used


def _without(css: str, referred: set[str], animated: set[str]) -> str:
    """The same without variables that nothing refers to, and without what is empty then."""

    def content(node: Any) -> str:
        parts = _parted(node.content, ";")
        return ";".join(part for part in parts if _is_needed(part, referred))

    def rules(nodes: Iterable[Any]) -> Iterator[str]:
        for node in nodes:
            if node.type == "qualified-rule":
                inner = content(node)
                if inner.strip():
                    yield f"{tinycss2.serialize(node.prelude)}{{{inner}}}"
            elif node.at_keyword == "keyframes":
                if tinycss2.serialize(node.prelude).strip() in animated:
                    yield node.serialize()
            else:
                inner = "".join(rules(tinycss2.parse_rule_list(node.content, True, True)))
                if inner:
                    yield f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}{{{inner}}}"

    return "".join(rules(tinycss2.parse_stylesheet(css, True, True)))


def _is_needed(declaration: str, referred: set[str]) -> bool:
    name = declaration.partition(":")[0].strip()
    return not name.startswith("--") or name in referred


if __name__ == "__main__":
    main()
