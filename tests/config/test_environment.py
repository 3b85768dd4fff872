from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.environment import LOCAL_HOSTS, Environment, local_secret_key, read_env_file
from config.environment.declaring import extra_of
from config.environment.names import VARIABLES
from config.environment.papers import example, table
from config.environment.site import BASE_DIR

PRODUCTION = {
    "LOKKHO_MODE": "production",
    "SECRET_KEY": "x7Qk-" * 10,
    "ALLOWED_HOSTS": "lokkho.example.gov.bd, www.lokkho.example.gov.bd",
    "DATABASE_URL": "postgres://lokkho:p%40ss@db.example:5432/apa",
}


def read(variables: dict[str, str]) -> Environment:
    with patch.dict(os.environ, variables, clear=True):
        return environment.read_environment()


def refusal(variables: dict[str, str]) -> list[str]:
    with pytest.raises(ImproperlyConfigured) as refused:
        read(variables)
    return str(refused.value).splitlines()[1:]


def refused_or_none(variables: dict[str, str]) -> str | None:
    try:
        read(variables)
    except ImproperlyConfigured as problem:
        return f"{problem}"
    return None


def test_local_run_needs_nothing() -> None:
    site = read({}).site

    assert not site.is_production
    assert not site.debug
    assert site.allowed_hosts == LOCAL_HOSTS
    assert site.database["ENGINE"] == "django.db.backends.sqlite3"
    assert site.database["NAME"] == str(BASE_DIR / "var" / "lokkho.sqlite3")
    assert site.proxies == ("127.0.0.1", "::1")
    assert site.workers is None


def test_paths_that_are_not_absolute_begin_in_the_checkout(tmp_path: Path) -> None:
    near = read({"LOKKHO_VAR_DIR": "near", "DATABASE_URL": "sqlite:///data/own.sqlite3"}).site
    far = read({"LOKKHO_VAR_DIR": str(tmp_path)}).site

    assert near.var_dir == BASE_DIR / "near"
    assert near.database["NAME"] == str(BASE_DIR / "data" / "own.sqlite3")
    assert far.database["NAME"] == str(tmp_path / "lokkho.sqlite3")


def test_production_takes_what_it_is_given() -> None:
    site = read(PRODUCTION).site

    assert site.is_production
    assert site.allowed_hosts == ("lokkho.example.gov.bd", "www.lokkho.example.gov.bd")
    assert site.database["PASSWORD"] == "p@ss"
    assert site.hsts_seconds == 365 * 24 * 60 * 60


@pytest.mark.parametrize(
    ("url", "host", "options"),
    [
        ("postgres://lokkho@/lokkho?host=/run/pg", "", {"host": "/run/pg"}),
        ("postgresql://u:p@h:5433/db?sslmode=require", "h", {"sslmode": "require"}),
        ("psql://u:p@h/db", "h", None),
    ],
)
def test_addresses_of_postgresql_are_read(
    url: str, host: str, options: dict[str, str] | None
) -> None:
    database = read({"DATABASE_URL": url}).site.database

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["HOST"] == host
    assert database.get("OPTIONS") == options


@pytest.mark.parametrize(
    ("variables", "required"),
    [
        ({}, False),
        ({"LOKKHO_SECOND_FACTOR": "required"}, True),
        (PRODUCTION, True),
        ({**PRODUCTION, "LOKKHO_SECOND_FACTOR": "off"}, False),
    ],
)
def test_second_factor_is_required_in_production_unless_it_says_otherwise(
    variables: dict[str, str], required: bool
) -> None:
    assert (read(variables).site.second_factor == "required") == required


OIDC = {
    "OIDC_ISSUER": "https://id.example.gov.bd/",
    "OIDC_CLIENT_ID": "lokkho",
    "OIDC_CLIENT_SECRET": "secret",
}


STORE = {
    "EVIDENCE_S3_ENDPOINT": "https://s3.example",
    "EVIDENCE_S3_BUCKET": "lokkho",
    "EVIDENCE_S3_ACCESS_KEY": "key",
    "EVIDENCE_S3_SECRET_KEY": "secret",
}


