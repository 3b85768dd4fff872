"""Settings of Lokkho. What differs between machines comes from ``config.environment``."""

import os
from pathlib import Path

from config.environment import local_secret_key, read_env_file, read_environment
from config.evidence_store import storage_in
from numerals import LANGUAGE_NAMES, language_of

BASE_DIR = Path(__file__).resolve().parent.parent
for _name, _value in read_env_file(BASE_DIR / os.environ.get("LOKKHO_ENV_FILE", ".env")).items():
    os.environ.setdefault(_name, _value)
_environment = read_environment()
_site, _email = _environment.site, _environment.email

PRODUCTION = _site.is_production
DEBUG = _site.debug
VAR_DIR = _site.var_dir
SECRET_KEY = _site.secret_key or local_secret_key(VAR_DIR)
SECRET_KEY_FALLBACKS = list(_site.secret_key_fallbacks)
ALLOWED_HOSTS = list(_site.allowed_hosts)
if not PRODUCTION:
    VAR_DIR.mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [
    "notices",
    "ledger",
    "presentation",
    "offices",
    "plans",
    "indicators",
    "reports",
    "config.apps.AdministrationConfig",
    # Before our own config, whose admin takes back what the queue registers there.
    "django_tasks",
    "django_tasks_db",
    "config.apps.MachineConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_filters",
    "django_tables2",
    "import_export",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Before what a page needs in its head and a file does not: half a kilobyte, twenty times.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.RequestIdMiddleware",
    "config.middleware.ContentSecurityPolicyMiddleware",
    "config.busy.BusyMiddleware",
    "config.compression.CompressionMiddleware",
    "config.middleware.NothingKeptMiddleware",
    # Before the first that asks the database, for the session of a cookie.
    "config.readable.ReadableRequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "offices.accounts.middleware.PersonMiddleware",
    "offices.accounts.middleware.SignInMiddleware",
    "offices.accounts.middleware.UserLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.OnlyByFormMiddleware",
    "config.middleware.ScorePlacesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.navigation.navigation",
                "config.navigation.token_cookie",
                "config.navigation.help_contact",
            ],
        },
    }
]

# A new connection for every request costs five times the request.
DATABASES = {"default": {**_site.database, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Writers queue instead of failing (IMMEDIATE, 20 s), readers go on meanwhile (WAL), and what
    # was answered "saved" outlives a power cut (FULL).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "offices.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 10},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
# Signing in with another organisation's account, if the environment asks for it: the library is
# neither needed nor loaded otherwise (docs/decisions/oidc-sign-in.md).
OIDC = _environment.oidc
if OIDC:
    INSTALLED_APPS += [
        "allauth.account",
        "allauth.socialaccount",
        "allauth.socialaccount.providers.openid_connect",
        "offices.accounts.oidc",
    ]
    MIDDLEWARE.append("allauth.account.middleware.AccountMiddleware")
    SOCIALACCOUNT_ADAPTER = "offices.accounts.oidc.adapter.KnownPeopleOnly"
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": OIDC.name,
                    "client_id": OIDC.client_id,
                    "secret": OIDC.client_secret,
                    "settings": {"server_url": OIDC.issuer},
                }
            ],
        }
    }

LOGIN_URL = "offices:sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "offices:sign-in"
# A link to set a password works once, and for these days.
PASSWORD_RESET_TIMEOUT = _site.link_days * 24 * 60 * 60
# One on a slip of paper has a longer way to go.
SLIP_DAYS = _site.slip_days

EMAIL_BACKEND = "django.core.mail.backends.{}.EmailBackend".format(
    "smtp" if _email.host else "console"
)
EMAIL_HOST = _email.host
EMAIL_PORT = _email.port
EMAIL_HOST_USER = _email.user
EMAIL_HOST_PASSWORD = _email.password
EMAIL_USE_TLS = _email.security == "starttls"
EMAIL_USE_SSL = _email.security == "tls"
# A mail server that does not answer must not keep a person, or a worker, waiting.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _email.sender
# Named to gunicorn as well. What others say of an address is not believed.
TRUSTED_PROXIES = list(_site.proxies)
# Whether those who need a second factor get no further without (offices/accounts/second_factor).
SECOND_FACTOR_REQUIRED = _site.second_factor == "required"
# Whom people ask for help, as the organisation says it.
HELP_CONTACT = _site.help_contact
OTP_TOTP_ISSUER = "Lokkho"
# Attempts are counted by our own throttling, which says when the next one will be heard.
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0
SESSION_ENGINE = "offices.accounts.sessions"
# Offices share computers: a sign-in lasts a working day and ends with the browser.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Who does nothing for so long is signed out; what was typed stays on the device.
IDLE_MINUTES = _site.idle_minutes

LANGUAGE_CODE = language_of(None)
LANGUAGES = LANGUAGE_NAMES
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
TIME_ZONE = "Asia/Dhaka"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.assets.scripts.KeptScripts",
]
# What can be made again, kept for all processes of the machine: what each was made from is in its
# key, and nothing is ever taken back.
CACHES = {
    name: {
        "BACKEND": "config.disk_cache.DiskCache",
        "LOCATION": VAR_DIR / "cache" / name,
        "TIMEOUT": timeout,
        "OPTIONS": {"MAX_ENTRIES": most},
    }
    for name, timeout, most in (
        ("default", 300, 2000),
        # Printed forms, about 80 KB each, and where their pages begin.
        ("paper", None, 2000),
        ("page-breaks", None, 2000),
        # The order of thousands of offices, half a megabyte each, and of which moment it is.
        ("rankings", 60, 64),
    )
}
STORAGES = {
    # Never served by address: indicators.returns.evidence.views hands the files out to those who
    # may see them.
    "evidence": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": VAR_DIR / "evidence",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    # Finished packets, for the few days that they are kept; handed out as evidence is.
    "packets": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": VAR_DIR / "packets",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "batches": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": VAR_DIR / "batches",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.storage.StaticFilesStorage"},
}

if _environment.evidence_store:
    STORAGES["evidence"] = storage_in(_environment.evidence_store)

# What outlives its request is done by `manage.py work`, from a queue in the database itself.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
# Where jobs put what they are working on; what a killed one leaves is removed.
WORK_DIR = VAR_DIR / "work"

# Where the links of emails lead, at what hour the day's are sent, and how many days before a
# return is due its office is reminded.
SITE_URL = _site.url
# Read by config/gunicorn.py and config/trial.py.
PORT = _site.port
WEB_WORKERS = _site.workers
PRINTERS = _site.printers
DIGEST_HOUR = _site.digest_hour
# The day of the month on which the last one is mailed in brief.
BRIEFING_DAY = _site.briefing_day
REMINDER_DAYS = _site.reminder_days

# The workshop's editor without our script sends a whole plan: 2,000 rows of some twenty cells.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 50_000
# Several forms of 5 MB come in one request.
DATA_UPLOAD_MAX_NUMBER_FILES = 200

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    # The proxy asks for it on the inside, without TLS.
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = _site.hsts_seconds
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # Browsers take such a cookie from this very host alone, over TLS alone.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    # Preloading binds a whole domain in every browser for years: its owner's decision, not ours.
    SILENCED_SYSTEM_CHECKS = ["security.W021"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.log_lines.OneLineFormatter", "folds": not DEBUG}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # Scanners knock by number all day: they get their 400, the proxy's log has them.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        **{
            name: {"level": _site.log_level}
            for name in ("config", "ledger", "notices", "offices", "plans", "indicators", "reports")
        },
    },
}
