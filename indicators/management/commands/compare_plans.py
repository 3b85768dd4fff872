"""``manage.py compare_plans A B``: what differs between two plans, and what became easier.

Each is ``office/year/kind``, with ``@2`` for its second version. ``--json`` prints
``{"added": [row], "removed": [row], "moved": [row], "asked": [{"old", "new", "likeness"}],
"changed": [{"row", "field", "old", "new", "softened"}], "scores": {"2024-09": {"old", "new"}}}``.
Rows are named as in B (those removed, and ``old``, as in A); ``softened`` is true, false, or null
where that cannot be told; scores are out of 100 as stored, to two decimals. Figures are canonical
strings, days ISO.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from indicators.returns.models import Score
from indicators.scoring.precision import SCORE_PLACES, rounded
from numerals import NIL, Message, Month, canonical, format_figure, localize_digits
from plans.document.comparing import Difference, FieldChange, Softening, difference
from plans.document.matching import Matching, matched
from plans.document.values import PlanDocument
from plans.management.database import database_at_hand
from plans.models import Plan
from plans.selectors import indicators_of, plan_by_address, plan_document

_NO_PLAN: Final = Message(
    bn="“{address}” নামে কোনো চুক্তি নেই; কার্যালয়/অর্থবছর/ধরন লিখুন, যেমন khulna/2023-24/apa।",
    en="There is no plan “{address}”. Write office/year/kind, such as khulna/2023-24/apa.",
)
_SAME: Final = Message(bn="কোনো পার্থক্য নেই।", en="No differences.")
_ADDED: Final = Message(bn="নতুন সূচক", en="New indicators")
_REMOVED: Final = Message(bn="বাদ পড়া সূচক", en="Indicators left out")
_MOVED: Final = Message(bn="অন্য কার্যক্রমের অধীনে নেওয়া", en="Moved under another activity")
_ASKED: Final = Message(
    bn="একই সূচক কি না দেখুন: {old} ↔ {new}", en="May be the same indicator: {old} ↔ {new}"
)
_EASED: Final = {
    Softening.SOFTER: Message(bn="সহজ হয়েছে", en="became easier"),
    Softening.STRICTER: Message(bn="কঠিন হয়েছে", en="became harder"),
}
_FIELDS: Final[Mapping[str, Message]] = {
    "row": Message(bn="নাম", en="name"),
    "code": Message(bn="কোড", en="code"),
    "title": Message(bn="সূচক", en="indicator"),
    "unit": Message(bn="একক", en="unit"),
    "weight": Message(bn="মান", en="weight"),
    "method": Message(bn="গণনা পদ্ধতি", en="calculation method"),
    **{
        f"t{tier}": Message(
            bn=f"{localize_digits(str(tier), language='bn')}% লক্ষ্যমাত্রা", en=f"{tier}% target"
        )
        for tier in (100, 90, 80, 70, 60)
    },
    "baselines": Message(bn="ভিত্তিবছর", en="baselines"),
    "projections": Message(bn="প্রক্ষেপণ", en="projections"),
    "evidence": Message(bn="প্রমাণক", en="evidence"),
    "responsible": Message(bn="দায়িত্বপ্রাপ্ত", en="responsible"),
    "remarks": Message(bn="মন্তব্য", en="remarks"),
}
_SCORE: Final = Message(bn="{month}: স্কোর {old} → {new}", en="{month}: score {old} → {new}")
_BLANK: Final = "–"


class Command(BaseCommand):
    """Compare two stored plans: of two years, two offices or two versions."""

    help = "Compare two plans: what came, went, changed and became easier, and their scores."

    def add_arguments(self, parser: ArgumentParser) -> None:
        for name in ("old", "new"):
            parser.add_argument(
                name, metavar="PLAN", help="office/year/kind, such as khulna/2023-24/apa@1"
            )
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument("--lang", choices=("bn", "en"), default="bn", help="bn (default) or en")

    def handle(self, *_args: Any, **options: Any) -> None:
        language: str = options["lang"]
        with database_at_hand(language=language):
            plans = [_plan(options[name], language=language) for name in ("old", "new")]
            old, new = (plan_document(plan, indicators_of(plan)) for plan in plans)
            scores = _scores(*plans)
        matching = _matching(old, new)
        found = difference(old, new, matching=matching)
        if options["json"]:
            data = _data(found, matching, scores)
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
            return
        for line in _lines(found, matching, scores, language=language):
            self.stdout.write(line)


def _plan(address: str, *, language: str) -> Plan:
    try:
        return plan_by_address(address)
    except Plan.DoesNotExist:
        raise CommandError(_NO_PLAN[language].format(address=address)) from None


def _matching(old: PlanDocument, new: PlanDocument) -> Matching:
    """Which rows are the same; of two equal plans nothing is asked."""
    found = matched(old, new)
    return found if old != new else Matching(found.same, (), (), ())


def _scores(old: Plan, new: Plan) -> dict[Month, tuple[str | None, str | None]]:
    """The stored scores of both by months of the year: those of two years stand side by side."""
    found: dict[Month, list[str | None]] = {}
    for place, plan in enumerate((old, new)):
        for score in Score.objects.filter(plan=plan).order_by("month"):
            shift = 12 * (new.span.start - plan.span.start)
            month = score.month.plus(shift)
            both = found.setdefault(month, [None, None])
            both[place] = None if score.normalised is None else _score(score.normalised)
    return {month: (both[0], both[1]) for month, both in sorted(found.items())}


def _score(normalised: Decimal) -> str:
    return f"{rounded(normalised, SCORE_PLACES):.{SCORE_PLACES}f}"


def _data(
    found: Difference, matching: Matching, scores: Mapping[Month, tuple[str | None, str | None]]
) -> dict[str, Any]:
    return {
        "added": list(found.added),
        "removed": list(found.removed),
        "moved": list(found.moved),
        "asked": [
            {"old": pair.old, "new": pair.new, "likeness": round(pair.likeness, 2)}
            for pair in matching.asked
        ],
        "changed": [
            {
                "row": change.row,
                "field": _field(change.field),
                "old": _plain(change.old),
                "new": _plain(change.new),
                "softened": None if change.softening is None else _is_softer(change),
            }
            for change in found.changed
        ],
        "scores": {str(month): {"old": old, "new": new} for month, (old, new) in scores.items()},
    }


def _field(name: str) -> str:
    """A field's name as the columns of a form that was read are named: ``target-100``."""
    return f"target-{name[1:]}" if name[0] == "t" and name[1:].isdigit() else name


