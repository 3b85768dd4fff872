from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.apps import apps
from django.utils.translation.template import templatize

ROOT: Final = Path(__file__).parent.parent
PACKAGES: Final = (
    *("config", "ledger", "offices", "plans", "indicators", "reports"),
    *("notices", "presentation", "spreadsheets"),
)
KEYWORDS: Final[dict[str, tuple[int | tuple[int, str], ...] | None]] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER: Final = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")

Key = tuple[str | None, str]


def catalogues() -> dict[str, Catalog]:
    found = {}
    for package in PACKAGES:
        path = ROOT / package / "locale" / "bn" / "LC_MESSAGES" / "django.po"
        if path.exists():
            with path.open("rb") as file:
                found[package] = read_po(file, locale="bn", abort_invalid=True)
    return found


def entries(catalogue: Catalog) -> Iterator[tuple[Key, Message]]:
    for message in catalogue:
        if message.id:
            # read_mo leaves the context as it stands in the file.
            context = message.context
            yield (
                (
                    context.decode() if isinstance(context, bytes) else context,
                    singular(message.id),
                ),
                message,
            )


def singular(text: object) -> str:
    return text[0] if isinstance(text, (tuple, list)) else str(text)


def forms(text: object) -> list[str]:
    return list(text) if isinstance(text, (tuple, list)) else [str(text)]


def sources() -> Iterator[Path]:
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            if "migrations" not in path.parts:
                yield path
        yield from (ROOT / package).rglob("templates/**/*.*")
    yield from (path for path in (ROOT / "templates").rglob("*") if path.is_file())


def messages_of(path: Path) -> Iterator[Key]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from said_in_python(text)
        return
    # What templatize blanks out keeps its indentation, which means something in Python.
    lines = (line.strip() for line in templatize(text, origin=str(path)).splitlines())
    for _line, message, _comments, context in extract(
        "python", io.BytesIO("\n".join(lines).encode()), KEYWORDS
    ):
        yield context, singular(message)


def said_in_python(text: str) -> Iterator[Key]:
    """Read as a tree: babel does not look into f-strings."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", None))
        values = (one.value for one in node.args if isinstance(one, ast.Constant))
        said = [value for value in values if isinstance(value, str)]
        if name in KEYWORDS and said and said[0]:
            yield (said[0], said[1]) if "pgettext" in name else (None, said[0])


CATALOGUES: Final = catalogues()


def test_every_message_of_the_interface_has_its_bengali() -> None:
    known = {key for catalogue in CATALOGUES.values() for key, _ in entries(catalogue)}

    missing = {
        f"{path.relative_to(ROOT)}: {key[1]}"
        for path in sources()
        for key in messages_of(path)
        if key not in known
    }

    assert not missing, "No Bengali for:\n" + "\n".join(sorted(missing))


def foreign() -> Iterator[Key]:
    """The messages of Django and of the libraries, which a catalogue of ours may say otherwise."""
    for package in {config.name.partition(".")[0] for config in apps.get_app_configs()}:
        home = Path(str(import_module(package).__file__)).parent
        if home.parent == ROOT:
            continue
        for folder in home.rglob("locale"):
            catalogue = folder / "en" / "LC_MESSAGES" / "django.po"
            others = sorted(folder.glob("*/LC_MESSAGES/django.po"))
            if not catalogue.exists() and not others:
                continue
            with (catalogue if catalogue.exists() else others[0]).open("rb") as file:
                yield from (key for key, _ in entries(read_po(file)))


def test_no_catalogue_keeps_what_nothing_says_any_more() -> None:
    said = {key for path in sources() for key in messages_of(path)} | set(foreign())

    unused = {
        f"{package}: {key}"
        for package, catalogue in CATALOGUES.items()
        for key, _ in entries(catalogue)
        if key not in said
    }

    assert not unused, "Nothing says:\n" + "\n".join(sorted(unused))


def test_no_translation_is_empty_or_fuzzy() -> None:
    unfinished = [
        f"{package}: {key[1]}"
        for package, catalogue in CATALOGUES.items()
        for key, message in entries(catalogue)
        if message.fuzzy or not all(forms(message.string))
    ]

    assert not unfinished, "\n".join(unfinished)


def test_translations_keep_the_placeholders() -> None:
    changed = [
        f"{package}: {key[1]} → {form}"
        for package, catalogue in CATALOGUES.items()
        for key, message in entries(catalogue)
        for form in forms(message.string)
        if not placeholders_kept(forms(message.id), form)
    ]

    assert not changed, "\n".join(changed)


def placeholders_kept(originals: list[str], translation: str) -> bool:
    wanted = [sorted(PLACEHOLDER.findall(original)) for original in originals]
    return sorted(PLACEHOLDER.findall(translation)) in wanted


def test_one_message_has_one_translation_in_all_catalogues() -> None:
    translations: dict[Key, set[str]] = {}
    for catalogue in CATALOGUES.values():
        for key, message in entries(catalogue):
            translations.setdefault(key, set()).add("\0".join(forms(message.string)))

    contradictions = {key: found for key, found in translations.items() if len(found) > 1}

    assert not contradictions


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("*/locale/bn/LC_MESSAGES/*.po")), ids=lambda path: path.parts[-5]
)
def test_same_words_compile_to_the_same_bytes(path: Path) -> None:
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale="bn"))

    assert path.with_suffix(".mo").read_bytes() == compiled.getvalue(), "run: make messages"
