"""What a button of the editor asks for, as changes of the draft: of the page and of its script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from numerals import Unreadable, parse_number
from plans.document.draft.changes import Change, SetColumns
from plans.document.draft.composed import TierRule, TierStep, renumbered, tiers_by_rule
from plans.document.draft.fields import heading_in
from plans.document.draft.findings import fixes_together
from plans.document.draft.problems import DraftProblem
from plans.document.draft.values import DraftPlan
from plans.workshop.offers import meanings_of
from plans.workshop.page import fix_by_token
from plans.workshop.typed import asked_of_row, number_in
from presentation.figures import sentence


class NotSo(Exception):
    """What was asked for cannot be done; the text says why, in the reader's language."""


def changes_asked(
    draft: DraftPlan,
    problems: Sequence[DraftProblem],
    *,
    act: str,
    what: str,
    typed: Mapping[str, object],
) -> tuple[Change, ...]:
    """The changes of the button ``act`` on ``what``; none where what it speaks of is gone.

    Raises ``NotSo`` where more is needed than was typed.
    """
    match act:
        case "fix":
            fix = fix_by_token(problems, what)
            return tuple(fix.changes) if fix else ()
        case "renumber":
            return tuple(renumbered(draft))
        case "tiers":
            return tuple(tiers_by_rule(draft, [_key(what)], _rule(typed)))
        case "all":
            rule, _dot, name = what.rpartition(".")
            return fixes_together(problems, rule=rule, fix=name)
        case "leave-out":
            return _left_out(draft, what)
        case _:
            return asked_of_row(draft, act, _key(what))


def _key(what: str) -> int:
    """The key of a row; 0 is none's."""
    return number_in(what) or 0


def _rule(typed: Mapping[str, object]) -> TierRule:
    amount = parse_number(str(typed.get("rule-amount", "")))
    if isinstance(amount, Unreadable):
        raise NotSo(sentence(amount.message))
    if not isinstance(amount, Decimal) or amount <= 0:
        raise NotSo(_("Enter by how much the targets go down or up, such as 5."))
    try:
        how = TierStep(str(typed.get("rule-how", "")))
    except ValueError as error:
        raise NotSo(_("Choose a rule.")) from error
    return TierRule(how, amount)


def _heading_at(draft: DraftPlan, what: str) -> str | None:
    """The column without a meaning of that number."""
    unknown = [key for key in draft.columns if heading_in(key) is not None]
    number = _key(what)
    return unknown[number] if number < len(unknown) else None


def meaning_asked(draft: DraftPlan, what: str, typed: Mapping[str, object]) -> tuple[str, str]:
    """The column that a meaning was chosen for, and the field that it is.

    Raises ``NotSo`` where none was chosen that it may have, or the column is gone.
    """
    key, meaning = _heading_at(draft, what), str(typed.get(f"meaning-{what}", ""))
    if key is None or meaning not in {one for one, _name in meanings_of(draft)}:
        raise NotSo(_("Choose what the column holds."))
    return key, meaning


def _left_out(draft: DraftPlan, what: str) -> tuple[Change, ...]:
    key = _heading_at(draft, what)
    columns = tuple(one for one in draft.columns if one != key)
    return () if key is None else (SetColumns(columns, draft.columns),)
