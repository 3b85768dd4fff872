"""Everything of value in one folder, and back again: database, evidence, and what they hold."""

from config.backup.making import make_backup
from config.backup.manifest import Foreign, Manifest, Unusable
from config.backup.restoring import DatabaseNotEmpty, restore_backup

__all__ = ["DatabaseNotEmpty", "Foreign", "Manifest", "Unusable", "make_backup", "restore_backup"]
