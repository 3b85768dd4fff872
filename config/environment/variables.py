"""Reading single variables strictly: what is wrong is collected, each in one sentence."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.environment.values import VARIABLES

LOCAL_HOSTS: Final = ("127.0.0.1", "localhost", "[::1]")


class UnusableEnvironment(ImproperlyConfigured):
    """The environment cannot be used; the message names every mistake, a sentence each."""


class Variables:
    """Reads one variable after another and collects what is wrong with them."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables
        self.problems: list[str] = []

    def refuse_unknown(self, prefixes: tuple[str, ...]) -> None:
        """Refuse names that are meant for us and that nothing reads: they are misspelt."""
        self.problems += [
            unknown(name)
            for name in sorted(self.variables)
            if name.startswith(prefixes) and name not in VARIABLES
        ]

    def text(self, name: str, *, required: bool) -> str:
        """The value without blanks round it; nothing where there is none."""
        value = self.variables.get(name, "").strip()
        if required and not value:
            self.problems.append(f"{name} is missing; production needs it.")
        return value

    def choice(self, name: str, choices: tuple[str, ...], *, default: str) -> str:
        """One of ``choices``."""
        value = self.text(name, required=False) or default
        if value not in choices:
            self.problems.append(f"{name} is {value!r}; expected {' or '.join(choices)}.")
        return value

    def whole_number(self, name: str, *, default: int) -> int:
        """A whole number, in Latin digits."""
        value = self.text(name, required=False) or str(default)
        if not (value.isascii() and value.isdigit()):
            self.problems.append(f"{name} is {value!r}; expected a whole number.")
            return default
        return int(value)

    def port(self, name: str, *, default: int) -> int:
        """A port that can be listened on or connected to."""
        text = self.text(name, required=False) or str(default)
        if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
            self.problems.append(f"{name} is {text!r}; expected a port, such as {default}.")
            return default
        return int(text)

    def hour(self, name: str, *, default: int) -> int:
        """An hour of the day."""
        value = self.whole_number(name, default=default)
        if value > 23:
            self.problems.append(f"{name} is {value}; expected an hour from 0 to 23.")
        return value

    def days(self, name: str, *, default: tuple[int, ...]) -> tuple[int, ...]:
        """Numbers of days, by comma."""
        text = self.text(name, required=False)
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if not all(part.isascii() and part.isdigit() for part in parts):
            self.problems.append(f"{name} is {text!r}; expected days by comma, such as 3,1,0.")
            return default
        return tuple(int(part) for part in parts) or default

    def group(self, prefix: str, required: tuple[str, ...], *, purpose: str) -> dict[str, str]:
        """The variables of one optional feature: all that it needs, or none at all."""
        given = {
            name: self.text(name, required=False)
            for name in sorted(VARIABLES)
            if name.startswith(prefix)
        }
        missing = [name for name in required if not given[name]]
        if not any(given.values()):
            return {}
        if missing:
            self.problems.append(
                f"{', '.join(missing)} missing; {purpose} needs "
                f"{', '.join(required)}, or no {prefix} variable at all."
            )
        return given

    def check_address(self, name: str, text: str, *, production: bool) -> None:
        """Refuse what is no address, or one without TLS that is not of this machine."""
        address = urlsplit(text)
        is_safe = address.scheme == "https" or (
            address.scheme == "http" and not production and address.hostname in LOCAL_HOSTS
        )
        if text and not (is_safe and address.hostname):
            self.problems.append(
                f"{name} is {text!r}; expected an address that begins with https://."
            )


def unknown(name: str) -> str:
    """A sentence that refuses a variable, with the one that was likely meant."""
    near = difflib.get_close_matches(name, sorted(VARIABLES), n=1)
    return f"{name} is unknown" + (f"; did you mean {near[0]}?" if near else ".")


def refuse(problems: list[str]) -> None:
    """Stop the start with all that is wrong, if anything is."""
    if problems:
        raise UnusableEnvironment(
            "\n".join(["The configuration cannot be used (see .env.example):", *problems])
        )
