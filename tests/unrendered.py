"""Pages of which a test asks the status alone: what stands on them is not put together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.template.backends.django import Template
from django.utils.safestring import SafeString


@contextmanager
def unrendered() -> Iterator[None]:
    """Within it every template gives an empty text; views decide as ever."""
    with patch.object(Template, "render", lambda *_arguments: SafeString()):
        yield
