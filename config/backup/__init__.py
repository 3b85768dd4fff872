"""Everything of value in one folder, and back again: database, evidence, and what they hold."""

from config.backup.making import make_backup
from config.backup.manifest import Manifest, Unusable, read_manifest
from config.backup.restoring import NotEmpty, restore_backup

__all__ = ["Manifest", "NotEmpty", "Unusable", "make_backup", "read_manifest", "restore_backup"]
