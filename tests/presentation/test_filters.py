"""What the templates' filters show where there is nothing to show."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import translation

from presentation.templatetags.figures import register
from tests.templates import NameWithoutValueError

NUMBERS = ("achievement", "number", "points", "signed_points", "target", "whole")


@pytest.mark.parametrize("name", sorted(register.filters))
@pytest.mark.parametrize("chain", ["plan.latest.composite", "plan.latest"])
def test_nothing_is_shown_as_nothing(name: str, chain: str) -> None:
    page = Template(f"{{% load figures %}}{{{{ {chain}|{name} }}}}")
    plan = SimpleNamespace(latest=None)

    assert page.render(Context({"plan": plan})) == ("–" if name in NUMBERS else "")


def test_what_is_there_is_shown() -> None:
    page = Template("{% load figures %}{{ score|points }} {{ zero|whole }} {{ amount|figure:2 }}")
    values = {"score": Decimal("1.5"), "zero": Decimal(0), "amount": Decimal("12.5")}

    with translation.override("bn"):
        assert page.render(Context(values)) == "১.৫০ ০ ১২.৫০"


@pytest.mark.parametrize("wrong", ["{{ plan.latset|default_if_none:1 }}", "{{ paln }}"])
def test_misspelt_name_is_found_by_whichever_test_renders_it(wrong: str) -> None:
    plan = SimpleNamespace(latest=None)

    with pytest.raises(NameWithoutValueError):
        Template(wrong).render(Context({"plan": plan}))
