"""A command that needs the database says so in a sentence where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.core.management.base import CommandError
from django.db import DatabaseError

from numerals import Message

_NOT_READY: Final = Message(
    bn="ডাটাবেজ পাওয়া যায়নি বা প্রস্তুত নয় ({cause}); আগে make run অথবা manage.py migrate চালান।",
    en="The database cannot be used or is not set up ({cause}); run make run or manage.py migrate "
    "first.",
)


@contextmanager
def database_at_hand(*, language: str) -> Iterator[None]:
    """Raises ``CommandError`` in place of the database's own error and its traceback."""
    try:
        yield
    except DatabaseError as error:
        cause = str(error).strip().partition("\n")[0]
        raise CommandError(_NOT_READY[language].format(cause=cause)) from error
