"""Whether files of evidence, what was found in them and their removal are as the history tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import chain, zip_longest
from typing import Final, NamedTuple

from indicators.audit.doubts import Unexplained, is_other_day, on_day
from indicators.returns.evidence.digests import file_digest, verdict_digest
from indicators.returns.evidence.history_text import (
    ToldFile,
    file_text,
    read_file,
    read_verdict,
    verdict_text,
)
from indicators.returns.evidence.models import Evidence
from ledger.models import Change, ChangedField
from numerals import Month
from plans.models import Plan

_READ: Final[dict[str, Callable[[str], ToldFile]]] = {
    ChangedField.EVIDENCE: read_file,
    ChangedField.VERDICT: read_verdict,
}

FIELDS: Final = tuple(_READ)
"""What the history says of evidence."""

_Key = tuple[Month | None, int | None, str, str]
"""Month, indicator by id, the hash of a file, and the field."""


_Pair = tuple[Change | None, _Key, str | None, str | None]
"""The line that told last, its place, what the history says, and what is stored."""


class _KeptFile(NamedTuple):
    """What is stored of a file, as the history would say it."""

    text: str | None
    digest: str
    at: datetime | None


def unexplained_evidence(plan: Plan, told: Sequence[Change]) -> Iterator[Unexplained]:
    """Files and verdicts that were altered, added or taken out past the services: one query."""
    changes = [one for one in told if one.field in _READ]
    files = Evidence.objects.filter(indicator__plan=plan).select_related("indicator")
    by_removal = list(files.order_by("removed_at"))
    rows: dict[int | None, str] = {one.indicator_id: one.indicator.row for one in by_removal}
    rows |= {one.indicator_id: one.row for one in changes}
    present = [one for one in by_removal if one.removed_at is None]
    removed = [one for one in by_removal if one.removed_at is not None]
    for line, key, known, found in chain(_present(changes, present), _removed(changes, removed)):
        if known != found:
            month, indicator, _, name = key
            by = str(line.by or "") if line else ""
            yield Unexplained(plan.address, str(month), rows[indicator], name, known, found, by)


def _present(changes: Sequence[Change], files: Sequence[Evidence]) -> Iterator[_Pair]:
    """Each file that is there, and what was found in it."""
    last = {_key(one): one for one in changes}
    added = {_key(one): one for one in changes if one.after is not None}
    stored: dict[_Key, _KeptFile] = {}
    for file in files:
        verdict = verdict_text(file, file.verdict)
        stored[_place(file)] = _KeptFile(file_text(file), file_digest(file), file.uploaded_at)
        stored[_place(file, ChangedField.VERDICT)] = _KeptFile(
            verdict, verdict_digest(file), file.judged_at
        )
    for key in {**last, **stored}:
        yield last.get(key), key, *_unlike(last.get(key), added.get(key), stored.get(key))


def _removed(changes: Sequence[Change], files: Sequence[Evidence]) -> Iterator[_Pair]:
    """Who took a file away, and when, and what it was."""
    added = {one.digest: one for one in changes if one.after is not None}
    told: dict[_Key, list[Change]] = {}
    for one in changes:
        if one.after is None and one.field == ChangedField.EVIDENCE:
            told.setdefault(_key(one), []).append(one)
    stored: dict[_Key, list[Evidence]] = {}
    for file in files:
        stored.setdefault(_place(file), []).append(file)
    # One that was taken away without a line is told of as one that is gone.
    for key, lines in told.items():
        for line, file in zip_longest(lines, stored.get(key, ())[: len(lines)]):
            known = f"removed by {line.by_id}"
            found = f"removed by {file.removed_by_id}" if file else None
            begun = added.get(file_digest(file)) if file else None
            if (
                file
                and "" not in added
                and (begun is None or is_other_day(begun.at, file.uploaded_at))
            ):
                found = f"{found}, with other words about it"
            elif file and is_other_day(line.at, file.removed_at):
                known, found = on_day(known, line.at), on_day(found, file.removed_at)
            yield line, key, known, found


def _place(file: Evidence, field: ChangedField = ChangedField.EVIDENCE) -> _Key:
    return file.month, file.indicator_id, file.sha256, field.value


def _key(change: Change) -> _Key:
    told = _READ[change.field](change.after or change.before or "")
    return change.of_month, change.indicator_id, told.sha256, change.field


def _unlike(
    last: Change | None, added: Change | None, stored: _KeptFile | None
) -> tuple[str | None, str | None]:
    """What the history says last of a file and what is stored; the same where they agree."""
    known = last.after if last else None
    found = stored.text if stored else None
    if known != found or found is None or added is None or stored is None:
        return known, found
    if added.digest not in ("", stored.digest):
        return f"{known}, with other words about it", found
    if is_other_day(added.at, stored.at):
        return on_day(known, added.at), on_day(found, stored.at)
    return known, found
