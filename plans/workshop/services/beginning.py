"""Drafts begin: from files, from a pasted table, from a plan, from nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from django.db import transaction

from numerals import FiscalYearSpan, Message, Month, format_month, localize_digits
from offices.models import Office, User
from plans.document.defaults import Kind
from plans.document.draft.applying import Applied, apply
from plans.document.draft.carried import copied, moved_on
from plans.document.draft.changes import RenameColumn
from plans.document.draft.fields import field_of, heading_in, other
from plans.document.draft.reading import draft_of
from plans.document.draft.values import DraftNote, DraftPlan, RowLevel
from plans.document.reader.text import shortened
from plans.document.values import Severity
from plans.forms.bijoy import IN_BIJOY
from plans.forms.limits import MOST_BYTES
from plans.forms.reading import forms_read
from plans.models import Plan
from plans.rules.selectors import scheme_in
from plans.selectors import indicators_of, plan_document, plans_visible_to
from plans.workshop import above
from plans.workshop.models import BroughtFile, Draft, DraftState
from plans.workshop.selectors import meanings_of, offices_named, offices_planned_by
from plans.workshop.services.editing import allowed, write

TOO_BIG: Final = Message(
    bn="ফাইলটি ৫ মেগাবাইটের বেশি; একটি ছকের ফাইল এর অনেক ছোট হয়।",
    en="The file has more than 5 MB; the file of a form is far smaller.",
)
_PASTED: Final = Message(bn="পেস্ট করা ছক", en="Pasted table")
_MEANT: Final = Message(
    bn="“{heading}” কলামটি “{meaning}” হিসেবে পড়া হয়েছে, যেমন আগে একবার ঠিক করা হয়েছিল; মিলিয়ে দেখুন।",
    en="The column “{heading}” was read as “{meaning}”, as was said of it before: please check.",
)


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that no draft was made of, and why; ``is_bijoy`` where converting it would help."""

    name: str
    message: Message
    file: BroughtFile | None = None
    is_bijoy: bool = False


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of the files: drafts, those that were there already among them, and refusals."""

    drafts: tuple[Draft, ...] = ()
    refusals: tuple[RefusedFile, ...] = ()
    known: frozenset[int] = field(default_factory=frozenset)

    @property
    def needs_bijoy(self) -> bool:
        """Whether a file was refused for its Bijoy encoding alone."""
        return any(one.is_bijoy for one in self.refusals)


def bring_files(files: Iterable[tuple[str, bytes]], *, by: User, bijoy: bool = False) -> Brought:
    """Read each file by itself, and begin a draft of every form in it.

    A file that the person brought before leads to the drafts that were made of it then.
    """
    drafts: list[Draft] = []
    refusals: list[RefusedFile] = []
    known: set[int] = set()
    for name, content in files:
        if len(content) > MOST_BYTES:
            refusals.append(RefusedFile(name, TOO_BIG))
            continue
        file = store_file(name, content, by=by)
        earlier = list(file.drafts.exclude(state=DraftState.DISCARDED).order_by("table", "pk"))
        if earlier:
            drafts += earlier
            known.update(one.pk for one in earlier)
            continue
        made = read_brought(file, content, by=by, bijoy=bijoy)
        if isinstance(made, RefusedFile):
            refusals.append(made)
        else:
            drafts += made
    return Brought(tuple(drafts), tuple(refusals), frozenset(known))


def bring_paste(*, html: str, text: str, by: User, bijoy: bool = False) -> Brought:
    """Begin a draft of a table from the clipboard: of its HTML, or where that has no form, of
    its text with tabs.
    """
    name = _PASTED[by.language]
    contents = [one for one in (html, text) if one.strip()] or [""]
    for content in contents:
        brought = bring_files([(name, content.encode())], by=by, bijoy=bijoy)
        if brought.drafts or brought.needs_bijoy:
            break
    return brought


@transaction.atomic
def begin_empty(
    *,
    by: User,
    office: Office | None = None,
    year: FiscalYearSpan | None = None,
    kind: Kind | None = None,
) -> Draft:
    """Begin a draft with nothing in it. Raises ``Office.DoesNotExist`` as addressing does."""
    heading = (office.heading_bn or office.name_bn) if office else ""
    value = DraftPlan(heading=heading, title=title_of(kind, year), fiscal_year=year, kind=kind)
    return begun(value, office=allowed(office, by=by), by=by)


@transaction.atomic
def begin_from_plan(
    plan: Plan,
    *,
    way: Literal["next", "copy"],
    by: User,
) -> Draft:
    """Begin a draft from a plan: the ``next`` year's of its office, or a ``copy`` for another.

    What came of the plan is the next year's newest baseline; where the year is not over, a note
    says until when. Raises ``Plan.DoesNotExist`` for a plan that the person may not read, and
    ``Office.DoesNotExist`` where its office's next plan is not the person's to make.
    """
    if not plans_visible_to(by).filter(pk=plan.pk).exists():
        raise Plan.DoesNotExist(plan.address)
    document = plan_document(plan, indicators_of(plan))
    kind = Kind(plan.kind)
    if way == "copy":
        return begun(copied(document, kind=kind), office=None, by=by, made_from=plan)
    achieved = above.achieved(plan)
    value = moved_on(document, kind=kind, achieved=achieved.figures)
    if achieved.until is not None and achieved.until != plan.span.months[-1]:
        value = replace(value, notes=(_so_far(plan.span, achieved.until),))
    return begun(value, office=allowed(plan.office, by=by), by=by, made_from=plan)


def _so_far(year: FiscalYearSpan, until: Month) -> DraftNote:
    bn, en = (format_month(until, language=language) for language in ("bn", "en"))
    message = Message(
        bn=f"ভিত্তিবছর {localize_digits(str(year), language='bn')}-এর অর্জন {bn} পর্যন্ত; "
        "বছর শেষ হলে মিলিয়ে নিন।",
        en=f"The baselines {year} are what was achieved until {en}. Check them once the year is "
        "over.",
    )
    return DraftNote(1, "baseline-so-far", Severity.WARNING, None, message)


def store_file(name: str, content: bytes, *, by: User) -> BroughtFile:
    """The file as a row; found again where the person brought the same content before."""
    sha256 = hashlib.sha256(content).hexdigest()
    file, _ = BroughtFile.objects.defer("content").get_or_create(
        brought_by=by,
        sha256=sha256,
        defaults={"name": _file_name(name), "size": len(content), "content": content},
    )
    return file


@transaction.atomic
def read_brought(
    file: BroughtFile, content: bytes, *, by: User, bijoy: bool = False
) -> list[Draft] | RefusedFile:
    """Begin a draft of every form in the file, or say why there is none."""
    read = forms_read(content, bijoy=bijoy)
    file.is_read, file.bijoy = True, bijoy
    file.refusal = [read.bn, read.en] if isinstance(read, Message) else None
    file.save(update_fields=["is_read", "bijoy", "refusal"])
    if isinstance(read, Message):
        return RefusedFile(file.name, read, file, is_bijoy=read == IN_BIJOY)
    values = [_with_meanings(draft_of(reading)) for reading in read]
    offices = offices_named([one.heading for one in values], offices_planned_by(by))
    return [
        begun(value, office=office, by=by, file=file, table=number)
        for number, (value, office) in enumerate(zip(values, offices, strict=True), start=1)
    ]


def begun(
    value: DraftPlan,
    *,
    office: Office | None,
    by: User,
    file: BroughtFile | None = None,
    table: int = 1,
    made_from: Plan | None = None,
) -> Draft:
    """A new draft of that value."""
    draft = Draft(
        office=office, file=file, table=table, made_from=made_from, created_by=by, changed_by=by
    )
    write(draft, value, by=by)
    return draft


def _with_meanings(value: DraftPlan) -> DraftPlan:
    """The draft with the columns that people gave a meaning before, each with a note of it."""
    headings = [heading for name in value.columns if (heading := heading_in(name)) is not None]
    number = max((note.number for note in value.notes), default=0)
    for heading, meaning in meanings_of(headings).items():
        made = apply(value, [RenameColumn(other(heading), meaning)])
        known = field_of(RowLevel.INDICATOR, meaning)
        if not isinstance(made, Applied) or known is None:
            continue
        number += 1
        quoted = shortened(heading)
        message = Message(
            bn=_MEANT.bn.format(heading=quoted, meaning=known.label.bn),
            en=_MEANT.en.format(heading=quoted, meaning=known.label.en),
        )
        note = DraftNote(number, "meaning-taken", Severity.WARNING, None, message)
        value = replace(made.draft, notes=(*made.draft.notes, note))
    return value


def title_of(kind: Kind | None, year: FiscalYearSpan | None) -> str:
    """The title of a plan that has none of its own yet; nothing where one is unknown."""
    if kind is None or year is None:
        return ""
    return f"{scheme_in(year, kind).on_paper.bn} {localize_digits(str(year), language='bn')}"


def _file_name(name: str) -> str:
    """The name of the file alone, of a length that fits, without what no text may hold."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(one for one in bare if one.isprintable()).strip()
    return kept[-255:] or "-"
