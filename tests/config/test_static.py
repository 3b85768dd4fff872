from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import override_settings

ROOT: Final = Path(__file__).parents[2]
OURS: Final = [
    path
    for folder in ("templates", "offices", "plans", "indicators", "reports", "config")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".html", ".svg", ".txt"} and path.is_file()
]
INLINE: Final = re.compile(
    r"<style|\sstyle\s*=|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE
)
STATIC: Final = re.compile(r"{%\s*static\s+[\"']([^\"']+)[\"']")


def test_templates_hold_no_inline_script_or_style() -> None:
    inline = [str(path.relative_to(ROOT)) for path in OURS if INLINE.search(path.read_text())]

    assert OURS
    assert not inline


@pytest.mark.parametrize(
    "html",
    [
        '<p style="x">',
        "<style>",
        "<script>x</script>",
        '<a onclick="x">',
        '<a href="javascript:x">',
    ],
)
def test_inline_script_and_style_are_recognised(html: str) -> None:
    assert INLINE.search(html)


def test_templates_name_static_files_that_exist() -> None:
    named = {name for path in OURS for name in STATIC.findall(path.read_text())}

    assert named
    assert not {name for name in named if not finders.find(name)}


def test_static_files_can_be_fingerprinted_and_compressed(tmp_path: Path) -> None:
    manifest = "config.storage.StaticFilesStorage"
    with override_settings(STATIC_ROOT=tmp_path, STORAGES={"staticfiles": {"BACKEND": manifest}}):
        call_command("collectstatic", interactive=False, verbosity=0)
        assert re.fullmatch(
            r"/static/fonts\.[0-9a-f]{12}\.css", staticfiles_storage.url("fonts.css")
        )
        name = staticfiles_storage.url("entry.js").removeprefix("/static/")

    [fonts] = tmp_path.glob("fonts.*.css")
    assert (
        len(re.findall(r"url\(\"vendor/fonts/[\w-]+\.[0-9a-f]{12}\.woff2", fonts.read_text())) == 4
    )

    script = (tmp_path / name).read_text(encoding="utf-8")
    assert re.search(r'from "\./entry/saving\.[0-9a-f]{12}\.js"', script)
    assert not re.search(r'from "[^"]*/\w+\.js"', script)
