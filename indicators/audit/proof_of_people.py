"""Whether people, postings and offices are as the ledger tells: who may do what follows from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from indicators.audit.doubts import Unexplained
from ledger.models import Change, ChangeSubject
from offices.journal.recording import posting_told, told
from offices.journal.telling import journal_entries
from offices.models import Office, Posting, User

_UNTOLD: Final = frozenset({"", "language", "link", "mail", "second_factor", "password"})
"""Events that have no value, and the language, which everybody chooses for themselves."""

_At = tuple[int | None, int | None]
"""A person and an office by id."""


def unexplained_people() -> Iterator[Unexplained]:
    """Postings that nobody told of, or that are gone; other details than were told last.

    Four queries. Details that were never told of since a person or an office came are not known.
    """
    postings: dict[_At, Counter[str]] = {}
    details: dict[tuple[str, _At, str], Change] = {}
    for line in journal_entries().order_by("pk"):
        at = line.user_id, line.office_id
        if line.subject == ChangeSubject.POSTING:
            _take(postings.setdefault(at, Counter()), line)
        elif line.field not in _UNTOLD:
            details[line.subject, at, line.field] = line
    yield from _unexplained_postings(postings)
    people = User.objects.in_bulk({at[0] for _, at, _ in details if at[0]})
    offices = Office.objects.select_related("parent").in_bulk(
        {at[1] for _, at, _ in details if at[1]}
    )
    for (_, (user, office), field), line in details.items():
        about = people[user] if user else offices[office or 0]
        stored = told(about, field)
        if stored != line.after:
            name = about.username if isinstance(about, User) else about.code
            yield Unexplained(
                f"{line.subject} {name}", "", "", field, line.after, stored, str(line.by or "")
            )


def _take(held: Counter[str], line: Change) -> None:
    if line.before is not None:
        held[line.before] -= 1
    if line.after is not None:
        held[line.after] += 1


def _unexplained_postings(known: dict[_At, Counter[str]]) -> Iterator[Unexplained]:
    stored: dict[_At, Counter[str]] = {}
    names: dict[_At, str] = {}
    for posting in Posting.objects.select_related("user", "office").order_by("pk"):
        at: _At = posting.user_id, posting.office_id
        stored.setdefault(at, Counter())[posting_told(posting)] += 1
        names[at] = f"{posting.user.username} at {posting.office.code}"
    for at in {**known, **stored}:
        then, now = known.get(at, Counter()), stored.get(at, Counter())
        for text in {**then, **now}:
            if then[text] != now[text]:
                where = names.get(at) or "person {} at office {}".format(*at)
                known_as, found = _times(text, then[text]), _times(text, now[text])
                yield Unexplained(where, "", "", "posting", known_as, found)


def _times(text: str, count: int) -> str | None:
    """The posting, if there is one; how many alike, if there are more."""
    if count < 1:
        return None
    return text if count == 1 else f"{count} × {text}"
