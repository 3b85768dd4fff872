"""The forms of a page as a browser would send them, and what somebody makes of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode, urljoin

from lxml import html

Fields = Sequence[tuple[str, str]]

_HUGE: Final = "ক" * 200_000
_KEPT: Final = "csrfmiddlewaretoken"


@dataclass(frozen=True)
class PageForm:
    """Where a form goes, what it sends, with the button that was pressed."""

    action: str
    fields: tuple[tuple[str, str], ...]

    @property
    def kind(self) -> tuple[str, tuple[str, ...]]:
        """What forms of many rows have in common."""
        names = {_without_digits(name) for name, _value in self.fields}
        return _without_digits(self.action), tuple(sorted(names))


def forms_of(page: str, path: str) -> Iterator[PageForm]:
    """The forms of a page that are posted, once for each of their buttons."""
    for form in html.document_fromstring(page).forms:
        if form.method != "POST":
            continue
        fields = tuple(form.form_values())
        names = "@name and (self::button or @type = 'submit')"
        buttons = form.xpath(f".//*[{names}]")
        pressed = [(one.get("name"), one.get("value") or "") for one in buttons]
        action = urljoin(path, form.get("action") or "")
        for button in dict.fromkeys(pressed) or [None]:
            yield PageForm(action, (*fields, button) if button else fields)


def twisted(form: PageForm, bad: str, place: int) -> Iterator[str]:
    """The form's body with two fields as nobody fills them in, in two ways whose turn it is.

    ``bad`` is percent-encoded; ``place`` says which field is the first.
    """
    names = [name for name, _value in form.fields if name != _KEPT]
    if not names:
        return
    ways = (_with_garbage, _twice, _without, _enormous)
    for turn in (place, place + 1):
        yield ways[turn % len(ways)](form.fields, names[turn % len(names)], bad)


def _with_garbage(fields: Fields, name: str, bad: str) -> str:
    return "&".join(f"{quote(one)}={bad if one == name else quote(said)}" for one, said in fields)


def _twice(fields: Fields, name: str, bad: str) -> str:
    return f"{urlencode(fields)}&{quote(name)}={bad}&{urlencode(fields)}"


def _without(fields: Fields, name: str, _bad: str) -> str:
    return urlencode([one for one in fields if one[0] != name])


def _enormous(fields: Fields, name: str, _bad: str) -> str:
    # As it is: to write it in percents and to read these took longer than all else.
    sent = ((one, _HUGE if one == name else quote(said)) for one, said in fields)
    return "&".join(f"{quote(one)}={said}" for one, said in sent)


def _without_digits(text: str) -> str:
    return "".join(char for char in text if not char.isdigit())
