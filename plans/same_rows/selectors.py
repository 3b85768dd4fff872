"""Readers of answers about rows, of the pairs to ask about, and of wordings that drifted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from itertools import combinations
from typing import Final

from offices.models import Office, User
from offices.ordering import ByName
from offices.selectors import access_of
from plans.document.matching import Answer
from plans.document.matching.match import SAME
from plans.document.matching.wordings import Answers, Worded, alike, pair_of
from plans.models import Indicator, Plan
from plans.same_rows.models import RowMatch
from plans.same_rows.values import AskedPair, Use, Uses, Variant, WordingGroup
from plans.workshop.selectors import offices_planned_by

MOST_PLANS: Final = 600
"""Plans that one page looks through, in the order of the tree."""
MOST_PAIRS: Final = 100
"""Pairs that one page asks about, those of most plans first."""

_WORDS: Final = ("title", "unit", "method", "activity__title", "activity__objective__title")


def answers_for(office: Office) -> dict[tuple[str, str], Answer]:
    """What people said of rows that holds for the office: the nearest answer counts. One query."""
    above = [int(pk) for pk in office.path.split("/") if pk] or [office.pk]
    found = RowMatch.objects.filter(scope__in=above).order_by("scope__path")
    rows = found.values_list("first", "second", "answer")
    return {(first, second): Answer(answer) for first, second, answer in rows}


def scope_of(user: User) -> Office | None:
    """The office under which the user's answers hold: the topmost planned for, or their own."""
    access = access_of(user)
    planned = [scope.office for scope in access.planning]
    offices = Office.objects.filter(pk__in=planned or access.works_for)
    return offices.order_by("path").first()


def answers_given(user: User) -> list[RowMatch]:
    """What was answered under the user's office, the latest first: two queries."""
    scope = scope_of(user)
    if scope is None:
        return []
    return list(RowMatch.objects.filter(scope=scope).select_related("by")[:MOST_PAIRS])


def uses_of(user: User, *, years: Iterable[int], kind: str) -> dict[Worded, set[Use]]:
    """The wordings of the plans whose offices the user plans for, with who uses them: one query."""
    plans = Plan.objects.filter(
        office__in=offices_planned_by(user), fiscal_year__in=list(years), kind=kind
    ).order_by(ByName("office__"), "office", "-fiscal_year")
    chosen = list(plans.values_list("pk", flat=True)[:MOST_PLANS])
    rows = (
        Indicator.objects.filter(plan__in=chosen)
        .order_by("plan", "position")
        .values_list("plan", "plan__office", "plan__fiscal_year", *_WORDS)
    )
    uses: dict[Worded, set[Use]] = defaultdict(set)
    for plan, office, year, title, unit, method, activity, objective in rows:
        uses[Worded(title, unit, method, activity or objective)].add(Use(plan, office, year))
    return uses


def asked_pairs(user: User, *, year: int, kind: str) -> list[AskedPair]:
    """The wordings of the year and the one before that may be one row, not answered yet.

    Two that stand in one plan are two rows, and a row that a plan has already is not looked for
    among its others. Those that matter in most plans first, ``MOST_PAIRS`` at most.
    """
    scope = scope_of(user)
    if scope is None:
        return []
    answers = answers_for(scope)
    uses = _by_key(uses_of(user, years=(year, year - 1), kind=kind))
    pairs = alike(list(uses), list(uses), answers=answers)
    having = _having(uses, pairs)
    asked = {
        pair_of(one.key, other.key): AskedPair(
            one, other, likeness, len(uses[one]), len(uses[other])
        )
        for (one, other), likeness in pairs.items()
        if likeness < SAME
        and pair_of(one.key, other.key) not in answers
        and not _plans(uses[other]) <= having[one]
        and not _plans(uses[one]) <= having[other]
    }
    return sorted(asked.values(), key=lambda one: (-one.plans, -one.likeness))[:MOST_PAIRS]


def drifted(user: User, *, year: int, kind: str) -> list[WordingGroup]:
    """The rows that offices word in several ways in the year, those of most plans first."""
    scope = scope_of(user)
    if scope is None:
        return []
    uses = uses_of(user, years=(year,), kind=kind)
    groups = [
        WordingGroup(
            tuple(Variant(words, frozenset(uses[words])) for words in _usual(members, uses))
        )
        for members in _clusters(uses, answers_for(scope))
    ]
    merged = [_merged(group) for group in groups]
    return sorted((one for one in merged if one.differs_in), key=lambda one: -one.plans)


def group_named(user: User, name: str, *, year: int, kind: str) -> WordingGroup | None:
    """The group of that name; ``None`` where its wordings have changed since."""
    groups = drifted(user, year=year, kind=kind)
    return next((one for one in groups if one.name == name), None)


def _by_key(uses: Uses) -> dict[Worded, set[Use]]:
    """One wording for all that say the same words, the most usual one."""
    first: dict[str, Worded] = {}
    found: dict[Worded, set[Use]] = {}
    for words in _usual(uses, uses):
        known = first.setdefault(words.key, words)
        found.setdefault(known, set()).update(uses[words])
    return found


def _having(uses: Uses, pairs: Mapping[tuple[Worded, Worded], float]) -> dict[Worded, set[int]]:
    """The plans that have each wording's row already, in whatever words."""
    having = {words: _plans(own) for words, own in uses.items()}
    for (one, other), likeness in pairs.items():
        if likeness >= SAME:
            having[one] = having[one] | _plans(uses[other])
    return having


def _plans(uses: Set[Use]) -> set[int]:
    return {one.plan for one in uses}


def _usual(words: Iterable[Worded], uses: Uses) -> list[Worded]:
    return sorted(words, key=lambda one: (-len(uses[one]), one.title, one.unit, one.method))


def _clusters(uses: Uses, answers: Answers) -> Iterable[Sequence[Worded]]:
    """The wordings that are the same, joined from the surest pair on; never two of one plan."""
    home = {words: [words] for words in uses}
    plans = {words: _plans(own) for words, own in uses.items()}
    pairs = alike(list(uses), list(uses), answers=answers)
    surest = sorted(
        ((one, other) for (one, other), value in pairs.items() if value >= SAME and one != other),
        key=lambda pair: (-pairs[pair], pair[0].title, pair[1].title),
    )
    for one, other in surest:
        mine, theirs = home[one], home[other]
        if mine is theirs or any(
            plans[first] & plans[second] for first in mine for second in theirs
        ):
            continue
        if any(
            answers.get(pair_of(first.key, second.key)) is Answer.OTHER
            for first, second in combinations((*mine, *theirs), 2)
        ):
            continue
        mine.extend(theirs)
        for words in theirs:
            home[words] = mine
    return list({id(members): members for members in home.values()}.values())


def _merged(group: WordingGroup) -> WordingGroup:
    """The group with the wordings as a form shows them: what stands above a row is no part."""
    uses: dict[Worded, set[Use]] = {}
    for one in group.variants:
        uses.setdefault(replace(one.words, above=""), set()).update(one.uses)
    return WordingGroup(
        tuple(Variant(words, frozenset(uses[words])) for words in _usual(uses, uses))
    )
