"""``{% place %}``: the way to a page of a higher room."""

from __future__ import annotations

from django import template

from presentation.places import way_to

register = template.Library()
register.simple_tag(way_to, name="place")
