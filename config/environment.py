"""What the environment says, read strictly: every mistake at once, each in one sentence.

django-environ parses the ``.env`` file and the database's address; its lenient readers are not
used, because they take ``DEBUG=ture`` for "no" and ``SECRET_KEY=$x`` for another variable.
"""

from __future__ import annotations

import difflib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

OWN_PREFIXES: Final = ("LOKKHO_", "OIDC_", "EVIDENCE_S3_")
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
        "LOKKHO_LINK_DAYS",
        "LOKKHO_LOG_LEVEL",
        "LOKKHO_MODE",
        "LOKKHO_SECOND_FACTOR",
        "LOKKHO_REMINDER_DAYS",
        "LOKKHO_VAR_DIR",
        "OIDC_CLIENT_ID",
        "OIDC_CLIENT_SECRET",
        "OIDC_ISSUER",
        "OIDC_MATCH",
        "OIDC_NAME",
        "OIDC_SECOND_FACTOR",
        "PORT",
        "SECRET_KEY",
        "SITE_URL",
        "WEB_CONCURRENCY",
    }
)
"""Every variable that the application reads; .env.example explains them."""

OIDC_REQUIRED: Final = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
EVIDENCE_S3_REQUIRED: Final = (
    "EVIDENCE_S3_ENDPOINT",
    "EVIDENCE_S3_BUCKET",
    "EVIDENCE_S3_ACCESS_KEY",
    "EVIDENCE_S3_SECRET_KEY",
)
OIDC_MATCHES: Final = ("email", "username")
OIDC_SECOND_FACTORS: Final = ("ours", "provider")
LOCAL_HOSTS: Final = ("127.0.0.1", "localhost", "[::1]")
ENGINES: Final = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
LOG_LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR")
SECOND_FACTOR: Final = ("required", "off")
EMAIL_PORTS: Final = {"starttls": 587, "tls": 465, "none": 25}
"""How the line to the mail server is kept private, and its usual port."""
SECRET_KEY_LENGTH: Final = 50
"""Django's own check --deploy asks for as much."""

_ASSIGNMENT: Final = re.compile(r"(?:export )?([A-Za-z_][A-Za-z_0-9]*)=")


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
    """The values that the settings are made of."""

    production: bool
    debug: bool
    secret_key: str
    allowed_hosts: tuple[str, ...]
    database: Mapping[str, Any]
    var_dir: Path
    hsts_seconds: int
    link_days: int
    email: Email
    log_level: str
    site_url: str
    digest_hour: int
    reminder_days: tuple[int, ...]
    second_factor_required: bool
    oidc: OpenIdConnect | None
    evidence_store: EvidenceStore | None


def read_env_file(path: Path) -> dict[str, str]:
    """The variables of a ``.env`` file; none, if there is no such file.

    Raises ``ImproperlyConfigured`` for a line that assigns nothing or a name that is not ours.
    """
    if not path.is_file():
        return {}
    problems = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        assignment = _ASSIGNMENT.match(line)
        if not assignment:
            problems.append(f"{path.name}, line {number}: expected NAME=value.")
        elif assignment[1] not in VARIABLES:
            problems.append(f"{path.name}, line {number}: {_unknown(assignment[1])}")
    _refuse(problems)

    class EnvFile(environ.Env):
        ENVIRON: ClassVar[dict[str, str]] = {}

    EnvFile.read_env(path)
    return EnvFile.ENVIRON


def read_environment(variables: Mapping[str, str], *, base_dir: Path) -> Environment:
    """The settings' values from ``variables``, with defaults for a local run.

    Raises ``ImproperlyConfigured`` naming every unknown, missing or unusable value. In a local
    run a secret key is generated once and kept below ``var/``.
    """
    reader = _Reader(variables)
    reader.refuse_unknown()
    production = reader.choice("LOKKHO_MODE", ("local", "production"), default="local") == (
        "production"
    )
    var_dir = base_dir / (variables.get("LOKKHO_VAR_DIR") or "var")
    database_url = reader.text("DATABASE_URL", required=production)
    environment = Environment(
        production=production,
        debug=reader.debug(production=production),
        secret_key=reader.secret_key(production=production),
        allowed_hosts=reader.allowed_hosts(production=production),
        database=reader.database(
            database_url or f"sqlite:///{var_dir / 'lokkho.sqlite3'}", base_dir=base_dir
        ),
        var_dir=var_dir,
        hsts_seconds=reader.whole_number("LOKKHO_HSTS_SECONDS", default=365 * 24 * 60 * 60),
        link_days=reader.whole_number("LOKKHO_LINK_DAYS", default=7),
        email=reader.email(),
        log_level=reader.choice("LOKKHO_LOG_LEVEL", LOG_LEVELS, default="INFO"),
        site_url=reader.site_url(production=production),
        digest_hour=reader.hour("LOKKHO_DIGEST_HOUR", default=7),
        reminder_days=reader.days("LOKKHO_REMINDER_DAYS", default=(3, 1, 0)),
        second_factor_required=reader.second_factor(production=production),
        oidc=reader.open_id_connect(production=production),
        evidence_store=reader.evidence_store(production=production),
    )
    _refuse(reader.problems)
    if environment.secret_key:
        return environment
    return replace(environment, secret_key=local_secret_key(var_dir))


