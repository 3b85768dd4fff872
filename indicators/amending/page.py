"""An amendment as its page shows it: row by row, old and new, and the months by both versions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from indicators.comparing.page import ComparedRow, RowDifference, ShownField, shown_field
from indicators.comparing.scoring import scores_by_both
from indicators.comparing.values import BothScores, Side, Wanted
from numerals import Message, Month
from plans.agreements.findings import PlanFinding, stopping
from plans.amending.models import Amendment
from plans.amending.selectors import outcome_of
from plans.amending.values import AskedRow
from plans.document.comparing import FieldChange, difference
from plans.document.comparing.words import BLANK, name_of_field
from plans.document.draft import amending
from plans.document.draft.amending import PLACE, AmendedRow
from plans.document.draft.document import Told, document_of
from plans.document.draft.fields import TIER_FIELDS, field_of
from plans.document.draft.values import DraftPlan, DraftRow
from plans.document.matching import Matching, Pair
from presentation.figures import digits, sentence

_CAME: Mapping[amending.Came, RowDifference] = {
    amending.Came.ADDED: RowDifference.ADDED,
    amending.Came.REMOVED: RowDifference.REMOVED,
    amending.Came.CHANGED: RowDifference.CHANGED,
}


@dataclass(frozen=True, slots=True)
class AskedOnPage:
    """A row to be decided on, as it is shown, with what was said of it."""

    asked: AskedRow
    shown: ComparedRow


@dataclass(frozen=True)
class AmendmentPage:
    """What an amendment changes, and what both versions make of the months that were reported.

    ``findings`` are the errors that it makes with the rows of the keys ``agreed``.
    """

    amendment: Amendment
    rows: tuple[AskedOnPage, ...]
    scores: Mapping[Month, BothScores]
    findings: tuple[PlanFinding, ...]
    agreed: tuple[int, ...]

    @property
    def stopping(self) -> list[PlanFinding]:
        """The errors that stand in its way."""
        return stopping(self.findings)

    @property
    def let_stand(self) -> list[PlanFinding]:
        """The errors that a planner lets stand."""
        return [one for one in self.findings if not one.stops]

    @property
    def softer(self) -> int:
        """How many rows have a target that becomes easier."""
        return sum(one.shown.is_softer for one in self.rows)


def amendment_page(
    amendment: Amendment, rows: tuple[AskedRow, ...], *, agreed: Collection[int] | None = None
) -> AmendmentPage:
    """The page of ``rows``, with the errors that those of the keys ``agreed`` make, else all:
    nine queries, for the figures, the rules and what is let stand.
    """
    base, proposed = amendment.before, amendment.draft.value
    before, after = document_of(base), document_of(proposed)
    targets = _targets(before, after)
    old, new = (_side(amendment, told) for told in (before, after))
    keys = tuple(one.key for one in rows) if agreed is None else tuple(agreed)
    _plan, scores = scores_by_both(old, new, _same(before, after))
    return AmendmentPage(
        amendment=amendment,
        rows=tuple(
            AskedOnPage(one, _shown(one.row, base, proposed, targets.get(one.key, {})))
            for one in rows
        ),
        scores=scores,
        findings=outcome_of(amendment, keys).new if keys else (),
        agreed=keys,
    )


def _side(amendment: Amendment, told: Told) -> Side:
    """The plan before or after as one side of a comparison; new rows have no figures."""
    plan = amendment.plan
    identities = amendment.draft.identities
    names = {one.row for one in told.document.indicators}
    return Side(
        wanted=Wanted(plan.at, amendment.from_version),
        plan=plan,
        document=told.document.promised(),
        ids={
            name: identities[str(key)]
            for name, key in told.keys.items()
            if name in names and str(key) in identities
        },
        rules=plan.rule_set,
        version=amendment.from_version,
    )


def _same(before: Told, after: Told) -> Matching:
    """Rows are the same that have one key."""
    names = {key: name for name, key in before.keys.items()}
    pairs = (Pair(names[key], name, 1.0) for name, key in after.keys.items() if key in names)
    olds = {one.row for one in before.document.indicators}
    news = {one.row for one in after.document.indicators}
    same = tuple(one for one in pairs if one.old in olds and one.new in news)
    return Matching(same, (), (), ())


def _targets(before: Told, after: Told) -> dict[int, dict[str, FieldChange]]:
    """The targets that change, by the row's key and the tier."""
    found = difference(before.document, after.document, matching=_same(before, after))
    changes: dict[int, dict[str, FieldChange]] = {}
    for one in found.changed:
        if one.field in TIER_FIELDS:
            changes.setdefault(after.keys[one.row], {})[one.field] = one
    return changes


def _shown(
    row: AmendedRow, base: DraftPlan, proposed: DraftPlan, targets: Mapping[str, FieldChange]
) -> ComparedRow:
    named = row.row
    if named is None:
        fields = tuple(_head(row, base, proposed))
        return ComparedRow(RowDifference.CHANGED, "", _("The plan as a whole"), fields)
    came = RowDifference.MOVED if row.fields == (PLACE,) else _CAME[row.came]
    names = row.fields or tuple(named.cells)
    return ComparedRow(
        came=came,
        code=named.said("code"),
        title=named.said("title"),
        fields=tuple(_field(row, name, base, proposed, targets) for name in names),
    )


def _head(row: AmendedRow, base: DraftPlan, proposed: DraftPlan) -> Iterator[ShownField]:
    names = {"title": "title", "heading": "office", "total": "weight"}
    for name in row.fields:
        label = sentence(_TOTAL if name == "total" else name_of_field(names[name]))
        yield ShownField(
            label, digits(getattr(base, name)) or BLANK, digits(getattr(proposed, name)) or BLANK
        )


_TOTAL = Message(bn="মোট মান", en="total weight")


def _field(
    row: AmendedRow,
    name: str,
    base: DraftPlan,
    proposed: DraftPlan,
    targets: Mapping[str, FieldChange],
) -> ShownField:
    if name in targets:
        return shown_field(targets[name])
    if name == PLACE:
        label = sentence(name_of_field(PLACE))
        return ShownField(label, _above(base, row.key), _above(proposed, row.key))
    named = row.row
    known = field_of(named.level, name) if named else None
    label = sentence(known.label) if known else name
    return ShownField(label, _said(row.old, name), _said(row.new, name))


def _said(row: DraftRow | None, name: str) -> str:
    return digits(row.said(name)) or BLANK if row is not None else ""


def _above(draft: DraftPlan, key: int) -> str:
    """What a row stands beneath, by codes or titles."""
    for row, objective, activity in draft.with_parents():
        if row.key == key:
            above = [one.said("code") or one.said("title") for one in (objective, activity) if one]
            return digits(" › ".join(above)) or BLANK
    return BLANK
