"""A file is looked through by a process of its own, which may take only so much.

Whatever someone's file does to the libraries that read it, it ends with that process: after
seconds of work or too much memory it is stopped, and the file refused. The process knows neither
the database nor the settings.

    python -m indicators.returns.evidence.apart < FILE

writes a line of JSON, then the bytes to keep if they are not those that were sent.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Final

from indicators.returns.evidence import refusals
from indicators.returns.evidence.content import at_a_glance, examine, is_pdf
from indicators.returns.evidence.kinds import Content, FileKind
from numerals import Message

logger = logging.getLogger(__name__)

SECONDS_OF_WORK: Final = 5
PATIENCE: Final = 20
"""Seconds until it is stopped on a machine that has no time for it."""

MOST_MEMORY: Final = 768 * 1024 * 1024

_DRAWING: Final = ("PIL", "fontTools")
"""What pypdf loads if it is there, to draw with: half of its start, and no look needs it."""

_ROOT: Final = Path(__file__).resolve().parents[3]


def examine_apart(data: bytes) -> Content | Message:
    """What ``examine`` says of an uploaded file, within the bounds of a process of its own."""
    if refused := at_a_glance(data):
        return refused
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-s", "-m", __spec__.name],
            input=data,
            capture_output=True,
            cwd=_ROOT,
            env={"PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=PATIENCE,
            check=True,
        )
    except subprocess.TimeoutExpired:
        logger.warning("A file of %d bytes was not looked through in time", len(data))
        return refusals.TOO_INTRICATE
    except subprocess.CalledProcessError as error:
        last = error.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        logger.warning("A file of %d bytes ended its process: %s %s", len(data), error, last)
        return refusals.TOO_INTRICATE
    said, _, kept = done.stdout.partition(b"\n")
    verdict = json.loads(said)
    if "refusal" in verdict:
        return Message(**verdict["refusal"])
    return Content(FileKind(verdict["kind"]), kept or data, verdict["look"])


def _main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_OF_WORK, SECONDS_OF_WORK))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    logging.disable()
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
