"""``.env.example`` and ``docs/settings.md``, made from the declarations: ``make settings``."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal, get_origin

from pydantic.fields import FieldInfo

from config.environment.declaring import extra_of
from config.environment.names import VARIABLES
from config.environment.refusal import expected_of

WIDTH: Final = 98
UNSAID: Final = ("LOKKHO_ENV_FILE",)
"""What cannot stand in the file that it names."""

EXAMPLE_HEAD: Final = (
    "How Lokkho is configured. Copy to .env (read from the checkout's top folder) or give the "
    "same names as environment variables, which win. A local run needs none of them. A name that "
    "is not listed here, or a value that cannot be used, stops the start with a sentence. Made by "
    "`make settings` from config/environment."
)
TABLE_HEAD: Final = """# Settings

Made by `make settings` from the declarations in `config/environment/`. A local run needs none of
them; **production** does not start without those marked so. How a server is configured:
[deploy.md](deploy.md).

স্থানীয়ভাবে চালাতে কিছুই দিতে হয় না; **production** চিহ্নিতগুলো ছাড়া production চালু হয় না।

| name | value | default | what it is for | কী কাজে লাগে |
|---|---|---|---|---|
"""


def example() -> str:
    """``.env.example``: every variable with what it is for, none of them set."""
    pieces = [_comment(EXAMPLE_HEAD)]
    for name, field in VARIABLES.items():
        if name not in UNSAID:
            needed = "[production] " if extra_of(field)["is_needed"] else ""
            pieces.append(_comment(f"{needed}{_told(field)}") + f"#{name}={_example_of(field)}\n")
    return "\n".join(pieces)


def table() -> str:
    """``docs/settings.md``: every variable in both languages."""
    return TABLE_HEAD + "".join(f"| {' | '.join(row)} |\n" for row in _rows())


def _rows() -> Iterator[tuple[str, ...]]:
    for name, field in VARIABLES.items():
        extra = extra_of(field)
        needed = " **production**" if extra["is_needed"] else ""
        default = _default_of(field)
        yield (
            f"`{name}`{needed}",
            expected_of(field) or "text",
            f"`{default}`" if default else "",
            (field.description or "").replace("\n", " "),
            extra["bn"].replace("\n", " "),
        )


def _told(field: FieldInfo) -> str:
    """What the variable is for, what may stand there, and what stands where nothing does."""
    choices = expected_of(field) if get_origin(field.annotation) is Literal else ""
    said = field.description or ""
    if choices and not all(choice in said for choice in choices.split(" or ")):
        said += f" {choices.capitalize() if choices.islower() else choices}."
    default = _default_of(field)
    return f"{said} Default: {default}." if default else said


def _example_of(field: FieldInfo) -> str:
    return str((field.examples or [""])[0]) or _default_of(field)


def _default_of(field: FieldInfo) -> str:
    """The default as one would write it; nothing where it follows from something else."""
    default = field.get_default()
    if field.is_required() or default is None or default == 0:
        return ""
    return ",".join(map(str, default)) if isinstance(default, tuple) else f"{default}"


def _comment(text: str) -> str:
    """The text as comments; a line of its own stays one, to be copied."""
    lines = [
        line
        for part in text.splitlines()
        for line in textwrap.wrap(part, WIDTH, break_on_hyphens=False, break_long_words=False)
    ]
    return "".join(f"# {line}\n" for line in lines)


def write(folder: Path) -> None:
    """Write both below the checkout."""
    (folder / ".env.example").write_text(example(), encoding="utf-8")
    (folder / "docs" / "settings.md").write_text(table(), encoding="utf-8")
