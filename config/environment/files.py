"""The ``.env`` file, and the key that a local run makes for itself."""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from typing import ClassVar, Final

import environ

from config.environment.reader import SECRET_KEY_LENGTH
from config.environment.values import VARIABLES
from config.environment.variables import refuse, unknown

_ASSIGNMENT: Final = re.compile(r"(?:export )?([A-Za-z_][A-Za-z_0-9]*)=")


def read_env_file(path: Path) -> dict[str, str]:
    """The variables of a ``.env`` file; none, if there is no such file.

    Raises ``UnusableEnvironment`` for a line that assigns nothing or a name that is not ours.
    """
    if not path.is_file():
        return {}
    problems = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        assignment = _ASSIGNMENT.match(line)
        if not assignment:
            problems.append(f"{path.name}, line {number}: expected NAME=value.")
        elif assignment[1] not in VARIABLES:
            problems.append(f"{path.name}, line {number}: {unknown(assignment[1])}")
    refuse(problems)

    class EnvFile(environ.Env):
        ENVIRON: ClassVar[dict[str, str]] = {}

    EnvFile.read_env(path)
    return EnvFile.ENVIRON


def local_secret_key(var_dir: Path) -> str:
    """The key of local runs: made once, readable by its owner alone."""
    path = var_dir / "secret-key"
    if not path.exists():
        var_dir.mkdir(parents=True, exist_ok=True)
        # Several processes may start at once: the first to link its draft wins.
        draft = var_dir / f"secret-key.{secrets.token_hex(8)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(SECRET_KEY_LENGTH))
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
