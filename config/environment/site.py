"""The settings of the site itself: who it answers, where its data are, how long things last."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, field_validator
from pydantic_core.core_schema import ValidationInfo

from config.environment.database import database_of
from config.environment.declaring import (
    LOCAL_HOSTS,
    Addresses,
    Days,
    Declared,
    Expected,
    Hour,
    MonthDay,
    Names,
    Port,
    Switch,
    WholeNumber,
    Workers,
    by_comma,
    is_production,
    sentence,
    setting,
)

BASE_DIR: Final = Path(__file__).resolve().parents[2]
"""The checkout: where paths that are not absolute begin."""

SECRET_KEY_LENGTH: Final = 50
"""Django's own check --deploy asks for as much."""


def _below_checkout(path: Path) -> Path:
    return BASE_DIR / path


Folder: TypeAlias = Annotated[Path, AfterValidator(_below_checkout), Expected("a folder")]
Keys: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(by_comma), Expected("keys by comma")]
Database: TypeAlias = Annotated[dict[str, Any], Expected("the address of a database")]


class Site(Declared):
    """The site's own settings; without ``workers`` the machine decides."""

    secret_key: str = setting(
        "SECRET_KEY",
        "",
        is_secret=True,
        is_needed=True,
        en=(
            "Signs sessions and forms. At least 50 random characters, kept secret, made by\n"
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        ),
        bn=(
            "সেশন ও ফরমে স্বাক্ষর করে। অন্তত ৫০টি এলোমেলো অক্ষর, গোপন রাখুন:\n"
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        ),
    )
    secret_key_fallbacks: Keys = setting(
        "SECRET_KEY_FALLBACKS",
        (),
        is_secret=True,
        en=(
            "When the key is changed: the ones of before, separated by commas, the newest first. "
            "Sign-ins and links go on, and what was sealed with them still opens; see "
            '"Changing the secret key" in docs/deploy.md.'
        ),
        bn=(
            "চাবি বদলালে আগের চাবিগুলো, কমা দিয়ে, নতুনটি আগে। প্রবেশ ও লিংক চালু থাকে, আর আগে সিল "
            "করা জিনিস খোলে।"
        ),
    )
    allowed_hosts: Names = setting(
        "ALLOWED_HOSTS",
        "",
        is_needed=True,
        example="lokkho.example.gov.bd",
        en=(
            "The names that people type to reach the site, separated by commas. A local run "
            f"answers to {', '.join(LOCAL_HOSTS)} only."
        ),
        bn="যে নামে সবাই সাইটে আসেন, কমা দিয়ে। স্থানীয়ভাবে চালালে শুধু এই কম্পিউটারের নাম।",
    )
    var_dir: Folder = setting(
        "LOKKHO_VAR_DIR",
        "var",
        example="/var/lib/lokkho",
        en=(
            "Where files that belong to this machine are kept: collected static files, evidence, "
            "caches, and in local runs the database and the secret key. A relative path begins in "
            "the checkout."
        ),
        bn=("এই সার্ভারের ফাইল যেখানে থাকে: স্থির ফাইল, প্রমাণক, ক্যাশ; স্থানীয়ভাবে চালালে ডেটাবেজ ও গোপন চাবিও।"),
    )
    database: Database = setting(
        "DATABASE_URL",
        "",
        is_secret=True,
        is_needed=True,
        example="postgres://lokkho:PASSWORD@127.0.0.1:5432/lokkho",
        en=(
            "Where the data is: PostgreSQL 15 or newer, or an SQLite file "
            "(sqlite:////var/lib/lokkho/lokkho.sqlite3; four slashes begin an absolute path). "
            "Special characters in the password are written as %XX. Local runs and tests use "
            "SQLite if it is not given."
        ),
        bn=(
            "ডেটা যেখানে থাকে: PostgreSQL ১৫ বা নতুন, অথবা SQLite ফাইল। পাসওয়ার্ডের বিশেষ চিহ্ন %XX "
            "রূপে লিখুন। না দিলে স্থানীয়ভাবে SQLite।"
        ),
    )
    debug: Switch = setting(
        "DEBUG",
        "0",
        example="1",
        en="1 shows errors with their source to the visitor: on your own machine only.",
        bn="1 দিলে ত্রুটি উৎসসহ দেখায়: শুধু নিজের কম্পিউটারে।",
    )
    second_factor: Literal["required", "off", ""] = setting(
        "LOKKHO_SECOND_FACTOR",
        "",
        example="required",
        en=(
            "required (the default in production): reviewers at head offices, planners and "
            "administrators sign in with a password and a code of their phone; until they have "
            "set that up, they get no further. off (the default of local runs): nobody has to; "
            "who has set it up is still asked for the code."
        ),
        bn=(
            "required (production-এ): প্রধান কার্যালয়ের যাচাইকারী, পরিকল্পনা কর্মকর্তা ও প্রশাসক পাসওয়ার্ডের "
            "সঙ্গে ফোনের কোড দিয়ে প্রবেশ করেন। off: কারও জন্য বাধ্যতামূলক নয়।"
        ),
    )
    help_contact: str = setting(
        "LOKKHO_HELP_CONTACT",
        "",
        example="এপিএ শাখা, ফোন ০২-৯৫৫৬১৯১ · APA section, phone 02-9556191",
        en=(
            "Whom people ask for help: a line that the guide and the sign-in page show, in the "
            "languages that your offices read. Blank: none is shown."
        ),
        bn=(
            "সহায়তার জন্য কার সঙ্গে যোগাযোগ করতে হবে: নির্দেশিকা ও প্রবেশের পাতায় দেখানো এক লাইন। "
            "ফাঁকা থাকলে দেখানো হয় না।"
        ),
    )
    hsts_seconds: WholeNumber = setting(
        "LOKKHO_HSTS_SECONDS",
        365 * 24 * 60 * 60,
        example="3600",
        en=(
            "How long browsers shall insist on HTTPS, in seconds. Start with 3600 on a new site, "
            "until its certificate is known to renew itself."
        ),
        bn="ব্রাউজার কত সেকেন্ড HTTPS-এ অনড় থাকবে। নতুন সাইটে 3600 দিয়ে শুরু করুন।",
    )
    link_days: WholeNumber = setting(
        "LOKKHO_LINK_DAYS",
        7,
        example="7",
        en="For how many days a link to set a password works.",
        bn="পাসওয়ার্ড ঠিক করার লিংক কত দিন চলে।",
    )
    slip_days: WholeNumber = setting(
        "LOKKHO_SLIP_DAYS",
        30,
        example="30",
        en="For how many days a link on a printed slip works, which has a longer way to go.",
        bn="প্রিন্ট করা স্লিপের লিংক কত দিন চলে; সেটি পৌঁছাতে বেশি সময় লাগে।",
    )
    idle_minutes: WholeNumber = setting(
        "LOKKHO_IDLE_MINUTES",
        60,
        example="60",
        en=(
            "After how many minutes without a request a person is signed out; what was typed "
            "by then stays on the device and is sent after the next sign-in."
        ),
        bn=(
            "কত মিনিট কোনো কাজ না হলে প্রস্থান হয়ে যায়; এর মধ্যে যা লেখা হয়েছে তা কম্পিউটারে বা ফোনে থাকে, "
            "পরের প্রবেশে পাঠানো হয়।"
        ),
    )
    digest_hour: Hour = setting(
        "LOKKHO_DIGEST_HOUR",
        7,
        example="7",
        en="The hour at which the emails of a day are sent, 0 to 23.",
        bn="দিনের ইমেইল কোন ঘণ্টায় যায়, ০ থেকে ২৩।",
    )
    briefing_day: MonthDay = setting(
        "LOKKHO_BRIEFING_DAY",
        10,
        example="10",
        en=(
            "The day of the month on which heads and reviewers of offices above the field offices "
            "are mailed the last month in brief, two pages as PDF, 1 to 21; 0 mails none."
        ),
        bn=(
            "মাসের কোন তারিখে মাঠ কার্যালয়ের উপরের কার্যালয়ের প্রধান ও যাচাইকারীদের কাছে গত মাসের সারসংক্ষেপ "
            "(দুই পৃষ্ঠার PDF) ইমেইলে যায়, ১ থেকে ২১; ০ দিলে যায় না।"
        ),
    )
    reminder_days: Days = setting(
        "LOKKHO_REMINDER_DAYS",
        (3, 1, 0),
        example="3,1,0",
        en="How many days before a return is due its office is reminded, separated by commas.",
        bn="প্রতিবেদনের শেষ তারিখের কত দিন আগে কার্যালয়কে মনে করিয়ে দেওয়া হয়, কমা দিয়ে।",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = setting(
        "LOKKHO_LOG_LEVEL",
        "INFO",
        example="INFO",
        en="The least severe of what is written to the log.",
        bn="লগে অন্তত কোন মাত্রার কথা লেখা হয়।",
    )
    port: Port = setting(
        "PORT",
        8000,
        example="8000",
        en="The port on 127.0.0.1 that gunicorn listens on.",
        bn="127.0.0.1-এ gunicorn যে পোর্টে শোনে।",
    )
    workers: Workers = setting(
        "WEB_CONCURRENCY",
        None,
        example="5",
        en="The number of gunicorn's workers; two for each core and one more, if it is not given.",
        bn="gunicorn-এর কর্মীর সংখ্যা; না দিলে প্রতি কোরে দুটি ও আরও একটি।",
    )
    printers: Workers = setting(
        "PRINTERS",
        None,
        example="2",
        en=(
            "The number of processes that print the papers of many offices together, 180 MB each; "
            "one for each core, if it is not given."
        ),
        bn=("অনেক কার্যালয়ের কাগজ একসঙ্গে যত প্রসেস ছাপে, প্রতিটি ১৮০ মেগাবাইট; না দিলে প্রতি কোরে একটি।"),
    )
    proxies: Addresses = setting(
        "FORWARDED_ALLOW_IPS",
        ("127.0.0.1", "::1"),
        example="10.0.0.5",
        en=(
            "The addresses of the proxies in front, separated by commas: what others say of a "
            "visitor's address, or of HTTPS, is not believed."
        ),
        bn="সামনের প্রক্সির ঠিকানা, কমা দিয়ে; দর্শকের ঠিকানা বা HTTPS নিয়ে অন্যের কথা মানা হয় না।",
    )
    url: str = setting(
        "SITE_URL",
        "",
        example="https://lokkho.example.gov.bd",
        en=(
            "Where the links of emails lead: https and the first of ALLOWED_HOSTS, if it is not "
            "given."
        ),
        bn="ইমেইলের লিংক যেখানে যায়; না দিলে https ও ALLOWED_HOSTS-এর প্রথমটি।",
    )
    env_file: str = setting(
        "LOKKHO_ENV_FILE",
        ".env",
        example="/dev/null",
        en="Another file than .env in the checkout; it cannot stand in the file itself.",
        bn="চেকআউটের .env-এর বদলে অন্য ফাইল; ফাইলের ভেতরে লেখা যায় না।",
    )

    @property
    def is_production(self) -> bool:
        """Whether others than this machine are served."""
        return self.mode == "production"

    @field_validator("secret_key")
    @classmethod
    def _strong(cls, value: str, info: ValidationInfo) -> str:
        if is_production(info) and (len(value) < SECRET_KEY_LENGTH or len(set(value)) < 5):
            raise sentence(
                f"SECRET_KEY is too weak; expected {SECRET_KEY_LENGTH} random characters or more."
            )
        return value

    @field_validator("allowed_hosts")
    @classmethod
    def _own_hosts(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if "*" in value:
            raise sentence("ALLOWED_HOSTS is '*'; expected the site's names, by comma.")
        strangers = [host for host in value if host not in LOCAL_HOSTS]
        if strangers and not is_production(info):
            raise sentence(
                f"ALLOWED_HOSTS names {', '.join(strangers)}; a local run answers to "
                f"{', '.join(LOCAL_HOSTS)} only. Set LOKKHO_MODE=production to serve others."
            )
        return value or LOCAL_HOSTS

    @field_validator("database", mode="before")
    @classmethod
    def _database(cls, value: Any, info: ValidationInfo) -> Any:
        if not value and is_production(info):
            return value  # which is refused as missing
        var_dir = info.data.get("var_dir", BASE_DIR)
        return database_of(value or f"sqlite:///{var_dir / 'lokkho.sqlite3'}", base_dir=BASE_DIR)

    @field_validator("debug")
    @classmethod
    def _hidden_mistakes(cls, value: bool, info: ValidationInfo) -> bool:
        if value and is_production(info):
            raise sentence("DEBUG shows secrets to visitors; production refuses it.")
        return value

    @field_validator("second_factor", mode="before")
    @classmethod
    def _second_factor_of_mode(cls, value: Any, info: ValidationInfo) -> Any:
        return value or ("required" if is_production(info) else "off")

    @field_validator("url")
    @classmethod
    def _site_address(cls, value: str, info: ValidationInfo) -> str:
        """Without a slash at its end."""
        url = value.rstrip("/")
        if not url:
            name = info.data.get("allowed_hosts", LOCAL_HOSTS)[0].lstrip(".")
            near = f"http://127.0.0.1:{info.data.get('port')}"
            return f"https://{name}" if is_production(info) else near
        parts = urlsplit(url)
        schemes = ("https",) if is_production(info) else ("http", "https")
        if not parts.hostname or parts.path or parts.query or parts.scheme not in schemes:
            raise sentence(
                f"SITE_URL is {url!r}; expected the site's address, such as "
                "https://lokkho.example.gov.bd."
            )
        return url
