from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
NEEDED: Final = ("bash", "env", "id", "ls", "sort", "tail", "dirname", "cat", "true")


def test_missing_part_is_named_with_the_command_that_installs_it(tmp_path: Path) -> None:
    for name in NEEDED:
        (tmp_path / name).symlink_to(shutil.which(name) or name)

    run = subprocess.run(
        [ROOT / "bin" / "provide", "chromium", "pdftotext"],
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 1
    assert "chromium: Chromium runs the browser tests" in run.stderr
    assert "apt-get install chromium-headless-shell poppler-utils" in run.stderr


def test_help_names_the_two_commands() -> None:
    run = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)

    assert "make run " in run.stdout
    assert "make test " in run.stdout
