"""`make audit` before a database of vulnerabilities that answers as each test says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

HOLE = {"id": "PYSEC-2026-1", "fix_versions": ["9.9"]}
DATABASE = """
import json, re, sys
answer = json.loads({answer!r})
pins = open(sys.argv[sys.argv.index("--requirement") + 1]).read().split()
found = []
for name, version in (re.split(r"(?:\\[.*\\])?==", pin) for pin in pins):
    one = answer.get(name, answer["others"])
    found.append({{"name": name, "version": version, **one}})
with open(sys.argv[sys.argv.index("--output") + 1], "w") as report:
    json.dump({{"dependencies": found}}, report)
"""


def audited(folder: Path, **answer: Any) -> subprocess.CompletedProcess[str]:
    (folder / "pip_audit.py").write_text(DATABASE.format(answer=json.dumps(answer)))
    return subprocess.run(
        ["bin/audit"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "PYTHON": sys.executable, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_audit_asks_of_every_pin(tmp_path: Path) -> None:
    done = audited(tmp_path, others={"vulns": []})

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("0 known holes in ")


def test_audit_names_a_hole_and_fails(tmp_path: Path) -> None:
    done = audited(tmp_path, Django={"vulns": [HOLE]}, others={"vulns": []})

    assert done.returncode == 1
    assert "Django" in done.stdout
    assert "PYSEC-2026-1, mended in 9.9" in done.stdout


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"others": {"skip_reason": "not found"}}, "could not be reached"),
        (
            {"Django": {"skip_reason": "not found"}, "others": {"vulns": []}},
            "did not answer for Django",
        ),
    ],
)
def test_audit_without_an_answer_fails(
    tmp_path: Path, answer: dict[str, Any], sentence: str
) -> None:
    done = audited(tmp_path, **answer)

    assert done.returncode == 1
    assert sentence in done.stdout + done.stderr
