"""Whether people, postings and offices are as the ledger tells: who may do what follows from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from indicators.audit.doubts import Unexplained
from ledger.models import Change, ChangeSubject
from offices.journal.events import AccountEvent, OfficeMatter
from offices.journal.history_text import journal_entries
from offices.journal.recording import digest_as, posting_told, told
from offices.models import Office, Posting, User

_UNTOLD: Final = frozenset({"language", *AccountEvent.values, *OfficeMatter.values})
"""What is no detail of a person or office, and the language, which everybody chooses."""

_At = tuple[int | None, int | None]
"""A person and an office by id."""

_About = tuple[str, _At]
"""What kind of thing, and which."""


def unexplained_people() -> Iterator[Unexplained]:
    """Postings that nobody told of, or that are gone; other details than came or were told last.

    Four queries. Who came without a line (a superuser of the command line) is known by what was
    told since.
    """
    postings: dict[_At, Counter[str]] = {}
    details: dict[_About, _Details] = {}
    for line in journal_entries().order_by("pk"):
        at = line.user_id, line.office_id
        if line.subject == ChangeSubject.POSTING:
            _take(postings.setdefault(at, Counter()), line)
        elif line.field not in _UNTOLD:
            details.setdefault((line.subject, at), _Details()).take(line)
    yield from _unexplained_postings(postings)
    people = User.objects.in_bulk({at[0] for _, at in details if at[0]})
    offices = Office.objects.select_related("parent").in_bulk({at[1] for _, at in details if at[1]})
    for (_, (user, office)), known in details.items():
        yield from known.doubts(people[user] if user else offices[office or 0])


@dataclass
class _Details:
    """What was told of an office or a person: as it came, and of each field first and last."""

    came: Change | None = None
    first: dict[str, Change] = field(default_factory=dict)
    last: dict[str, Change] = field(default_factory=dict)

    def take(self, line: Change) -> None:
        """The next line."""
        if line.field:
            self.first.setdefault(line.field, line)
            self.last[line.field] = line
        else:
            self.came = line

    def doubts(self, about: Office | User) -> Iterator[Unexplained]:
        """What is stored otherwise."""
        kind, name = ("user", about.username) if isinstance(about, User) else ("office", about.code)
        for changed, line in self.last.items():
            stored = told(about, changed)
            if stored != line.after:
                by = str(line.by or "")
                yield Unexplained(f"{kind} {name}", "", "", changed, line.after, stored, by)
        before = {changed: line.before for changed, line in self.first.items()}
        if self.came and self.came.digest != digest_as(about, **before):
            yield Unexplained(f"{kind} {name}", "", "", "details", self.came.after, "others")


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
