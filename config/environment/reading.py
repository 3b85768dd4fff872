"""Reading what is declared, from the process's environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final, TypeVar

from pydantic import ValidationError

from config.environment.declaring import Declared
from config.environment.groups import Email, EvidenceStore, OpenIdConnect
from config.environment.names import VARIABLES, names_of
from config.environment.refusal import missing, refuse, sentences, unknown
from config.environment.site import Site

OWN_PREFIXES: Final = ("LOKKHO_", "OIDC_", "EVIDENCE_S3_")
"""Whatever begins so is meant for us, on every machine."""

PRODUCTION_PREFIXES: Final = (*OWN_PREFIXES, "EMAIL_")
"""The same on a server, where a misspelt name would silently send no mail."""

Group = TypeVar("Group", bound=Declared)


@dataclass(frozen=True, slots=True)
class Environment:
    """The values that the settings are made of; a group that nobody asked for is none."""

    site: Site
    email: Email
    oidc: OpenIdConnect | None
    evidence_store: EvidenceStore | None


def read_environment() -> Environment:
    """What the environment says, with defaults for a local run.

    Raises ``UnusableEnvironment`` naming every unknown, missing or unusable value.
    """
    is_local = os.environ.get("LOKKHO_MODE", "").strip() != "production"
    prefixes = OWN_PREFIXES if is_local else PRODUCTION_PREFIXES
    problems = [
        unknown(name, sorted(VARIABLES))
        for name in sorted(os.environ)
        if name.startswith(prefixes) and name not in VARIABLES
    ]
    site = _read(Site, problems)
    email = _read(Email, problems)
    oidc = _optional(OpenIdConnect, problems)
    store = _optional(EvidenceStore, problems)
    refuse(problems)
    if site is None or email is None:
        raise AssertionError("A group that cannot be read has said why.")
    return Environment(site, email, oidc, store)


def _read(group: type[Group], problems: list[str]) -> Group | None:
    """The group; what is wrong with it goes to the problems."""
    try:
        return group()
    except ValidationError as error:
        problems += sentences(group, error)
        if lacking := missing(error):
            needed = [one for field, one in names_of(group) if field.is_required()]
            problems.append(
                f"{', '.join(lacking)} missing; {group.PURPOSE} needs {', '.join(needed)}, "
                f"or no {group.PREFIX} variable at all."
            )
    return None


def _optional(group: type[Group], problems: list[str]) -> Group | None:
    """The group if anything is said of it: all that it needs, or none at all."""
    own = [name for _, name in names_of(group) if name.startswith(group.PREFIX)]
    if not any(os.environ.get(name, "").strip() for name in own):
        return None
    return _read(group, problems)