def test_links_of_emails_lead_to_the_first_name_of_the_site() -> None:
    local = read({"PORT": "8001"})
    stated = {**PRODUCTION, "SITE_URL": "https://www.lokkho.example.gov.bd/"}

    assert local.site.url == "http://127.0.0.1:8001"
    assert read(PRODUCTION).site.url == ("https://lokkho.example.gov.bd")
    assert read(stated).site.url == ("https://www.lokkho.example.gov.bd")


@pytest.mark.parametrize(
    "url", ["lokkho.example.gov.bd", "http://lokkho.example.gov.bd", "https://x.bd/apa", "https://"]
)
def test_production_refuses_an_address_that_emails_cannot_lead_to(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SITE_URL is"):
        read({**PRODUCTION, "SITE_URL": url})


def test_hour_and_days_of_the_daily_email_are_read() -> None:
    chosen = {"LOKKHO_DIGEST_HOUR": "16", "LOKKHO_REMINDER_DAYS": "7, 2"}

    site = read(chosen).site

    assert (site.digest_hour, site.reminder_days) == (16, (7, 2))
    for wrong in ({"LOKKHO_DIGEST_HOUR": "24"}, {"LOKKHO_REMINDER_DAYS": "3;1"}):
        with pytest.raises(ImproperlyConfigured, match="expected"):
            read(wrong)


def test_open_id_connect_is_off_unless_it_is_asked_for() -> None:
    assert read({}).oidc is None
    assert read({"OIDC_ISSUER": " "}).oidc is None


def test_open_id_connect_takes_three_values_and_has_careful_defaults() -> None:
    oidc = read(OIDC).oidc

    assert oidc is not None
    assert (oidc.issuer, oidc.client_id) == ("https://id.example.gov.bd", "lokkho")
    assert (oidc.match, oidc.second_factor) == ("email", "ours")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"OIDC_CLIENT_SECRET": ""}, "OIDC_CLIENT_SECRET missing; signing in by OpenID Connect"),
        ({"OIDC_ISSUER": "", "OIDC_CLIENT_ID": ""}, "OIDC_ISSUER, OIDC_CLIENT_ID missing"),
        ({"OIDC_ISSUER": "http://id.example.gov.bd"}, "begins with https://"),
        ({"OIDC_ISSUER": "id.example.gov.bd"}, "begins with https://"),
        ({"OIDC_MATCH": "name"}, "OIDC_MATCH is 'name'; expected email or username"),
        ({"OIDC_SECOND_FACTOR": "none"}, "expected ours or provider"),
        ({"OIDC_SECRET": "x"}, "OIDC_SECRET is unknown; did you mean OIDC_CLIENT_SECRET?"),
    ],
)
def test_open_id_connect_says_what_is_missing_or_wrong(changed: dict[str, str], said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=re.escape(said)):
        read({**OIDC, **changed})


