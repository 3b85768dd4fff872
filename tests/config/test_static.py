from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import override_settings

from config.assets.styles import KEPT, WHOLE, classes_used, kept_css

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


MAIL: Final = ROOT / "templates/indicators/work/notices/digest.html"
"""No page: a mail has no stylesheet."""


def test_templates_hold_no_inline_script_or_style() -> None:
    pages = [path for path in OURS if path != MAIL]
    inline = [str(path.relative_to(ROOT)) for path in pages if INLINE.search(path.read_text())]

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
    named = re.findall(r"url\(\"vendor/fonts/[\w-]+\.[0-9a-f]{12}\.woff2", fonts.read_text())
    assert len(set(named)) == 4

    script = (tmp_path / name).read_text(encoding="utf-8")
    assert re.search(r'from "\./entry/line\.[0-9a-f]{12}\.js"', script)
    assert not re.search(r'from "[^"]*/\w+\.js"', script)


def test_kept_styles_are_what_make_styles_makes() -> None:
    assert KEPT.read_text(encoding="utf-8") == kept_css(), "run make styles"


def test_kept_styles_have_every_class_of_bootstrap_that_a_page_uses() -> None:
    classes = re.compile(r"\.([A-Za-z][\w-]*)")
    whole = set(classes.findall(WHOLE.read_text(encoding="utf-8")))

    assert {"btn", "btn-primary", "form-control", "visually-hidden", "w-100"} <= classes_used()
    assert classes_used() & whole <= set(classes.findall(KEPT.read_text(encoding="utf-8")))
    assert KEPT.stat().st_size < WHOLE.stat().st_size / 10


def test_kept_styles_refer_to_nothing_that_was_left_out() -> None:
    css = KEPT.read_text(encoding="utf-8")
    whole = WHOLE.read_text(encoding="utf-8")
    set_in = re.compile(r"(--bs-[\w-]+):")

    referred = set(re.findall(r"var\((--bs-[\w-]+)\)", css))
    assert referred & set(set_in.findall(whole)) <= set(set_in.findall(css))
