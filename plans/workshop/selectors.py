"""Readers of drafts: whose they are, what is wrong in them, the form that they came from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from numerals import FiscalYearSpan, Message
from offices.models import Office, OfficeQuerySet, Posting, User
from offices.selectors import access_of
from plans.document.checks.chosen import words_matched
from plans.document.defaults import AGREEMENTS, Kind
from plans.document.draft.findings import ExaminedDraft, examined_draft
from plans.document.draft.reading import draft_of_document
from plans.document.draft.values import DraftPlan
from plans.document.grid import Grid
from plans.document.reader.text import comparable
from plans.document.values import PlanDocument
from plans.forms.reading import grids_read
from plans.models import Indicator, Plan
from plans.rules.selectors import check_settings, settings_of_plan
from plans.selectors import plan_document
from plans.workshop.models import (
    LONGEST_HEADING,
    Bringing,
    BroughtFile,
    ColumnMeaning,
    Draft,
    DraftState,
)

NO_OFFICE: Final = Message(
    bn="কোন কার্যালয়ের তা বলা হয়নি; কার্যালয় বাছাই করুন।",
    en="It is not said whose it is. Choose the office.",
)
NO_YEAR: Final = Message(
    bn="কোন অর্থবছরের তা বলা হয়নি; অর্থবছর বাছাই করুন।",
    en="It is not said of which fiscal year it is. Choose the year.",
)
NO_KIND: Final = Message(
    bn="এটি চুক্তি, না কোন কর্মপরিকল্পনা, তা বলা হয়নি; ধরন বাছাই করুন।",
    en="It is not said which kind of plan it is. Choose the kind.",
)
NO_INDICATORS: Final = Message(
    bn="কোনো কর্মসম্পাদন সূচক নেই; অন্তত একটি যোগ করুন।",
    en="It has no indicator. Add at least one.",
)
NOT_LINKABLE: Final = Message(
    bn="কর্মপরিকল্পনা থেকে মান নিতে পারে শুধু চুক্তির সূচক; যে সূচকে তা লেখা আছে সেটি মুছুন।",
    en="Only an agreement's indicators can take their score from an action plan. Clear it "
    "where it is said.",
)
IS_TEMPLATE: Final = Message(
    bn="এটি অধীন কার্যালয়ের জন্য আদর্শ ছক, তাই চুক্তি হিসেবে রাখা যায় না; আদর্শ ছকের পাতা থেকে কার্যালয়ে পাঠান।",
    en="This is a template for other offices and never becomes an office's plan. Send it to the "
    "offices from the page of the template.",
)
PLAN_EXISTS: Final = Message(
    bn="এই কার্যালয়ের এই অর্থবছরের এই ধরনের চুক্তি বা কর্মপরিকল্পনা আগে থেকেই আছে; "
    "কার্যালয়, অর্থবছর ও ধরন মিলিয়ে দেখুন।",
    en="The office already has a plan of this kind and year. Check the office, the year and the "
    "kind.",
)

_NAMES: Final = ("name_bn", "name_en", "short_bn", "short_en", "heading_bn", "heading_en")
_UNITS: Final = 60


@dataclass(frozen=True, slots=True)
class Progress:
    """Files that a worker reads, with the drafts that were made of them so far."""

    bringing: Bringing
    files: tuple[BroughtFile, ...]
    drafts: tuple[Draft, ...]

    @property
    def total(self) -> int:
        """How many files there are."""
        return len(self.files)

    @property
    def done(self) -> int:
        """How many of them have been read."""
        return sum(file.is_read for file in self.files)

    @property
    def refused(self) -> tuple[BroughtFile, ...]:
        """Those of which no draft was made."""
        return tuple(file for file in self.files if file.refusal is not None)


def offices_planned_by(user: User) -> OfficeQuerySet:
    """The offices whose plans the user makes: a planner's all, an office's people their own."""
    access = access_of(user)
    condition = Q(pk__in=access.works_for)
    for scope in access.planning:
        condition |= scope.condition
    return Office.objects.filter(condition)


def may_work_on_drafts(user: User) -> bool:
    """Whether the workshop is anything to the user."""
    access = access_of(user)
    return bool(access.planning or access.works_for)


def drafts_visible_to(user: User) -> QuerySet[Draft]:
    """The drafts that the user works on, of every state.

    Those of the offices whose plans the user makes; one without an office is its maker's and
    that of planners above the maker.
    """
    access = access_of(user)
    if not (access.planning or access.works_for):
        return Draft.objects.none()
    homeless = Q(created_by=user)
    if access.planning:
        above = Q(pk__in=())
        for scope in access.planning:
            above |= scope.condition
        below = Posting.objects.on(timezone.localdate()).filter(
            office__in=Office.objects.filter(above)
        )
        homeless |= Q(created_by__in=below.order_by().values("user"))
    return (
        Draft.objects.filter(Q(office__in=offices_planned_by(user)) | Q(homeless, office=None))
        .select_related(
            "office",
            "file",
            "plan__office",
            "plan__rule_set",
            "made_from__office",
            "created_by",
            "changed_by",
        )
        .defer("file__content")
    )


def drafts_listed(user: User) -> QuerySet[Draft]:
    """The same for lists: without the documents themselves."""
    return drafts_visible_to(user).defer("document", "file__content")


def examined(draft: Draft, value: DraftPlan | None = None) -> ExaminedDraft:
    """The draft's document and all that is wrong in it, by its office and today's date.

    One that says a plan anew is checked by the plan's rules, another by those in force.
    """
    names = names_of(draft.office) if draft.office else ()
    said = draft.value if value is None else value
    start = said.fiscal_year.start if said.fiscal_year else None
    plan, today = draft.plan, timezone.localdate()
    if plan is not None and (plan.fiscal_year_id, plan.kind) == (start, said.kind):
        settings = settings_of_plan(plan, today=today)
    else:
        settings = check_settings(start, said.kind, today=today)
    return examined_draft(said, settings, office_names=names)


def value_of_plan(plan: Plan, indicators: Iterable[Indicator]) -> DraftPlan:
    """What a draft of the stored plan would say. No query."""
    value = draft_of_document(plan_document(plan, indicators), kind=Kind(plan.kind))
    total = "" if plan.total_weight is None else f"{plan.total_weight.normalize():f}"
    return replace(value, heading=plan.heading, total=total)


def names_of(office: Office) -> tuple[str, ...]:
    """All that an office goes by."""
    return tuple(text for name in _NAMES if (text := getattr(office, name)))


def bringing_of(user: User, pk: UUID) -> Progress:
    """How far a worker is with files that the user brought: three queries.

    Raises ``Bringing.DoesNotExist`` for what is not the user's.
    """
    bringing = Bringing.objects.get(pk=pk, by=user)
    files = list(bringing.files.defer("content").order_by("pk"))
    drafts = (
        Draft.objects.filter(file__in=files)
        .exclude(state=DraftState.DISCARDED)
        .select_related("office", "file")
        .defer("document", "file__content")
        .order_by("file", "table")
    )
    return Progress(bringing, tuple(files), tuple(drafts))


def source_of(draft: Draft) -> Grid | None:
    """The sheet or document that the draft's form stands in, read again from its file."""
    file = draft.file
    if file is None:
        return None
    read = grids_read(bytes(file.content), bijoy=file.bijoy)
    if not isinstance(read, tuple):
        return None
    forms = [grid for grid, readings in read for one in readings if one.document is not None]
    return forms[draft.table - 1] if draft.table <= len(forms) else None


