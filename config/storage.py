"""How static files are named when they are served for good."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Names by content, in styles and in the imports of scripts; compressed once, not per request.

    Without the imports a browser would mix a new script with the parts of an old one.
    """

    support_js_module_import_aggregation = True
