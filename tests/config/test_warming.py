from __future__ import annotations

import pytest
from django.template.base import Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from config.warming import warm


def test_nothing_of_ours_is_left_to_compile_and_no_connection_is_opened_to_be_shared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    warm()

    monkeypatch.setattr(Template, "compile_nodelist", lambda _: pytest.fail("compiled later"))
    request = RequestFactory().get("/")
    assert "<main" in render_to_string("guide/bn.html", request=request)
