"""What stands above the rows: total, office, kind and year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from numerals import FiscalYearSpan, localize_digits
from plans.document.bilingual import shown
from plans.document.draft.carried import retitled
from plans.document.draft.fixes.fixing import Fixing, fix
from plans.document.draft.problems import Fix
from plans.document.reader.heading import fiscal_years_in
from plans.document.reader.kinds import kind_in


def stated_total(fixing: Fixing) -> Iterator[Fix]:
    """The total that the indicators make."""
    weights = [one.weight for one in fixing.told.document.indicators if one.weight is not None]
    total = sum(weights, Decimal(0))
    made = shown(total)
    yield fix(
        "total-of-indicators",
        bn=f"মোট মান {made.bn} লিখুন",
        en=f"Make the total {made.en}",
        why_bn="সূচকগুলোর মান যোগ করলে তাই হয়।",
        why_en="So much the indicators' weights make.",
        changes=fixing.head("total", fixing.number(total)),
    )


def other_office(fixing: Fixing) -> Iterator[Fix]:
    """The chosen office's name in the heading."""
    if not fixing.office_names:
        return
    bn, en = fixing.office_names[0], fixing.office_names[1:2] or fixing.office_names[:1]
    name = bn if fixing.draft.language == "bn" else en[0]
    yield fix(
        "heading-of-office",
        bn=f"শিরোনামে “{bn}” লিখুন",
        en=f"Make the heading “{en[0]}”",
        why_bn="এই কার্যালয়টিই বাছাই করা হয়েছে।",
        why_en="That is the office that was chosen.",
        changes=fixing.head("heading", name),
    )


def other_kind(fixing: Fixing) -> Iterator[Fix]:
    """The kind that the title names."""
    said = kind_in(fixing.draft.title)
    if said is not None:
        yield fix(
            "kind-of-title",
            bn=f"ধরন {said.named.bn} করুন",
            en=f"Make it: {said.named.en}",
            why_bn="শিরোনামে তাই লেখা আছে।",
            why_en="So the title says.",
            changes=fixing.head("kind", said.value),
        )


def other_year(fixing: Fixing) -> Iterator[Fix]:
    """The chosen year in the title, or the year of the title."""
    chosen: FiscalYearSpan | None = fixing.draft.fiscal_year
    titled = fiscal_years_in(fixing.draft.title)
    if chosen is None or len(titled) != 1:
        return
    title = retitled(fixing.draft.title, chosen)
    year = next(iter(titled))
    bn, en = (localize_digits(str(chosen), language=one) for one in ("bn", "en"))
    yield fix(
        "title-of-year",
        bn=f"শিরোনামে {bn} লিখুন",
        en=f"Write {en} in the title",
        why_bn="এই অর্থবছরটিই বাছাই করা হয়েছে।",
        why_en="That is the year that was chosen.",
        changes=fixing.head("title", title),
    )
    bn, en = (localize_digits(str(year), language=one) for one in ("bn", "en"))
    yield fix(
        "year-of-title",
        bn=f"অর্থবছর {bn} করুন",
        en=f"Make the fiscal year {en}",
        why_bn="শিরোনামে তাই লেখা আছে।",
        why_en="So the title says.",
        changes=fixing.head("fiscal_year", str(year)),
    )
