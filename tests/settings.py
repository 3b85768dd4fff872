"""The settings of the tests: as a local run's, whatever the developer's ``.env`` says."""

import os
import tempfile

# The processes of one run each have their own folder; it goes when they end.
_folder = tempfile.TemporaryDirectory(prefix="lokkho-tests-")
os.environ |= {
    "LOKKHO_ENV_FILE": os.devnull,
    "LOKKHO_MODE": "local",
    "LOKKHO_VAR_DIR": _folder.name,
    "SECRET_KEY": "of-the-tests-only",
    "DEBUG": "0",
    # On PostgreSQL a statement that hangs fails, and says which one it was: also in the programs
    # that tests start, and on connections of their own.
    "PGOPTIONS": "-c statement_timeout=60s",
}

from config.settings import *  # noqa: E402, F403
from config.settings import INSTALLED_APPS, STATIC_ROOT, STORAGES  # noqa: E402

# Between tests the database is emptied, which the history would refuse.
INSTALLED_APPS = ["tests.database", *INSTALLED_APPS]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
# WhiteNoise warns of a folder that nothing was collected into.
STATIC_ROOT.mkdir()
