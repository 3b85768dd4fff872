"""Reading what belongs together: the database, keys, hosts, and the features that may be on."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import environ

from config.environment.values import Email, EvidenceStore, OpenIdConnect
from config.environment.variables import LOCAL_HOSTS, Variables

OIDC_REQUIRED: Final = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
EVIDENCE_S3_REQUIRED: Final = (
    "EVIDENCE_S3_ENDPOINT",
    "EVIDENCE_S3_BUCKET",
    "EVIDENCE_S3_ACCESS_KEY",
    "EVIDENCE_S3_SECRET_KEY",
)
OIDC_MATCHES: Final = ("email", "username")
OIDC_SECOND_FACTORS: Final = ("ours", "provider")
ENGINES: Final = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
LOG_LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR")
SECOND_FACTOR: Final = ("required", "off")
EMAIL_PORTS: Final = {"starttls": 587, "tls": 465, "none": 25}
"""How the line to the mail server is kept private, and its usual port."""
SECRET_KEY_LENGTH: Final = 50
"""Django's own check --deploy asks for as much."""


class Reader(Variables):
    """Reads variables that are told from one another, or from whether this is production."""

    def second_factor(self, *, production: bool) -> bool:
        """Whether those who need a second factor get no further without."""
        default = "required" if production else "off"
        return self.choice("LOKKHO_SECOND_FACTOR", SECOND_FACTOR, default=default) == "required"

    def open_id_connect(self, *, production: bool) -> OpenIdConnect | None:
        """The provider of sign-ins, if there is one."""
        given = self.group("OIDC_", OIDC_REQUIRED, purpose="signing in by OpenID Connect")
        if not given:
            return None
        self.check_address("OIDC_ISSUER", given["OIDC_ISSUER"], production=production)
        return OpenIdConnect(
            issuer=given["OIDC_ISSUER"].removesuffix("/"),
            client_id=given["OIDC_CLIENT_ID"],
            client_secret=given["OIDC_CLIENT_SECRET"],
            name=given["OIDC_NAME"],
            match=self.choice("OIDC_MATCH", OIDC_MATCHES, default="email"),
            second_factor=self.choice("OIDC_SECOND_FACTOR", OIDC_SECOND_FACTORS, default="ours"),
        )

    def evidence_store(self, *, production: bool) -> EvidenceStore | None:
        """The store of the evidence files, if it is no folder."""
        given = self.group(
            "EVIDENCE_S3_", EVIDENCE_S3_REQUIRED, purpose="a store for the evidence files"
        )
        if not given:
            return None
        endpoint = given["EVIDENCE_S3_ENDPOINT"].removesuffix("/")
        self.check_address("EVIDENCE_S3_ENDPOINT", endpoint, production=production)
        return EvidenceStore(
            endpoint=endpoint,
            bucket=given["EVIDENCE_S3_BUCKET"],
            access_key=given["EVIDENCE_S3_ACCESS_KEY"],
            secret_key=given["EVIDENCE_S3_SECRET_KEY"],
            region=given["EVIDENCE_S3_REGION"] or "us-east-1",
        )

    def email(self) -> Email:
        """The mail server."""
        security = self.choice("EMAIL_SECURITY", tuple(EMAIL_PORTS), default="starttls")
        host = self.text("EMAIL_HOST", required=False)
        sender = self.text("EMAIL_FROM", required=False)
        if host and not sender:
            self.problems.append("EMAIL_FROM is missing; EMAIL_HOST needs it.")
        return Email(
            host=host,
            port=self.port("EMAIL_PORT", default=EMAIL_PORTS.get(security, 587)),
            user=self.text("EMAIL_HOST_USER", required=False),
            password=self.text("EMAIL_HOST_PASSWORD", required=False),
            security=security,
            sender=sender or "lokkho@localhost",
        )

    def workers(self) -> int | None:
        """How many processes gunicorn starts, where that is said."""
        text = self.text("WEB_CONCURRENCY", required=False)
        count = self.whole_number("WEB_CONCURRENCY", default=0)
        if text.isdigit() and not count:
            self.problems.append("WEB_CONCURRENCY is 0; expected one worker at least.")
        return count or None

    def site_url(self, *, production: bool) -> str:
        """The site's address without a slash at its end; emails lead there."""
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
        """Whether mistakes are shown to visitors; never in production."""
        value = self.text("DEBUG", required=False).lower() or "0"
        if value not in ("0", "1", "false", "true"):
            self.problems.append(f"DEBUG is {value!r}; expected 1 or 0.")
        debug = value in ("1", "true")
        if debug and production:
            self.problems.append("DEBUG shows secrets to visitors; production refuses it.")
        return debug

    def secret_key(self, *, production: bool) -> str:
        """The key that signs and seals; in production it must be there, and long."""
        key = self.text("SECRET_KEY", required=production)
        if production and key and (len(key) < SECRET_KEY_LENGTH or len(set(key)) < 5):
            self.problems.append(
                f"SECRET_KEY is too weak; expected {SECRET_KEY_LENGTH} random characters or more."
            )
        return key

    def secret_key_fallbacks(self) -> tuple[str, ...]:
        """The keys of before, the newest first; they open what was sealed, and seal nothing."""
        text = self.text("SECRET_KEY_FALLBACKS", required=False)
        return tuple(key.strip() for key in text.split(",") if key.strip())

    def allowed_hosts(self, *, production: bool) -> tuple[str, ...]:
        """The site's names."""
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
        """The database, from its address."""
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
