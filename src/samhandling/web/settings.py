"""Django's settings, from the environment.

SAMHANDLING_HOME where everything is written; DATABASE_URL which database; SAMHANDLING_SECRET_KEY, else one is made and kept in the
home; SAMHANDLING_HOSTS the names that the site answers to; SAMHANDLING_HTTPS=1 behind a proxy with TLS; SAMHANDLING_STRATEGY which
strategy the pages show; SAMHANDLING_THEME a file with a region's four colours; SAMHANDLING_UPLOAD_MB how large a file may be sent in.
"""

import os
from pathlib import Path
from typing import Any

import dj_database_url

from samhandling.office.home import home
from samhandling.web.people.way_in_settings import *  # noqa: F403 (settings of two libraries, told of in that file)
from samhandling.web.secret import secret_key

HERE = Path(__file__).resolve().parent

SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("SAMHANDLING_HOSTS", "127.0.0.1,localhost").split(",")
SAMHANDLING_STRATEGY = os.environ.get("SAMHANDLING_STRATEGY", "")
SAMHANDLING_LICENCE = os.environ.get("SAMHANDLING_LICENCE", "")
HTTPS = os.environ.get("SAMHANDLING_HTTPS") == "1"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "samhandling.office",
    "samhandling.people",
    "samhandling.strategy",
    "samhandling.figures",
    "samhandling.plan",
    "samhandling.coverage",
    "samhandling.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "samhandling.web.middleware.strict_content",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "samhandling.web.middleware.language_and_viewer",
    "samhandling.web.middleware.plain_faults",
]

ROOT_URLCONF = "samhandling.web.urls"
WSGI_APPLICATION = "samhandling.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "context_processors": ["samhandling.web.context.page"],
            "builtins": ["samhandling.web.templatetags.words"],
            "loaders": [("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
        },
    }
]

AUTH_USER_MODEL = "people.Person"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def database() -> dict[str, Any]:
    """PostgreSQL where `DATABASE_URL` says so, else SQLite in the home.

    SQLite: WAL, and transactions that take the write lock at once, so that two writers wait instead of failing half-way.
    """
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{home() / 'samhandling.sqlite3'}"
    found: dict[str, Any] = dict(dj_database_url.parse(url))
    found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"] = None, True
    if "sqlite" in found["ENGINE"]:
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;",
        }
    return found


DATABASES = {"default": database()}

USE_TZ = True
TIME_ZONE = "Europe/Stockholm"
LANGUAGE_CODE = "sv"
USE_I18N = False

STATIC_URL = "/static/"
STATIC_ROOT = HERE / "static"
WHITENOISE_USE_FINDERS = False
WHITENOISE_MAX_AGE = 3600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "samhandling.web.errors.stale_form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
# A change of 500 initiatives sends the case number and the version of each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
UPLOAD_BYTES = int(os.environ.get("SAMHANDLING_UPLOAD_MB") or "60") * 1_000_000
FILE_UPLOAD_HANDLERS = [
    "samhandling.web.importing.receiving.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
LOGIN_URL = "/logga-in"

LOGGING: dict[str, Any] = {"version": 1, "disable_existing_loggers": False, "loggers": QUIET_LOGGERS}  # noqa: F405
