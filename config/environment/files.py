"""The ``.env`` file, and the key that a local run makes for itself."""

from __future__ import annotations

import secrets
from pathlib import Path

from dotenv.parser import parse_stream

from config.environment.names import VARIABLES
from config.environment.refusal import refuse, unknown
from config.environment.site import SECRET_KEY_LENGTH


def read_env_file(path: Path) -> dict[str, str]:
    """The variables of a ``.env`` file; none, if there is no such file.

    Nothing in a value stands for another variable. Raises ``UnusableEnvironment`` for a line that
    assigns nothing or a name that is not ours.
    """
    if not path.is_file():
        return {}
    found: dict[str, str] = {}
    problems = []
    with path.open(encoding="utf-8") as file:
        for binding in parse_stream(file):
            # A binding may begin with the blank lines before it.
            said = binding.original.string
            skipped = said[: len(said) - len(said.lstrip())].count("\n")
            place = f"{path.name}, line {binding.original.line + skipped}"
            if binding.error or (binding.key and binding.value is None):
                problems.append(f"{place}: expected NAME=value.")
            elif binding.key and binding.key not in VARIABLES:
                problems.append(f"{place}: {unknown(binding.key, sorted(VARIABLES))}")
            elif binding.key:
                found[binding.key] = binding.value or ""
    refuse(problems)
    return found


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
