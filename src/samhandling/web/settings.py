"""Django's settings, from the environment: SAMHANDLING_HOME, DATABASE_URL, SAMHANDLING_SECRET_KEY."""

import os
from typing import Any

import dj_database_url

from samhandling.web.home import home, secret_key

SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("SAMHANDLING_HOSTS", "127.0.0.1,localhost").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "samhandling.office",
    "samhandling.people",
    "samhandling.strategy",
    "samhandling.plan",
    "samhandling.coverage",
]

AUTH_USER_MODEL = "people.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def database() -> dict[str, Any]:
    """PostgreSQL where `DATABASE_URL` says so, else SQLite in the home.

    SQLite: WAL, and transactions that take the write lock at once, so that two writers wait instead of failing half-way.
    """
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{home() / 'samhandling.sqlite3'}"
    found: dict[str, Any] = dict(dj_database_url.parse(url))
    found["CONN_MAX_AGE"] = None
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
USE_I18N = True

LOGGING: dict[str, Any] = {"version": 1, "disable_existing_loggers": False}
