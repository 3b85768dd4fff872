from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import (
    LOCAL_HOSTS,
    VARIABLES,
    local_secret_key,
    read_env_file,
    read_environment,
)

PRODUCTION = {
    "LOKKHO_MODE": "production",
    "SECRET_KEY": "x7Qk-" * 10,
    "ALLOWED_HOSTS": "lokkho.example.gov.bd, www.lokkho.example.gov.bd",
    "DATABASE_URL": "postgres://lokkho:p%40ss@db.example:5432/apa",
}


def test_local_run_needs_nothing(tmp_path: Path) -> None:
    environment = read_environment({}, base_dir=tmp_path)

    assert not environment.production
    assert not environment.debug
    assert environment.allowed_hosts == LOCAL_HOSTS
    assert environment.database["ENGINE"] == "django.db.backends.sqlite3"
    assert environment.database["NAME"] == str(tmp_path / "var" / "lokkho.sqlite3")


def test_production_takes_what_it_is_given(tmp_path: Path) -> None:
    environment = read_environment(PRODUCTION, base_dir=tmp_path)

    assert environment.production
    assert environment.allowed_hosts == ("lokkho.example.gov.bd", "www.lokkho.example.gov.bd")
    assert environment.database["PASSWORD"] == "p@ss"
    assert environment.hsts_seconds == 365 * 24 * 60 * 60
    assert not (tmp_path / "var").exists()


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
    tmp_path: Path, variables: dict[str, str], required: bool
) -> None:
    assert read_environment(variables, base_dir=tmp_path).second_factor_required == required


OIDC = {
    "OIDC_ISSUER": "https://id.example.gov.bd/",
    "OIDC_CLIENT_ID": "lokkho",
    "OIDC_CLIENT_SECRET": "secret",
}


def test_links_of_emails_lead_to_the_first_name_of_the_site(tmp_path: Path) -> None:
    local = read_environment({"PORT": "8001"}, base_dir=tmp_path)
    stated = {**PRODUCTION, "SITE_URL": "https://www.lokkho.example.gov.bd/"}

    assert local.site_url == "http://127.0.0.1:8001"
    assert read_environment(PRODUCTION, base_dir=tmp_path).site_url == (
        "https://lokkho.example.gov.bd"
    )
    assert read_environment(stated, base_dir=tmp_path).site_url == (
        "https://www.lokkho.example.gov.bd"
    )


@pytest.mark.parametrize(
    "url", ["lokkho.example.gov.bd", "http://lokkho.example.gov.bd", "https://x.bd/apa", "https://"]
)
def test_production_refuses_an_address_that_emails_cannot_lead_to(tmp_path: Path, url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SITE_URL is"):
        read_environment({**PRODUCTION, "SITE_URL": url}, base_dir=tmp_path)


def test_hour_and_days_of_the_daily_email_are_read(tmp_path: Path) -> None:
    chosen = {"LOKKHO_DIGEST_HOUR": "16", "LOKKHO_REMINDER_DAYS": "7, 2"}

    environment = read_environment(chosen, base_dir=tmp_path)

    assert (environment.digest_hour, environment.reminder_days) == (16, (7, 2))
    for wrong in ({"LOKKHO_DIGEST_HOUR": "24"}, {"LOKKHO_REMINDER_DAYS": "3;1"}):
        with pytest.raises(ImproperlyConfigured, match="expected"):
            read_environment(wrong, base_dir=tmp_path)


def test_open_id_connect_is_off_unless_it_is_asked_for(tmp_path: Path) -> None:
    assert read_environment({}, base_dir=tmp_path).oidc is None
    assert read_environment({"OIDC_ISSUER": " "}, base_dir=tmp_path).oidc is None


def test_open_id_connect_takes_three_values_and_has_careful_defaults(tmp_path: Path) -> None:
    oidc = read_environment(OIDC, base_dir=tmp_path).oidc

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
def test_open_id_connect_says_what_is_missing_or_wrong(
    tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=re.escape(said)):
        read_environment({**OIDC, **changed}, base_dir=tmp_path)


def test_issuer_on_this_machine_is_for_local_runs_alone(tmp_path: Path) -> None:
    near = {**OIDC, "OIDC_ISSUER": "http://127.0.0.1:9000"}

    assert read_environment(near, base_dir=tmp_path).oidc
    with pytest.raises(ImproperlyConfigured, match="https://"):
        read_environment({**PRODUCTION, **near}, base_dir=tmp_path)


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
@pytest.mark.parametrize("blank", [None, "", " "])
def test_production_without_a_value_says_which(
    tmp_path: Path, name: str, blank: str | None
) -> None:
    variables = {**PRODUCTION, name: blank or ""}
    if blank is None:
        del variables[name]

    with pytest.raises(ImproperlyConfigured, match=f"{name} is missing; production needs it"):
        read_environment(variables, base_dir=tmp_path)


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
        ({"EMAIL_PORT": "65536"}, "EMAIL_PORT is '65536'; expected a port, such as 587."),
        ({"PORT": "http"}, "PORT is 'http'; expected a port, such as 8000."),
        ({"WEB_CONCURRENCY": "many"}, "WEB_CONCURRENCY is 'many'; expected a whole number."),
        ({"WEB_CONCURRENCY": "0"}, "WEB_CONCURRENCY is 0; expected one worker at least."),
        ({"LOKKHO_LOG_LEVEL": "loud"}, "LOKKHO_LOG_LEVEL is 'loud'; expected DEBUG or INFO"),
    ],
)
def test_unusable_value_is_refused_with_a_sentence(
    tmp_path: Path, wrong: dict[str, str], sentence: str
) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        read_environment(wrong, base_dir=tmp_path)

    assert sentence in str(refused.value)
    assert "hunter2" not in str(refused.value)


def test_names_of_other_programs_are_left_alone_on_ones_own_machine(tmp_path: Path) -> None:
    assert read_environment({"EMAIL_ADDRESS": "me@example.org", "GIT": "1"}, base_dir=tmp_path)


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        read_environment({"LOKKHO_MODE": "production", "LOKKHO_X": "1"}, base_dir=tmp_path)

    assert len(str(refused.value).splitlines()) == 1 + 4


def test_secret_key_of_local_runs_stays_the_same_and_private(tmp_path: Path) -> None:
    key = read_environment({}, base_dir=tmp_path).secret_key

    assert read_environment({}, base_dir=tmp_path).secret_key == key
    assert len(key) >= 50
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_secret_key_made_by_several_at_once_is_one(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(local_secret_key, [tmp_path] * 32))

    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_env_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("# a comment\n\nPORT=8001\nexport SECRET_KEY='a$b#c'\n")

    assert read_env_file(path) == {"PORT": "8001", "SECRET_KEY": "a$b#c"}
    assert read_env_file(tmp_path / "none") == {}


def test_env_file_with_mistakes_is_refused_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("PORT=8001\nDATABASE_URI=sqlite:///x\nsecret words\n")

    with pytest.raises(ImproperlyConfigured) as refused:
        read_env_file(path)

    assert ".env, line 2: DATABASE_URI is unknown; did you mean DATABASE_URL?" in str(refused.value)
    assert ".env, line 3: expected NAME=value." in str(refused.value)


def test_example_names_every_variable_and_no_other(tmp_path: Path) -> None:
    example = (Path(__file__).parents[2] / ".env.example").read_text()
    path = tmp_path / ".env"
    path.write_text(
        "\n".join(line[1:] for line in example.splitlines() if line[1:2].isupper() and "=" in line)
    )

    assert set(read_env_file(path)) == VARIABLES - {"LOKKHO_ENV_FILE"}
