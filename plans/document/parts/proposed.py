"""What parts say by themselves where nobody has written them: from the agreement's own table."""

from __future__ import annotations

from collections.abc import Sequence

from numerals import Language, localize_digits
from plans.document.parts.kinds import Part
from plans.document.parts.values import AgreementText, Content, Rows
from plans.document.values import IndicatorEntry, PlanDocument


def proposed(document: PlanDocument, *, language: Language) -> dict[Part, Content]:
    """The objectives, and how each indicator is measured and proven, in that language's words."""
    return {
        Part.OBJECTIVES: "\n".join(
            _coded(one.code, one.title, language=language) for one in document.objectives
        ),
        Part.MEASUREMENT: tuple(_measured(entry, language) for entry in document.indicators),
    }


def completed(text: AgreementText, document: PlanDocument, *, language: Language) -> AgreementText:
    """``text`` as it is printed: what nobody has written says what is proposed."""
    return text.with_parts(
        {
            part: content
            for part, content in proposed(document, language=language).items()
            if not text.said.get(part)
        }
    )


def with_missing_rows(rows: Rows, others: Sequence[tuple[str, ...]]) -> Rows:
    """``rows``, and behind them those of ``others`` whose first cell none of them has."""
    there = {row[0] for row in rows}
    return (*rows, *(row for row in others if row[0] not in there))


def _measured(entry: IndicatorEntry, language: Language) -> tuple[str, ...]:
    how = [entry.method.label[language]] if entry.method else []
    how += [entry.unit] if entry.unit else []
    return (
        _coded(entry.code, entry.title, language=language),
        entry.responsible,
        ", ".join(how),
        entry.evidence,
    )


def _coded(code: str | None, title: str, *, language: Language) -> str:
    return f"[{localize_digits(code, language=language)}] {title}" if code else title
