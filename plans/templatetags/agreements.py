"""Signatures and states of agreements in the reader's language."""

from __future__ import annotations

from django import template

from plans.handing_in.signing import Signature
from presentation.language import reader_language

register = template.Library()


@register.filter
def signed_name(signature: Signature) -> str:
    """The name of who signed."""
    return signature.name(reader_language())


@register.filter
def signed_as(signature: Signature) -> str:
    """The designation, and where somebody acted for another: as what."""
    return signature.designation(reader_language())