def offices_named(headings: Sequence[str], offices: Iterable[Office]) -> list[Office | None]:
    """The one office that each heading names best; ``None`` where none or several do.

    Of an upazila and its district, both named, it is the one with more words in the heading.
    """
    known = [(office, names_of(office)) for office in offices]
    return [_named(heading, known) for heading in headings]


def _named(heading: str, known: Sequence[tuple[Office, tuple[str, ...]]]) -> Office | None:
    if not heading:
        return None
    found = [(words_matched(heading, names), office) for office, names in known]
    best = max((count for count, _ in found), default=0)
    fitting = [office for count, office in found if count == best]
    if not best or len(fitting) > 1:
        lines = set(map(comparable, (*heading.split("\n"), heading.replace("\n", " "))))
        fitting = [
            office
            for office, names in known
            if lines.intersection(comparable(name) for name in names)
        ]
    return fitting[0] if len(fitting) == 1 else None


def meanings_of(headings: Collection[str]) -> dict[str, str]:
    """What people said that columns of these headings mean: one query."""
    if not headings:
        return {}
    spelt = {comparable(heading)[:LONGEST_HEADING]: heading for heading in headings}
    found = ColumnMeaning.objects.filter(heading__in=spelt).values_list("heading", "meaning")
    return {spelt[heading]: meaning for heading, meaning in found}


def units_in_use() -> tuple[str, ...]:
    """The units that most indicators of plans have, the most usual first: one query."""
    used = (
        Indicator.objects.exclude(unit="")
        .order_by()
        .values("unit")
        .annotate(used=Count("pk"))
        .order_by("-used", "unit")
    )
    return tuple(used.values_list("unit", flat=True)[:_UNITS])


def plan_in_the_way(draft: Draft) -> Plan | None:
    """The plan that its office already has of that kind and year: one query."""
    if draft.office is None or draft.fiscal_year is None or not draft.kind:
        return None
    return Plan.objects.filter(
        office=draft.office, fiscal_year=draft.fiscal_year, kind=draft.kind
    ).first()


def reasons_against_keeping(draft: Draft, found: ExaminedDraft) -> tuple[Message, ...]:
    """What has to be said before the draft can be a plan: two queries."""
    document = found.told.document
    reasons = [
        sentence
        for is_so, sentence in (
            (draft.office is None, NO_OFFICE),
            (draft.fiscal_year is None, NO_YEAR),
            (not draft.kind, NO_KIND),
            (not document.indicators, NO_INDICATORS),
            (_earns_by_others(draft, document), NOT_LINKABLE),
            (draft.is_template, IS_TEMPLATE),
        )
        if is_so
    ]
    existing = plan_in_the_way(draft)
    if existing is not None and existing.pk != draft.plan_id:
        reasons.append(PLAN_EXISTS)
    return tuple(reasons)


def _earns_by_others(draft: Draft, document: PlanDocument) -> bool:
    return draft.kind not in AGREEMENTS and any(one.linked for one in document.indicators)


def offices_without_plan(user: User, *, year: FiscalYearSpan, kind: str) -> OfficeQuerySet:
    """The active offices whose plans the user makes and that have none of the year and kind."""
    return without_plan(offices_planned_by(user), year=year, kind=kind)


def without_plan(offices: OfficeQuerySet, *, year: FiscalYearSpan, kind: str) -> OfficeQuerySet:
    """Those of the offices that are active and have no plan of the year and kind."""
    return offices.active(timezone.localdate()).exclude(
        # Of one plan: a filter over the relation would ask the two of any two plans.
        Exists(Plan.objects.filter(office=OuterRef("pk"), fiscal_year=year.start, kind=kind))
    )
