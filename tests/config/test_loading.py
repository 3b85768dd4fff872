from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from django.template import Context, Template
from django.test import override_settings

from config.templatetags.loading import parts_of

ROOT: Final = Path(__file__).parents[2]
MODULE: Final = re.compile(r"""{% module ["']([^"']+)["'] %}""")
PLAIN: Final = re.compile(r"""<script type="module" src="{% static '([^']+)' %}">""")


def test_module_is_asked_for_with_all_that_it_imports() -> None:
    html = Template("{% load loading %}{% module 'sign-out.js' %}").render(Context())

    preloaded = re.findall(r'<link rel="modulepreload" href="/static/([^"]+)">', html)
    assert {"drafts.js", "sentences.js"} <= set(preloaded)
    assert len(preloaded) == len(set(preloaded))
    assert html.endswith('<script type="module" src="/static/sign-out.js"></script>')


def test_module_that_is_kept_in_one_file_is_that_file() -> None:
    html = Template("{% load loading %}{% module 'entry.js' %}").render(Context())

    assert html == (
        '<link rel="modulepreload" href="/static/drafts.js">'
        '<script type="module" src="/static/entry.kept.js"></script>'
    )


@override_settings(DEBUG=True)
def test_who_works_on_a_module_gets_its_parts() -> None:
    html = Template("{% load loading %}{% module 'entry.js' %}").render(Context())

    assert {"entry/ledger.js", "entry/opening.js"} <= set(parts_of("entry.js"))
    assert html.endswith('<script type="module" src="/static/entry.js"></script>')


def test_module_that_comes_later_takes_no_line_from_the_others() -> None:
    html = Template("{% load loading %}{% module 'files.js' later=True %}").render(Context())

    assert html == '<script type="module" src="/static/files.js" fetchpriority="low"></script>'


def test_module_that_imports_nothing_stands_alone() -> None:
    assert parts_of("drafts.js") == ()


def test_unknown_module_is_named() -> None:
    with pytest.raises(ValueError, match="nothing"):
        parts_of("nothing.js")


def test_templates_ask_for_modules_with_their_parts() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html")]

    assert {"entry.js"} <= {name for text in texts for name in MODULE.findall(text)}
    assert not {name for text in texts for name in PLAIN.findall(text) if parts_of(name)}
