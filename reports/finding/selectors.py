"""Looks for offices, plans, indicators and people by what somebody typed, on any keyboard.

Every word that was typed has to be said by what is found, or by the office that it is of. Nothing
is found that the reader may not open: who sees few offices looks among these alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import and_, or_
from typing import Final

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from numerals import FiscalYearSpan
from offices.models import Level, Office, Posting, User
from offices.ordering import ByName
from offices.searching import folded, saying
from offices.selectors import access_of, offices_visible_to
from plans.addresses import plan_url
from plans.document.defaults import Kind
from plans.models import Indicator, Plan
from plans.selectors import plans_visible_to, year_shown
from reports.finding.values import Hit, HitsOfAKind, Sought

MOST_WORDS: Final = 6
"""Words that are looked for; what is typed beyond them is left out."""

_OFFICE: Final = ("name_bn", "name_en", "short_bn", "short_en", "code")
_OF_PERSON: Final = ("name_bn", "name_en", "designation_bn", "designation_en")


def words_of(text: str) -> tuple[str, ...]:
    """The words of what was typed, as many as are looked for; those that say nothing are none."""
    return tuple(word for word in text.split()[:MOST_WORDS] if folded(word))


def found_by(
    user: User, words: Sequence[str], sought: Sought, *, start: int, most: int
) -> HitsOfAKind:
    """What the words find of that kind, from the hit ``start``: one query, two of people.

    None where nothing was typed.
    """
    if not words:
        return HitsOfAKind(sought)
    found = list(_SEEKERS[sought](user, words, slice(start, start + most + 1)))
    return HitsOfAKind(sought, found[:most], has_more=len(found) > most)


def _every(words: Sequence[str], said: Callable[[str], Q]) -> Q:
    return reduce(and_, map(said, words))


def _offices(user: User, words: Sequence[str], part: slice) -> list[Hit]:
    first = Q(code=words[0].lower()) | Q(short_bn=words[0]) | Q(short_en__iexact=words[0])
    found = (
        offices_visible_to(user)
        .filter(_every(words, lambda word: saying(word, *_OFFICE)))
        .select_related("parent")
        .annotate(place=Case(When(first, then=Value(0)), default=Value(1)))
        .order_by("place", "path")
    )
    return [
        Hit(
            name=one.name,
            url=reverse("reports:office", args=[one.code]),
            where=_where(one),
            code=one.code,
        )
        for one in found[part]
    ]


def _where(office: Office) -> tuple[str, ...]:
    superior = (office.parent.short_name,) if office.parent else ()
    return (str(Level(office.level).label), *superior)


def _plans(user: User, words: Sequence[str], part: slice) -> list[Hit]:
    found = (
        plans_visible_to(user)
        .filter(_every(words, _says_of_plan))
        .select_related("office__parent")
        .order_by("-fiscal_year__start", "office__path", "kind", "-version")
    )
    return [
        Hit(
            name=f"{one.get_kind_display()} {one.fiscal_year}",
            url=_plan_url(one),
            where=_of_office(one.office),
        )
        for one in found[part]
    ]


def _says_of_plan(word: str) -> Q:
    """That the plan or its office says the word: its title, kind and year count."""
    said = saying(word, "title", *(f"office__{one}" for one in _OFFICE))
    if kinds := [kind.value for kind in Kind if _names(kind, word)]:
        said |= Q(kind__in=kinds)
    if year := _year_in(word):
        said |= Q(fiscal_year=year.start)
    return said


def _names(kind: Kind, word: str) -> bool:
    short = kind.rule.short
    names = (kind.rule.bn, kind.rule.en, *((short.bn, short.en) if short else ()))
    return any(folded(word) in folded(name) for name in names)


def _year_in(word: str) -> FiscalYearSpan | None:
    try:
        return FiscalYearSpan.parse(folded(word))
    except ValueError:
        return None


def _plan_url(plan: Plan) -> str:
    return plan_url("indicators:plan", plan)


def _of_office(office: Office) -> tuple[str, ...]:
    return (office.short_name, *((office.parent.short_name,) if office.parent else ()))


def _indicators(user: User, words: Sequence[str], part: slice) -> list[Hit]:
    """Of the year at hand: who looks for an indicator works with it."""
    year = year_shown(plans_visible_to(user))
    if year is None:
        return []
    found = (
        Indicator.objects.filter(
            _every(words, lambda word: _says_itself(word) | _office_says(word)),
            reduce(or_, map(_says_itself, words)),
            plan__office__in=offices_visible_to(user),
            plan__fiscal_year=year,
        )
        .select_related("plan__office__parent", "plan__fiscal_year")
        .order_by("plan__office__path", "plan__kind", "position")
    )
    return [
        Hit(
            name=one.title,
            code=one.code,
            url=plan_url("reports:indicator", one.plan, one.pk),
            where=(
                one.plan.office.short_name,
                f"{one.plan.get_kind_display()} {one.plan.fiscal_year}",
            ),
        )
        for one in found[part]
    ]


def _says_itself(word: str) -> Q:
    """That the indicator says the word; a code is found from its beginning."""
    return saying(word, "title") | Q(code__startswith=folded(word))


def _office_says(word: str) -> Q:
    return saying(word, *(f"plan__office__{one}" for one in ("short_bn", "short_en", "code")))


def _people(user: User, words: Sequence[str], part: slice) -> list[Hit]:
    """Who administers finds every account; others those who are posted today at what they see."""
    administers = access_of(user).administers
    postings = Posting.objects.on(timezone.localdate())
    if not administers:
        postings = postings.filter(office__in=offices_visible_to(user))
    own = postings.filter(user=OuterRef("pk"))
    fields = (*_OF_PERSON, *(("username", "email") if administers else ()))
    people = User.objects.filter(
        _every(words, lambda word: saying(word, *fields) | Q(Exists(own.filter(_at(word)))))
    )
    if not administers:
        people = people.filter(Exists(own), is_active=True)
    found = list(people.order_by(ByName(), "pk")[part])
    posted: dict[int, list[Posting]] = {}
    for one in postings.filter(user__in=found).select_related("office").order_by("starts", "pk"):
        posted.setdefault(one.user_id, []).append(one)
    return [_person(one, posted.get(one.pk, []), administers=administers) for one in found]


def _at(word: str) -> Q:
    """That the posting's office says the word."""
    return saying(word, *(f"office__{one}" for one in _OFFICE))


def _person(person: User, postings: Sequence[Posting], *, administers: bool) -> Hit:
    """Who administers is led to the account, others to the office."""
    if administers:
        url = reverse("offices:person", args=[person.pk])
    else:
        url = reverse("reports:office", args=[postings[0].office.code])
    held = (f"{one.get_role_display()}, {one.office.short_name}" for one in postings)
    return Hit(
        name=person.name,
        url=url,
        where=(*((person.designation,) if person.designation else ()), *held),
    )


_SEEKERS: Final[dict[Sought, Callable[[User, Sequence[str], slice], list[Hit]]]] = {
    Sought.OFFICES: _offices,
    Sought.PLANS: _plans,
    Sought.INDICATORS: _indicators,
    Sought.PEOPLE: _people,
}
