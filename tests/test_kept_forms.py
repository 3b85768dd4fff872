"""What is typed into a form stays on the device until the server has it, in every form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parent.parent / "templates"
NOT_KEPT: Final = {
    "admin/": "the administration's own pages",
    "offices/accounts/": "passwords and codes are kept nowhere",
    "offices/import.html": "a file is chosen",
    "indicators/returns/evidence/evidence.html": "a file is chosen",
    "indicators/returns/entry/entry.html": "saves by itself (static/entry)",
    "indicators/returns/bringing/bring.html": "a table is pasted, and copied again",
    "indicators/returns/bringing/months.html": "a file is chosen",
    "indicators/returns/bringing/months_preview.html": "sheets are ticked",
    "reports/batches.html": "lists are chosen from",
    "plans/workshop/bring.html": "a table is pasted, and copied again",
    "plans/workshop/editor.html": "saves by itself (static/workshop)",
    "plans/parts/parts.html": "saves by itself (static/parts.js)",
    "plans/parts/bring.html": "a file is chosen",
    "plans/cascade/template.html": "a file is chosen",
    "plans/cascade/errors.html": "a file is chosen",
}
"""Templates whose forms are not kept, and why."""

COMMENT: Final = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}", re.DOTALL)
INCLUDED: Final = re.compile(r"\{% include \"([^\"]+)\"[^%]*%\}")
FORM: Final = re.compile(r"<form\b.*?</form>", re.DOTALL)
HEAD: Final = re.compile(r"<form\b(?:[^>{]|\{[%{].*?[%}]\})*>", re.DOTALL)
TYPED: Final = re.compile(
    r"<textarea|<input(?![^>]*type=\"(?:hidden|checkbox|radio|file|submit)\")|"
    r"\{\{\s*(?:\w+\.)*(?:field|(?:form|word|bulk|paste)\.(?!errors|non_field)\w+)\s*\}\}"
)
LOOP: Final = re.compile(r"\{% (for|endfor)\b")


def text_of(name: str) -> str:
    """A template with what it includes in its place."""
    text = COMMENT.sub("", (ROOT / name).read_text(encoding="utf-8"))
    return INCLUDED.sub(lambda found: text_of(found[1]) if found[1] != name else "", text)


def forms_of(name: str) -> Iterator[tuple[str, bool]]:
    """The head of each form of a template that is typed into, and whether there are many alike."""
    text = COMMENT.sub("", (ROOT / name).read_text(encoding="utf-8"))
    for found in FORM.finditer(text):
        head = HEAD.match(found[0])
        assert head, f"{name}: {found[0][:80]}"
        body = INCLUDED.sub(lambda one: text_of(one[1]), found[0])
        if 'method="post"' in head[0] and TYPED.search(body):
            turns = Counter(one[1] for one in LOOP.finditer(text, 0, found.start()))
            yield head[0], turns["for"] > turns["endfor"]


def pages() -> list[str]:
    names = (one.relative_to(ROOT).as_posix() for one in ROOT.rglob("*.html"))
    return sorted(name for name in names if not name.startswith(tuple(NOT_KEPT)))


@pytest.mark.parametrize("name", pages())
def test_what_is_typed_into_a_form_is_kept_on_the_device(name: str) -> None:
    for head, is_one_of_many in forms_of(name):
        assert "data-keep" in head, head
        assert not is_one_of_many or "data-keep=" in head, f"many alike need a name each: {head}"


def test_exceptions_are_still_there() -> None:
    assert not [name for name in NOT_KEPT if not (ROOT / name).exists()]
