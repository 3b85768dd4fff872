"""What the environment says, read strictly: every mistake at once, each in one sentence.

django-environ parses the ``.env`` file and the database's address; its lenient readers are not
used, because they take ``DEBUG=ture`` for "no" and ``SECRET_KEY=$x`` for another variable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from config.environment.files import local_secret_key, read_env_file
from config.environment.reader import LOG_LEVELS, Reader
from config.environment.values import (
    OWN_PREFIXES,
    PRODUCTION_PREFIXES,
    VARIABLES,
    Environment,
    EvidenceStore,
    OpenIdConnect,
)
from config.environment.variables import LOCAL_HOSTS, UnusableEnvironment, refuse

__all__ = [
    "LOCAL_HOSTS",
    "VARIABLES",
    "Environment",
    "EvidenceStore",
    "OpenIdConnect",
    "UnusableEnvironment",
    "local_secret_key",
    "read_env_file",
    "read_environment",
]


def read_environment(variables: Mapping[str, str], *, base_dir: Path) -> Environment:
    """The settings' values from ``variables``, with defaults for a local run.

    Raises ``UnusableEnvironment`` naming every unknown, missing or unusable value. In a local
    run a secret key is generated once and kept below ``var/``.
    """
    reader = Reader(variables)
    production = reader.choice("LOKKHO_MODE", ("local", "production"), default="local") == (
        "production"
    )
    reader.refuse_unknown(PRODUCTION_PREFIXES if production else OWN_PREFIXES)
    var_dir = base_dir / (variables.get("LOKKHO_VAR_DIR") or "var")
    database_url = reader.text("DATABASE_URL", required=production)
    environment = Environment(
        production=production,
        debug=reader.debug(production=production),
        secret_key=reader.secret_key(production=production),
        secret_key_fallbacks=reader.secret_key_fallbacks(),
        allowed_hosts=reader.allowed_hosts(production=production),
        database=reader.database(
            database_url or f"sqlite:///{var_dir / 'lokkho.sqlite3'}", base_dir=base_dir
        ),
        var_dir=var_dir,
        hsts_seconds=reader.whole_number("LOKKHO_HSTS_SECONDS", default=365 * 24 * 60 * 60),
        idle_minutes=reader.whole_number("LOKKHO_IDLE_MINUTES", default=60),
        link_days=reader.whole_number("LOKKHO_LINK_DAYS", default=7),
        slip_days=reader.whole_number("LOKKHO_SLIP_DAYS", default=30),
        email=reader.email(),
        log_level=reader.choice("LOKKHO_LOG_LEVEL", LOG_LEVELS, default="INFO"),
        site_url=reader.site_url(production=production),
        digest_hour=reader.hour("LOKKHO_DIGEST_HOUR", default=7),
        reminder_days=reader.days("LOKKHO_REMINDER_DAYS", default=(3, 1, 0)),
        second_factor_required=reader.second_factor(production=production),
        oidc=reader.open_id_connect(production=production),
        evidence_store=reader.evidence_store(production=production),
        port=reader.port("PORT", default=8000),
        workers=reader.workers(),
    )
    refuse(reader.problems)
    if environment.secret_key:
        return environment
    return replace(environment, secret_key=local_secret_key(var_dir))
