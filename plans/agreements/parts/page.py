"""The parts as their page shows them: chapters, fields, what is proposed, what stands against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from plans.agreements.parts.posted import cell_field, version_field
from plans.document.parts.kinds import Part
from plans.document.parts.values import Content
from plans.models import Plan
from plans.parts.told import told_content
from plans.parts.values import PartEdit, StoredPart
from presentation.figures import digits, sentence

_BLANK_ROWS: Final = 3


@dataclass(frozen=True, slots=True)
class CellField:
    """One cell of a table, with the heading of its column."""

    name: str
    label: str
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class PartField:
    """One part: its content as fields, and what is said beside them.

    ``proposed`` is what is printed where nothing is written; ``theirs`` what somebody else wrote
    meanwhile, ``by`` who.
    """

    part: Part
    content: Content
    version: int
    rows: tuple[tuple[CellField, ...], ...] = ()
    labels: tuple[str, ...] = ()
    proposed: Content = ""
    missing: int = 0
    theirs: str = ""
    by: str = ""
    is_too_long: bool = False

    @property
    def title(self) -> str:
        """Its heading with its number."""
        return f"{digits(self.part.rule.number)} {sentence(self.part.rule.title)}".strip()

    @property
    def hint(self) -> str:
        """What is written there."""
        return sentence(self.part.rule.hint)

    @property
    def may_fill(self) -> bool:
        """Whether the agreement's table has more to say of it."""
        return self.part.is_table and bool(self.proposed or self.missing)

    @property
    def version_field(self) -> str:
        """The name of the field of its version."""
        return version_field(self.part)

    @property
    def lines(self) -> int:
        """How tall its text field is."""
        text = self.content if isinstance(self.content, str) else ""
        return min(max(4, sum(1 + len(line) // 90 for line in text.split("\n")) + 1), 24)


@dataclass(frozen=True, slots=True)
class PartsChapter:
    """Parts under their common heading; a part that stands alone has none."""

    title: str
    parts: tuple[PartField, ...]


@dataclass(frozen=True, slots=True)
class PartsPage:
    """All parts of an agreement."""

    plan: Plan
    chapters: tuple[PartsChapter, ...]

    @property
    def parts(self) -> Iterator[PartField]:
        """All of them, in the order of the form."""
        return (part for chapter in self.chapters for part in chapter.parts)

    @property
    def all(self) -> int:
        """How many there are."""
        return len(Part)

    @property
    def written(self) -> int:
        """How many say something."""
        return sum(bool(one.content) for one in self.parts)


def parts_page(
    plan: Plan,
    stored: Mapping[Part, StoredPart],
    *,
    proposed: Mapping[Part, Content],
    typed: Mapping[Part, PartEdit] | None = None,
    against: Mapping[Part, StoredPart] | None = None,
    too_long: Sequence[Part] = (),
    more: str = "",
) -> PartsPage:
    """The page of ``plan``: as stored, or with what was ``typed`` where that was refused.

    ``against`` are the parts that somebody else wrote meanwhile, ``more`` the table that shall
    have more empty rows. No query.
    """
    fields = [
        _field(
            plan,
            part,
            stored[part],
            typed=(typed or {}).get(part),
            against=(against or {}).get(part),
            proposed=proposed.get(part, ""),
            is_too_long=part in too_long,
            blank=_BLANK_ROWS * (4 if more == part else 1),
        )
        for part in Part
    ]
    return PartsPage(plan, chapters_of(fields))


def chapters_of(fields: Sequence[PartField]) -> tuple[PartsChapter, ...]:
    """The parts under their chapters."""
    return tuple(
        PartsChapter(sentence(chapter.title) if chapter else "", tuple(members))
        for chapter, members in groupby(fields, key=lambda one: one.part.rule.chapter)
    )


def _field(
    plan: Plan,
    part: Part,
    stored: StoredPart,
    *,
    typed: PartEdit | None,
    against: StoredPart | None,
    proposed: Content,
    is_too_long: bool,
    blank: int,
) -> PartField:
    content = typed.content if typed else stored.content
    version = typed.version if typed else stored.version
    theirs = ""
    if against:
        # Sent once more, what was typed takes the place of what is shown beside it.
        version, theirs = against.version, told_content(against.content) or ""
    missing = 0
    if not isinstance(content, str) and not isinstance(proposed, str) and content:
        there = {row[0] for row in content}
        missing = sum(row[0] not in there for row in proposed)
    labels = tuple(sentence(one.label_in(plan.span)) for one in part.rule.columns)
    return PartField(
        part,
        content,
        version,
        rows=tuple(_rows(part, labels, content, blank)),
        labels=labels,
        proposed="" if content else proposed,
        missing=missing,
        theirs=theirs,
        by=against.by if against else "",
        is_too_long=is_too_long,
    )


def _rows(
    part: Part, labels: Sequence[str], content: Content, blank: int
) -> Iterator[tuple[CellField, ...]]:
    if isinstance(content, str):
        return
    empty = ("",) * len(labels)
    for number, row in enumerate((*content, *(empty,) * blank)):
        yield tuple(
            CellField(cell_field(part, number, column.key), label, text, column.key)
            for column, label, text in zip(part.rule.columns, labels, row, strict=True)
        )
