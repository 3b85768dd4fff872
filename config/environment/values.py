"""What the environment may say, and the values that the settings are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

OWN_PREFIXES: Final = ("LOKKHO_", "OIDC_", "EVIDENCE_S3_")
"""Whatever begins so is meant for us, on every machine."""

PRODUCTION_PREFIXES: Final = (*OWN_PREFIXES, "EMAIL_")
"""The same on a server, where a misspelt name would silently send no mail."""

VARIABLES: Final = frozenset(
    {
        "ALLOWED_HOSTS",
        "DATABASE_URL",
        "DEBUG",
        "EMAIL_FROM",
        "EMAIL_HOST",
        "EMAIL_HOST_PASSWORD",
        "EMAIL_HOST_USER",
        "EMAIL_PORT",
        "EMAIL_SECURITY",
        "EVIDENCE_S3_ACCESS_KEY",
        "EVIDENCE_S3_BUCKET",
        "EVIDENCE_S3_ENDPOINT",
        "EVIDENCE_S3_REGION",
        "EVIDENCE_S3_SECRET_KEY",
        "LOKKHO_DIGEST_HOUR",
        "LOKKHO_ENV_FILE",
        "LOKKHO_HSTS_SECONDS",
        "LOKKHO_IDLE_MINUTES",
        "LOKKHO_LINK_DAYS",
        "LOKKHO_LOG_LEVEL",
        "LOKKHO_MODE",
        "LOKKHO_SECOND_FACTOR",
        "LOKKHO_REMINDER_DAYS",
        "LOKKHO_SLIP_DAYS",
        "LOKKHO_VAR_DIR",
        "OIDC_CLIENT_ID",
        "OIDC_CLIENT_SECRET",
        "OIDC_ISSUER",
        "OIDC_MATCH",
        "OIDC_NAME",
        "OIDC_SECOND_FACTOR",
        "PORT",
        "SECRET_KEY",
        "SECRET_KEY_FALLBACKS",
        "SITE_URL",
        "WEB_CONCURRENCY",
    }
)
"""Every variable that the application reads; .env.example explains them."""


@dataclass(frozen=True, slots=True)
class OpenIdConnect:
    """How people sign in with the account of another organisation; ``name`` may be blank."""

    issuer: str
    client_id: str
    client_secret: str
    name: str
    match: str
    second_factor: str


@dataclass(frozen=True, slots=True)
class Email:
    """The mail server; without a ``host`` messages go to the console."""

    host: str
    port: int
    user: str
    password: str
    security: str
    sender: str


@dataclass(frozen=True, slots=True)
class EvidenceStore:
    """The S3-compatible store that keeps the evidence files in place of a folder."""

    endpoint: str
    bucket: str
    access_key: str
    secret_key: str
    region: str


@dataclass(frozen=True, slots=True)
class Environment:
    """The values that the settings are made of; without ``workers`` the machine decides."""

    production: bool
    debug: bool
    secret_key: str
    secret_key_fallbacks: tuple[str, ...]
    allowed_hosts: tuple[str, ...]
    database: Mapping[str, Any]
    var_dir: Path
    hsts_seconds: int
    idle_minutes: int
    link_days: int
    slip_days: int
    email: Email
    log_level: str
    site_url: str
    digest_hour: int
    reminder_days: tuple[int, ...]
    second_factor_required: bool
    oidc: OpenIdConnect | None
    evidence_store: EvidenceStore | None
    port: int
    workers: int | None