def local_secret_key(var_dir: Path) -> str:
    """The key of local runs: made once, readable by its owner alone."""
    path = var_dir / "secret-key"
    if not path.exists():
        var_dir.mkdir(parents=True, exist_ok=True)
        # Several processes may start at once: the first to link its draft wins.
        draft = var_dir / f"secret-key.{secrets.token_hex(8)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(SECRET_KEY_LENGTH))
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()


class _Reader:
    """Reads one variable after another and collects what is wrong with them."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables
        self.problems: list[str] = []

    def refuse_unknown(self) -> None:
        self.problems += [
            _unknown(name)
            for name in sorted(self.variables)
            if name.startswith(OWN_PREFIXES) and name not in VARIABLES
        ]

    def text(self, name: str, *, required: bool) -> str:
        value = self.variables.get(name, "").strip()
        if required and not value:
            self.problems.append(f"{name} is missing; production needs it.")
        return value

    def choice(self, name: str, choices: tuple[str, ...], *, default: str) -> str:
        value = self.text(name, required=False) or default
        if value not in choices:
            self.problems.append(f"{name} is {value!r}; expected {' or '.join(choices)}.")
        return value

    def whole_number(self, name: str, *, default: int) -> int:
        value = self.text(name, required=False) or str(default)
        if not (value.isascii() and value.isdigit()):
            self.problems.append(f"{name} is {value!r}; expected a whole number.")
            return default
        return int(value)

    def second_factor(self, *, production: bool) -> bool:
        default = "required" if production else "off"
        return self.choice("LOKKHO_SECOND_FACTOR", SECOND_FACTOR, default=default) == "required"

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

    def open_id_connect(self, *, production: bool) -> OpenIdConnect | None:
        given = self.group("OIDC_", OIDC_REQUIRED, purpose="signing in by OpenID Connect")
        if not given:
            return None
        self._check_address("OIDC_ISSUER", given["OIDC_ISSUER"], production=production)
        return OpenIdConnect(
            issuer=given["OIDC_ISSUER"].removesuffix("/"),
            client_id=given["OIDC_CLIENT_ID"],
            client_secret=given["OIDC_CLIENT_SECRET"],
            name=given["OIDC_NAME"],
            match=self.choice("OIDC_MATCH", OIDC_MATCHES, default="email"),
            second_factor=self.choice("OIDC_SECOND_FACTOR", OIDC_SECOND_FACTORS, default="ours"),
        )

    def evidence_store(self, *, production: bool) -> EvidenceStore | None:
        given = self.group(
            "EVIDENCE_S3_", EVIDENCE_S3_REQUIRED, purpose="a store for the evidence files"
        )
        if not given:
            return None
        endpoint = given["EVIDENCE_S3_ENDPOINT"].removesuffix("/")
        self._check_address("EVIDENCE_S3_ENDPOINT", endpoint, production=production)
        return EvidenceStore(
            endpoint=endpoint,
            bucket=given["EVIDENCE_S3_BUCKET"],
            access_key=given["EVIDENCE_S3_ACCESS_KEY"],
            secret_key=given["EVIDENCE_S3_SECRET_KEY"],
            region=given["EVIDENCE_S3_REGION"] or "us-east-1",
        )

    def _check_address(self, name: str, text: str, *, production: bool) -> None:
        address = urlsplit(text)
        is_safe = address.scheme == "https" or (
            address.scheme == "http" and not production and address.hostname in LOCAL_HOSTS
        )
        if text and not (is_safe and address.hostname):
            self.problems.append(
                f"{name} is {text!r}; expected an address that begins with https://."
            )

    def email(self) -> Email:
        security = self.choice("EMAIL_SECURITY", tuple(EMAIL_PORTS), default="starttls")
        host = self.text("EMAIL_HOST", required=False)
        sender = self.text("EMAIL_FROM", required=False)
        if host and not sender:
            self.problems.append("EMAIL_FROM is missing; EMAIL_HOST needs it.")
        return Email(
            host=host,
            port=self.whole_number("EMAIL_PORT", default=EMAIL_PORTS.get(security, 587)),
            user=self.text("EMAIL_HOST_USER", required=False),
            password=self.text("EMAIL_HOST_PASSWORD", required=False),
            security=security,
            sender=sender or "lokkho@localhost",
        )

    def hour(self, name: str, *, default: int) -> int:
        value = self.whole_number(name, default=default)
        if value > 23:
            self.problems.append(f"{name} is {value}; expected an hour from 0 to 23.")
        return value

    def days(self, name: str, *, default: tuple[int, ...]) -> tuple[int, ...]:
        text = self.text(name, required=False)
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if not all(part.isascii() and part.isdigit() for part in parts):
            self.problems.append(f"{name} is {text!r}; expected days by comma, such as 3,1,0.")
            return default
        return tuple(int(part) for part in parts) or default

    def site_url(self, *, production: bool) -> str:
        """The site's address without a slash at its end; e-mails lead there."""
        url = self.text("SITE_URL", required=False).rstrip("/")
        if not url:
            if not production:
                return f"http://127.0.0.1:{self.text('PORT', required=False) or 8000}"
            name = self.text("ALLOWED_HOSTS", required=False).partition(",")[0].strip()
            return f"https://{name.lstrip('.')}"
        parts = urlsplit(url)
        if (
            not parts.hostname
            or parts.path
            or parts.query
            or parts.scheme not in (("https",) if production else ("http", "https"))
        ):
            self.problems.append(
                f"SITE_URL is {url!r}; expected the site's address, such as "
                "https://lokkho.example.gov.bd."
            )
        return url

    def debug(self, *, production: bool) -> bool:
        value = self.text("DEBUG", required=False).lower() or "0"
        if value not in ("0", "1", "false", "true"):
            self.problems.append(f"DEBUG is {value!r}; expected 1 or 0.")
        debug = value in ("1", "true")
        if debug and production:
            self.problems.append("DEBUG shows secrets to visitors; production refuses it.")
        return debug

    def secret_key(self, *, production: bool) -> str:
        key = self.text("SECRET_KEY", required=production)
        if production and key and (len(key) < SECRET_KEY_LENGTH or len(set(key)) < 5):
            self.problems.append(
                f"SECRET_KEY is too weak; expected {SECRET_KEY_LENGTH} random characters or more."
            )
        return key

    def allowed_hosts(self, *, production: bool) -> tuple[str, ...]:
        text = self.text("ALLOWED_HOSTS", required=production)
        hosts = tuple(host.strip() for host in text.split(",") if host.strip())
        if "*" in hosts:
            self.problems.append("ALLOWED_HOSTS is '*'; expected the site's names, by comma.")
        elif not production and (strangers := [host for host in hosts if host not in LOCAL_HOSTS]):
            self.problems.append(
                f"ALLOWED_HOSTS names {', '.join(strangers)}; a local run answers to "
                f"{', '.join(LOCAL_HOSTS)} only. Set LOKKHO_MODE=production to serve others."
            )
        return hosts or LOCAL_HOSTS

    def database(self, url: str, *, base_dir: Path) -> dict[str, Any]:
        scheme, separator, _ = url.partition("://")
        engine = environ.Env.DB_SCHEMES.get(scheme)
        if not separator or engine not in ENGINES:
            # Never the address itself: it may hold a password.
            self.problems.append(
                "DATABASE_URL is no address of a database that is supported; expected "
                "postgres://USER:PASSWORD@HOST:PORT/NAME or sqlite:////PATH."
            )
            return {}
        database: dict[str, Any] = environ.Env.db_url_config(url)
        if not database["NAME"]:
            self.problems.append("DATABASE_URL names no database.")
        elif database["ENGINE"].endswith("sqlite3") and database["NAME"] != ":memory:":
            database["NAME"] = str(base_dir / database["NAME"])
        return database


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(name, sorted(VARIABLES), n=1)
    return f"{name} is unknown" + (f"; did you mean {near[0]}?" if near else ".")


def _refuse(problems: list[str]) -> None:
    if problems:
        raise ImproperlyConfigured(
            "\n".join(["The configuration cannot be used (see .env.example):", *problems])
        )
