"""A piece of evidence is looked through by a process of its own (``spreadsheets.apart``).

    python -m indicators.returns.evidence.apart < FILE

writes a line of JSON, then the bytes to keep if they are not those that were sent.
"""

from __future__ import annotations

import json
import sys
from typing import Final

from indicators.returns.evidence import refusals
from indicators.returns.evidence.content import at_a_glance, examine, is_pdf
from indicators.returns.evidence.kinds import Content, FileKind
from numerals import Message
from spreadsheets.apart import take_no_more, worked_apart

_DRAWING: Final = ("PIL", "fontTools")
"""What pypdf loads if it is there, to draw with: half of its start, and no look needs it."""


def examine_apart(data: bytes) -> Content | Message:
    """What ``examine`` says of an uploaded file, within the bounds of a process of its own."""
    if refused := at_a_glance(data):
        return refused
    found = worked_apart(__spec__.name, data)
    if found is None:
        return refusals.TOO_INTRICATE
    said, _, kept = found.partition(b"\n")
    verdict = json.loads(said)
    if "refusal" in verdict:
        return Message(**verdict["refusal"])
    return Content(FileKind(verdict["kind"]), kept or data, verdict["look"])


def _main() -> None:
    take_no_more()
    data = sys.stdin.buffer.read()
    if is_pdf(data):
        for library in _DRAWING:
            sys.modules[library] = None  # type: ignore[assignment]  # as if it were not there
    found, kept = examine(data), b""
    said: dict[str, object] = {}
    if isinstance(found, Message):
        said["refusal"] = {"bn": found.bn, "en": found.en}
    else:
        said |= {"kind": found.kind, "look": found.look}
        kept = b"" if found.data is data else found.data
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + kept)


if __name__ == "__main__":
    _main()
