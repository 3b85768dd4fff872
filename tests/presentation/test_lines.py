"""Lines that a browser takes are stored whole: it counts an end of a line once and sends two."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django import forms
from django.urls import get_resolver

from presentation.lines import LinesField, lines_typed, one_spelling

LONGEST = 40
TYPED = "\n".join(["ক" * 7] * 5)
"""As many characters as a field of ``LONGEST`` takes, with four ends of lines among them."""

PASTED = {("PasteForm", "table"), ("BringForm", "text")}
"""What is read as a table, and not kept as lines."""


def sent(text: str) -> str:
    return text.replace("\n", "\r\n")


def test_what_a_browser_takes_is_stored_whole() -> None:
    text = TYPED + "খ" * (LONGEST - len(TYPED))
    assert len(text) == LONGEST < len(sent(text))

    assert lines_typed({"note": sent(text)}, "note", longest=LONGEST) == text
    assert LinesField(max_length=LONGEST).clean(sent(text)) == text


def test_what_was_not_sent_is_nothing() -> None:
    assert lines_typed({}, "note", longest=LONGEST) == ""


@pytest.mark.parametrize(
    ("said", "stored"),
    [
        ("  ক  \r\nখ\t\r\n", "ক\nখ"),
        ("ক\x00\x07খ", "কখ"),
        ("\u09af\u09bc", "\u09af\u09bc"),
        ("\u09df", "\u09af\u09bc"),
    ],
)
def test_text_has_one_spelling(said: str, stored: str) -> None:
    assert one_spelling(said) == stored


def every(form: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for one in form.__subclasses__():
        yield one
        yield from every(one)


def test_every_field_of_lines_is_measured_as_it_is_stored() -> None:
    get_resolver().url_patterns  # noqa: B018  # every form is known once the pages are
    rooms = ("plans", "indicators", "reports", "offices")
    plain = {
        (form.__name__, name)
        for form in every(forms.BaseForm)
        if form.__module__.partition(".")[0] in rooms
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field.widget, forms.Textarea) and not isinstance(field, LinesField)
    }

    assert plain == PASTED
