"""Whether the lines of the history are those that the application wrote, all and in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from ledger.models import Change, Seal
from ledger.selectors import lines_of
from ledger.signing import RunningDigest, SignedLine, is_sealed

_SLACK: Final = timedelta(minutes=10)
"""So long may the statement that wrote a line have taken before its seal."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A line, or lines between two seals, that nobody vouches for; ``line`` is its id."""

    what: str
    line: int | None = None


@dataclass
class _Span:
    """The lines that one seal vouches for, or those since the last one."""

    after: int
    seal: Seal | None
    since: datetime | None
    found: RunningDigest = field(default_factory=RunningDigest)


def broken_lines(*, now: datetime) -> Iterator[Broken]:
    """What is wrong with the history itself; every line is read once, in two queries.

    ``now`` is the database's time: no line is of a later one.
    """
    seals = list(Seal.objects.all())
    yield from _broken_chain(seals)
    spans = _spans(seals)
    span = next(spans)
    signatures: set[str] = set()
    for line in lines_of(Change.objects.all()):
        while span.seal is not None and (line.id or 0) > span.seal.until:
            yield from _broken_span(span)
            span = next(spans)
        span.found.add(line)
        what = _broken_line(line, span, now=now)
        if not what and line.signature in signatures:
            what = "is a copy of another line"
        if what:
            yield Broken(what, line.id)
        if line.signature:
            signatures.add(line.signature)
    while span.seal is not None:
        yield from _broken_span(span)
        span = next(spans)


def forged(lines: Iterable[SignedLine]) -> Iterator[SignedLine]:
    """Of some lines those that the application did not write; one query for the seal that took
    over the oldest.
    """
    taken = Seal.objects.filter(takes_over=True).order_by("number").last()
    since = taken.until if taken else 0
    for line in lines:
        if (line.id or 0) > since and not (line.is_of_now or line.is_of_its_moment):
            yield line


def _broken_chain(seals: Sequence[Seal]) -> Iterator[Broken]:
    """Seals that are missing, or not those that this installation made one after the other.

    Those before the last one that took over may be of another key: it vouches for their lines.
    """
    begin = max((at for at, seal in enumerate(seals) if seal.takes_over), default=0)
    before = seals[begin - 1].signature if begin else ""
    for at, seal in enumerate(seals):
        if seal.number != at + 1:
            yield Broken(f"seal {at + 1} is not there")
            return
        if at < begin:
            continue
        if not is_sealed(seal, before=before):
            yield Broken(f"seal {seal.number} is not one that this installation made")
        before = seal.signature


def _spans(seals: Sequence[Seal]) -> Iterator[_Span]:
    begin = max((at for at, seal in enumerate(seals) if seal.takes_over), default=0)
    after, since = 0, None
    for seal in seals[begin:]:
        yield _Span(after, seal, since)
        after, since = seal.until, seal.at
    yield _Span(after, None, since)


def _broken_span(span: _Span) -> Iterator[Broken]:
    seal = span.seal
    if seal is None or (span.found.lines, span.found.text) == (seal.lines, seal.digest):
        return
    between = f"of the lines {span.after + 1} to {seal.until}, sealed at {seal.at:%Y-%m-%d %H:%M},"
    if span.found.lines == seal.lines:
        yield Broken(f"{between} one or more were altered since")
    else:
        yield Broken(f"{between} there were {seal.lines} and are {span.found.lines}")


def _broken_line(line: SignedLine, span: _Span, *, now: datetime) -> str:
    """What is wrong with the line; nothing if the seal that took it over has to say."""
    if span.seal is not None and span.seal.takes_over:
        return ""
    if line.is_of_now:
        until = span.seal.at if span.seal else now
        is_early = span.since is not None and line.at is not None and line.at + _SLACK < span.since
        is_late = line.at is not None and line.at - _SLACK > until
        return "has a time at which it was not written" if is_early or is_late else ""
    if line.is_of_its_moment:
        return ""
    return "was altered, or not written by the application" if line.signature else "is not signed"
