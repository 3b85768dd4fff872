"""``manage.py compare_plans A B``: what differs between two plans, and what became easier.

Each is ``office/year/kind`` as it stands, or with ``@2`` its second agreed version. ``--json``
prints ``{"added": [row], "removed": [row], "changed": [{"row", "field", "old", "new",
"softened"}], "scores": {"2024-09": {"old", "new"}}}``.

Rows are named as in B (those removed as in A). A row that stands under another activity has
changed in ``place``; what stands above the rows has changed in ``objective-title`` and the like,
the plan's own head in a row without a name. ``softened`` is true, false, or null where that
cannot be told. Scores are those of the months reported of B (of A, where none was of B) by what
each promises, out of 100, to two decimals. Figures are canonical strings, days ISO.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from indicators.comparing.selectors import compared, side_of, wanted_from
from indicators.comparing.values import Comparison, Side
from indicators.scoring.precision import rounded
from numerals import Message, localize_digits, score_places
from plans.document.comparing import FieldChange, Softening, amount_of
from plans.document.comparing.words import BLANK, eased, name_in_row, name_of_field, plain, said
from plans.management.database import database_at_hand
from plans.models import Plan

_NO_PLAN: Final = Message(
    bn="“{address}” নামে কোনো চুক্তি নেই; কার্যালয়/অর্থবছর/ধরন লিখুন, যেমন khulna/2023-24/apa, "
    "সম্মত সংস্করণের জন্য khulna/2023-24/apa@1।",
    en="There is no plan “{address}”. Write office/year/kind, such as khulna/2023-24/apa, or "
    "khulna/2023-24/apa@1 for an agreed version.",
)
_SAME: Final = Message(bn="কোনো পার্থক্য নেই।", en="No differences.")
_ADDED: Final = Message(bn="নতুন সূচক", en="New indicators")
_REMOVED: Final = Message(bn="বাদ পড়া সূচক", en="Indicators left out")
_ASKED: Final = Message(
    bn="একই সূচক কি না দেখুন: {old} ↔ {new}", en="May be the same indicator: {old} ↔ {new}"
)
_SCORE: Final = Message(bn="{month}: স্কোর {old} → {new}", en="{month}: score {old} → {new}")


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
            old, new = (_side(options[name], language=language) for name in ("old", "new"))
            found = compared(old, new)
        if options["json"]:
            self.stdout.write(json.dumps(_data(found), ensure_ascii=False, indent=2))
            return
        for line in _lines(found, language=language):
            self.stdout.write(line)


def _side(address: str, *, language: str) -> Side:
    try:
        return side_of(Plan.objects.all(), wanted_from(address))
    except (Plan.DoesNotExist, ValueError):
        raise CommandError(_NO_PLAN[language].format(address=address)) from None


def _score(normalised: Decimal | None) -> str | None:
    places = score_places()
    return None if normalised is None else f"{rounded(normalised, places):.{places}f}"


def _data(found: Comparison) -> dict[str, Any]:
    return {
        "added": list(found.difference.added),
        "removed": list(found.difference.removed),
        "changed": [
            {
                "row": change.row,
                "field": _field(change.field),
                "old": plain(change.old),
                "new": plain(change.new),
                "softened": None if change.softening is None else _is_softer(change),
            }
            for change in found.changes
        ],
        "scores": {
            str(month): {"old": _score(both.old), "new": _score(both.new)}
            for month, both in found.scores.items()
        },
    }


def _field(name: str) -> str:
    """A field's name as the columns of a form that was read are named: ``target-100``."""
    return f"target-{name[1:]}" if name[0] == "t" and name[1:].isdigit() else name


def _is_softer(change: FieldChange) -> bool:
    return change.softening is Softening.SOFTER


def _lines(found: Comparison, *, language: str) -> Iterator[str]:
    difference = found.difference
    if difference.is_empty:
        yield _SAME[language]
    for name, rows in ((_ADDED, difference.added), (_REMOVED, difference.removed)):
        if rows:
            yield f"{name[language]}: {localize_digits(', '.join(rows), language=language)}"
    for pair in found.asked:
        sentence = _ASKED[language].format(old=pair.old, new=pair.new)
        yield localize_digits(sentence, language=language)
    for change in found.changes:
        yield _change_line(change, language=language)
    for month, both in found.scores.items():
        old, new = (_score(one) or BLANK for one in (both.old, both.new))
        sentence = _SCORE[language].format(month=month, old=old, new=new)
        yield localize_digits(sentence, language=language)


def _change_line(change: FieldChange, *, language: str) -> str:
    name = name_in_row(change.field) if change.row else name_of_field(change.field)
    old, new = (said(value, language=language) for value in (change.old, change.new))
    row = f"{localize_digits(change.row, language=language)} · " if change.row else ""
    end = ""
    if change.softening is not None:
        end = f" ({eased(change.softening, amount_of(change), language=language)})"
    return f"{row}{name[language]}: {old} → {new}{end}"
