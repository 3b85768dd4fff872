"""What the services of offices and people refuse."""

from __future__ import annotations


class Refused(Exception):
    """What was asked for can't be done; the first argument tells the person why."""