def _is_softer(change: FieldChange) -> bool:
    return change.softening is Softening.SOFTER


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str):
        return None if value is None else str(value.value if isinstance(value, Enum) else value)
    if value is NIL:
        return "-"
    if isinstance(value, Decimal | date):
        return canonical(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return str(value)


def _lines(
    found: Difference,
    matching: Matching,
    scores: Mapping[Month, tuple[str | None, str | None]],
    *,
    language: str,
) -> Iterator[str]:
    if found.is_empty:
        yield _SAME[language]
    for name, rows in ((_ADDED, found.added), (_REMOVED, found.removed), (_MOVED, found.moved)):
        if rows:
            yield f"{name[language]}: {localize_digits(', '.join(rows), language=language)}"
    for pair in matching.asked:
        sentence = _ASKED[language].format(old=pair.old, new=pair.new)
        yield localize_digits(sentence, language=language)
    for change in found.changed:
        yield _change_line(change, language=language)
    for month, (old, new) in scores.items():
        sentence = _SCORE[language].format(month=month, old=old or _BLANK, new=new or _BLANK)
        yield localize_digits(sentence, language=language)


def _change_line(change: FieldChange, *, language: str) -> str:
    field = _FIELDS.get(change.field)
    name = change.field if field is None else field[language]
    old, new = (_shown(value, language=language) for value in (change.old, change.new))
    eased = f" ({_EASED[change.softening][language]})" if change.softening else ""
    return f"{localize_digits(change.row, language=language)} · {name}: {old} → {new}{eased}"


def _shown(value: Any, *, language: str) -> str:
    if value is None or value == "":
        return _BLANK
    if isinstance(value, Decimal | date):
        return format_figure(value, language=language)
    plain = _plain(value)
    text = plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)
    return localize_digits(text, language=language)
