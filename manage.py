#!/usr/bin/env python3
"""Django's command line for Lokkho."""

import os
import sys

from django.core.management import execute_from_command_line

from config.environment import UnusableEnvironment
from ledger.requests import tracing

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with tracing(sys.argv[1] if len(sys.argv) > 1 else "help"):
        try:
            execute_from_command_line(sys.argv)
        except UnusableEnvironment as problem:
            sys.exit(f"{problem}")