def test_issuer_on_this_machine_is_for_local_runs_alone() -> None:
    near = {**OIDC, "OIDC_ISSUER": "http://127.0.0.1:9000"}

    assert read(near).oidc
    with pytest.raises(ImproperlyConfigured, match="https://"):
        read({**PRODUCTION, **near})


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
@pytest.mark.parametrize("blank", [None, "", " "])
def test_production_without_a_value_says_which(name: str, blank: str | None) -> None:
    variables = {**PRODUCTION, name: blank or ""}
    if blank is None:
        del variables[name]

    with pytest.raises(ImproperlyConfigured, match=f"{name} is missing; production needs it"):
        read(variables)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"LOKKHO_MOD": "local"}, "LOKKHO_MOD is unknown; did you mean LOKKHO_MODE?"),
        ({"LOKKHO_MODE": "prod"}, "LOKKHO_MODE is 'prod'; expected local or production."),
        ({"DEBUG": "ture"}, "DEBUG is 'ture'; expected 1 or 0."),
        ({**PRODUCTION, "DEBUG": "1"}, "DEBUG shows secrets to visitors; production refuses it."),
        ({**PRODUCTION, "SECRET_KEY": "short"}, "SECRET_KEY is too weak; expected 50"),
        ({**PRODUCTION, "SECRET_KEY": "a" * 60}, "SECRET_KEY is too weak; expected 50"),
        ({**PRODUCTION, "ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS is '*'; expected the site's names"),
        ({"ALLOWED_HOSTS": "lokkho.example"}, "Set LOKKHO_MODE=production to serve others."),
        ({"DATABASE_URL": "mysql://u:hunter2@h/db"}, "DATABASE_URL is no address of a database"),
        ({"DATABASE_URL": "lokkho"}, "DATABASE_URL is no address of a database"),
        ({"DATABASE_URL": "postgres://u:hunter2@h/"}, "DATABASE_URL names no database."),
        ({"LOKKHO_HSTS_SECONDS": "-1"}, "LOKKHO_HSTS_SECONDS is '-1'; expected a whole number."),
        ({"LOKKHO_SECOND_FACTOR": "no"}, "LOKKHO_SECOND_FACTOR is 'no'; expected required or off"),
        ({**PRODUCTION, "EMAIL_HOTS": "mail"}, "EMAIL_HOTS is unknown; did you mean EMAIL_HOST?"),
        ({"EMAIL_PORT": "65536"}, "EMAIL_PORT is '65536'; expected a port from 1 to 65535."),
        ({"PORT": "http"}, "PORT is 'http'; expected a port from 1 to 65535."),
        ({"PORT": "1_0"}, "PORT is '1_0'; expected a port from 1 to 65535."),
        ({"PORT": "১২"}, "PORT is '১২'; expected a port from 1 to 65535."),
        ({"WEB_CONCURRENCY": "many"}, "WEB_CONCURRENCY is 'many'; expected a whole number, 1"),
        ({"WEB_CONCURRENCY": "0"}, "WEB_CONCURRENCY is '0'; expected a whole number, 1 at least."),
        ({"LOKKHO_DIGEST_HOUR": "24"}, "is '24'; expected an hour from 0 to 23."),
        ({"DATABASE_URL": "postgres://u:hunter2@h:99999/x"}, "DATABASE_URL is no address"),
        ({"EMAIL_HOST": "mail"}, "EMAIL_FROM is missing; EMAIL_HOST needs it."),
        ({"LOKKHO_LOG_LEVEL": "loud"}, "LOKKHO_LOG_LEVEL is 'loud'; expected DEBUG or INFO"),
    ],
)
def test_unusable_value_is_refused_with_a_sentence(wrong: dict[str, str], sentence: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        read(wrong)

    assert sentence in str(refused.value)
    assert "hunter2" not in str(refused.value)


def test_names_of_other_programs_are_left_alone_on_ones_own_machine() -> None:
    assert read({"EMAIL_ADDRESS": "me@example.org", "GIT": "1"})


def test_all_mistakes_are_named_at_once() -> None:
    wrong = {
        **PRODUCTION,
        "ALLOWED_HOSTS": "",
        "DEBUG": "on",
        "EMAIL_PORT": "x",
        "EMAIL_HOST": "mail",
        "LOKKHO_X": "1",
        "OIDC_ISSUER": "http://id.example",
    }

    assert refusal(wrong) == [
        "LOKKHO_X is unknown; did you mean LOKKHO_MODE?",
        "ALLOWED_HOSTS is missing; production needs it.",
        "DEBUG is 'on'; expected 1 or 0.",
        "EMAIL_PORT is 'x'; expected a port from 1 to 65535.",
        "EMAIL_FROM is missing; EMAIL_HOST needs it.",
        "OIDC_ISSUER is 'http://id.example'; expected an address that begins with https://.",
        "OIDC_CLIENT_ID, OIDC_CLIENT_SECRET missing; signing in by OpenID Connect needs "
        "OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, or no OIDC_ variable at all.",
    ]


def test_mode_that_nobody_knows_is_told_once() -> None:
    wrong = {"LOKKHO_MODE": "prod", "OIDC_ISSUER": "https://id.example"}

    assert [said for said in refusal(wrong) if "LOKKHO_MODE" in said] == [
        "LOKKHO_MODE is 'prod'; expected local or production."
    ]


@pytest.mark.parametrize("mode", ["local", "production"])
@pytest.mark.parametrize("name", [name for name in VARIABLES if name != "LOKKHO_MODE"])
def test_garbage_is_refused_in_a_sentence_or_taken_as_text(name: str, mode: str) -> None:
    """Whatever stands there: no other error, and never a secret in it."""
    given = {**OIDC, **STORE, **(PRODUCTION if mode == "production" else {})}
    for garbage in ("hunter2", "[hunter2", '{"hunter2": 1}', "₹", "9" * 5000):
        told = refused_or_none({**given, "LOKKHO_MODE": mode, name: garbage})
        assert told is None or name in told
        if extra_of(VARIABLES[name])["is_secret"]:
            assert "hunter2" not in (told or "")


def test_secrets_are_not_shown_with_the_other_values() -> None:
    secret = {
        name: f"{'x7Qk-' * 10}hunter2"
        for name, field in VARIABLES.items()
        if extra_of(field)["is_secret"] and name != "DATABASE_URL"
    }
    url = "postgres://lokkho:hunter2@db.example:5432/apa"

    shown = repr(read({**PRODUCTION, **OIDC, **STORE, **secret, "DATABASE_URL": url}))

    assert "lokkho.example.gov.bd" in shown
    assert "hunter2" not in shown


def test_secret_key_of_local_runs_stays_the_same_and_private(tmp_path: Path) -> None:
    key = local_secret_key(tmp_path / "var")

    assert local_secret_key(tmp_path / "var") == key
    assert len(key) >= 50
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_secret_key_made_by_several_at_once_is_one(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(local_secret_key, [tmp_path] * 32))

    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_env_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text(
        "# a comment\n\nPORT=8001\nexport SECRET_KEY='a$b#c'\n"
        "EMAIL_HOST_PASSWORD=${PORT}-$HOME #no part of it\n"
    )

    assert read_env_file(path) == {
        "PORT": "8001",
        "SECRET_KEY": "a$b#c",
        "EMAIL_HOST_PASSWORD": "${PORT}-$HOME",
    }
    assert read_env_file(tmp_path / "none") == {}


def test_env_file_with_mistakes_is_refused_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("PORT=8001\nDATABASE_URI=sqlite:///x\n\nsecret words\nPORT\n")

    with pytest.raises(ImproperlyConfigured) as refused:
        read_env_file(path)

    assert ".env, line 2: DATABASE_URI is unknown; did you mean DATABASE_URL?" in str(refused.value)
    assert ".env, line 4: expected NAME=value." in str(refused.value)
    assert ".env, line 5: expected NAME=value." in str(refused.value)
    assert "words" not in str(refused.value)


def test_papers_are_those_of_the_declarations() -> None:
    assert (BASE_DIR / ".env.example").read_text("utf-8") == example()
    assert (BASE_DIR / "docs" / "settings.md").read_text("utf-8") == table()


def test_every_setting_says_what_it_is_for_in_both_languages() -> None:
    for name, field in VARIABLES.items():
        assert field.description, name
        assert re.search("[ঀ-৿]", extra_of(field)["bn"]), name


def test_example_names_every_variable_and_none_but_examples_that_can_be_used(
    tmp_path: Path,
) -> None:
    path = tmp_path / ".env"
    path.write_text(re.sub("^#(?=[A-Z_0-9]+=)", "", example(), flags=re.MULTILINE))

    given = read_env_file(path)

    assert set(given) == set(VARIABLES) - {"LOKKHO_ENV_FILE"}
    secret = {"SECRET_KEY": "x7Qk-" * 10, "DEBUG": "0"}
    keys = {name: "key" for name, text in given.items() if name.startswith("EVIDENCE") and not text}
    read({**given, **secret, **keys, "OIDC_CLIENT_SECRET": "key"})
