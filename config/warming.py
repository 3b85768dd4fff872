"""What each worker would load at its first requests is loaded once, before there are workers.

Addresses and their views, both catalogues, templates, and what is made of the scripts: 1.7 s that
otherwise the first visitors of every worker wait for, five times over after each start, and again
whenever a worker is replaced.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import Engine
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext, override

from config.assets.scripts import ROOTS, kept_name
from config.templatetags.loading import parts_of


def warm() -> None:
    """Load all of it. Asks no database: a connection must not be shared by the workers."""
    for language, _ in settings.LANGUAGES:
        with override(language):
            reverse("home")
            gettext("")
    for name in _templates():
        get_template(name)
    for root in ROOTS:
        parts_of(root if settings.DEBUG else kept_name(root))
    # Its list of names is read when anything of it is first asked for.
    _ = staticfiles_storage.url


def _templates() -> Iterator[str]:
    """The names of our own; those of libraries are few, and small."""
    for folder in Engine.get_default().dirs:
        for path in sorted(Path(folder).rglob("*.html")):
            yield str(path.relative_to(folder))
