"""The whole agreement as values: all its texts in their places. PDF and Word are drawn from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Final

from numerals import format_date, localize_digits
from plans.document.parts.kinds import Chapter, Part
from plans.document.parts.values import Content
from reports.paper import labels
from reports.paper.content import Paper, paper_of
from reports.paper.standing import PaperStanding, PaperState
from reports.paper.whole import words
from reports.paper.whole.request import PaperParty, WholeRequest

_ANNEXES: Final = frozenset({Part.ACRONYMS, Part.MEASUREMENT, Part.DEPENDENCE})
_WIDE: Final = frozenset({Part.OUTCOMES})


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table of texts: headings, each column's share of the width in percent, rows."""

    heads: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading with what stands under it; the heading is empty where the section's is enough."""

    anchor: str
    title: str
    lines: tuple[str, ...] = ()
    table: TextTable | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SignatureLines:
    """One party of the signature page: its pledge, and each line's name and what stands on it."""

    pledge: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WholeSection:
    """One entry of the contents, on a page of its own: passages, the table, or signatures."""

    anchor: str
    title: str
    passages: tuple[Passage, ...] = ()
    is_wide: bool = False
    paper: Paper | None = None
    signatures: tuple[SignatureLines, ...] = ()

    @property
    def entries(self) -> tuple[Passage, ...]:
        """Its passages that have a heading of their own, for the contents."""
        return tuple(passage for passage in self.passages if passage.title)


@dataclass(frozen=True, slots=True)
class WholePaper:
    """Everything that the whole agreement prints, as text."""

    request: WholeRequest
    scheme: str
    title: str
    year: str
    office: str
    address: tuple[str, ...]
    between: tuple[str, str, str, str]
    status: str
    version: str
    contents: str
    footer: str
    demo: str
    standing: str
    mark: str
    sections: tuple[WholeSection, ...]

    @property
    def language(self) -> str:
        """The language that it is in."""
        return self.request.table.language

    @property
    def table(self) -> Paper:
        """The agreement's table."""
        return next(one.paper for one in self.sections if one.paper is not None)


def whole_of(request: WholeRequest) -> WholePaper:
    """The whole agreement as values: a pure function of the request."""
    table = request.table
    text, year = table.text, table.document.fiscal_year
    paper = paper_of(table)
    scheme = text(request.scheme)
    said_year = localize_digits(str(year), language=table.language) if year else ""
    said_as = words.VERSION if request.version < 2 else words.AMENDED_VERSION
    version = text(said_as).format(
        version=localize_digits(str(request.version), language=table.language)
    )
    status = (
        text(words.AGREED_ON).format(day=_day(request, request.agreed_on))
        if request.agreed_on
        else text(words.DRAFT)
    )
    return WholePaper(
        request=request,
        scheme=scheme,
        title=f"{scheme} {said_year}".strip(),
        year=text(words.FISCAL_YEAR).format(year=said_year),
        office=paper.heading.office,
        address=paper.heading.address,
        between=(
            request.office.office,
            text(words.BETWEEN_AND),
            request.superior.office,
            text(words.BETWEEN),
        ),
        status=status,
        version=version,
        contents=text(words.CONTENTS),
        footer=" · ".join(
            part
            for part in (
                paper.heading.office,
                scheme,
                said_year,
                version,
                table.standing.until(table.language),
            )
            if part
        ),
        demo=paper.heading.demo,
        standing=standing_of(request).said(table.language),
        mark=text(words.DRAFT_MARK) if request.is_draft else "",
        sections=tuple(_sections(request, paper)),
    )


def standing_of(request: WholeRequest) -> PaperStanding:
    """What the agreement is worth: agreed on its day, else as far as its table is."""
    standing = replace(request.table.standing, is_plan=True)
    if request.agreed_on is None:
        return standing
    return replace(standing, state=PaperState.AGREED, on=request.agreed_on)


def _sections(request: WholeRequest, paper: Paper) -> Iterator[WholeSection]:
    text = request.table.text
    before = [part for part in Part if part not in _ANNEXES]
    yield from _of_parts(request, before)
    yield WholeSection("table", text(words.TABLE), is_wide=True, paper=paper)
    yield WholeSection("signatures", text(words.SIGNATURES), signatures=tuple(_signed(request)))
    yield from _of_parts(request, [part for part in Part if part in _ANNEXES])
    if request.let_stand:
        rows = tuple(
            (
                localize_digits(one.row, language=request.table.language),
                one.message,
                one.reason,
                " · ".join(filter(None, (one.by, one.on))),
            )
            for one in request.let_stand
        )
        table = TextTable(tuple(map(text, words.LET_STAND_COLUMNS)), words.LET_STAND_SHARES, rows)
        title = text(words.LET_STAND)
        yield WholeSection("let-stand", title, (Passage("let-stand-table", "", table=table),))


def _of_parts(request: WholeRequest, parts: list[Part]) -> Iterator[WholeSection]:
    """The parts under their chapters; what says nothing stands in a draft alone, as not written."""
    printed = [part for part in parts if request.text.said.get(part) or request.is_draft]

    def heading(part: Part) -> Chapter | Part:
        return part.rule.chapter or part

    for over, members in groupby(printed, key=heading):
        if isinstance(over, Part):
            (part,) = members
            yield WholeSection(
                over.value,
                request.table.text(over.rule.title),
                (_passage(request, part, title=""),),
                is_wide=part in _WIDE,
            )
        else:
            yield WholeSection(
                over.key,
                request.table.text(over.title),
                tuple(_passage(request, part, title=_title(request, part)) for part in members),
            )


def _title(request: WholeRequest, part: Part) -> str:
    number = localize_digits(part.rule.number, language=request.table.language)
    return f"{number} {request.table.text(part.rule.title)}".strip()


def _passage(request: WholeRequest, part: Part, *, title: str) -> Passage:
    content: Content = request.text.said.get(part, "")
    anchor = f"part-{part}"
    if not content:
        return Passage(anchor, title, note=request.table.text(words.NOT_WRITTEN))
    if isinstance(content, str):
        return Passage(anchor, title, tuple(content.split("\n")))
    columns, year = part.rule.columns, request.table.document.fiscal_year
    heads = tuple(
        request.table.text(column.label_in(year) if year else column.label) for column in columns
    )
    shares = tuple(column.share for column in columns)
    return Passage(anchor, title, table=TextTable(heads, shares, content))


def _signed(request: WholeRequest) -> Iterator[SignatureLines]:
    text = request.table.text
    names = {"office": request.office.office, "superior": request.superior.office}
    for pledge, party in (
        (words.PLEDGE_OF_OFFICE, request.office),
        (words.PLEDGE_OF_SUPERIOR, request.superior),
    ):
        yield SignatureLines(text(pledge).format(**names), tuple(_lines(request, party)))


def _lines(request: WholeRequest, party: PaperParty) -> Iterator[tuple[str, str]]:
    text = request.table.text
    yield text(words.SIGNED), ""
    yield text(labels.NAME), party.name
    charge = f" ({party.charge})" if party.charge else ""
    yield text(labels.DESIGNATION), f"{party.designation}{charge}".strip()
    yield text(words.OFFICE), party.office
    yield text(words.DATE), _day(request, party.signed_on) if party.signed_on else ""


def _day(request: WholeRequest, day: date) -> str:
    return format_date(day, language=request.table.language)
