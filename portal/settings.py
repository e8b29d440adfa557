"""Settings of the portal, driven by the environment and safe without it.

``PORTAL_ENV`` is ``production`` unless set to ``local``; production refuses to start without
``SECRET_KEY`` and ``DATABASE_URL``. Every other variable has a default that is safe in public.
"""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env
from psycopg.conninfo import conninfo_to_dict

from portal.account_settings import *  # noqa: F403 -- a part of this file

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / ".data")))
LOCAL = env.str("PORTAL_ENV", "production") == "local"


def required(name, purpose):
    """Return an environment variable, or stop with a sentence that names it."""
    value = env.str(name, "")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. It holds {purpose}. Set it in the environment, "
            "or set PORTAL_ENV=local to try the portal on your own machine."
        )
    return value


def local_secret_key():
    """Return the key of this machine, made at the first start and kept in the data folder."""
    path = DATA_DIR / "secret_key"
    if not path.exists():
        DATA_DIR.mkdir(exist_ok=True)
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text()


# Django: identity and hosts

SECRET_KEY = local_secret_key() if LOCAL else required("SECRET_KEY", "the signing key")
DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost"] if LOCAL else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "portal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "rules",
    "django_filters",
    "import_export",
    "pgtrigger",
    "pghistory",
    "partnerships.apps.PartnershipsConfig",
    "programmes.apps.ProgrammesConfig",
    "portal.apps.PortalConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "portal.middleware.CrossOriginResourcePolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "portal.middleware.Maintenance",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.middleware.Workspace",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
AUTH_USER_MODEL = "partnerships.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
                "portal.context_processors.page",
            ],
        },
    },
]

# Django: database


def database(address):
    """Return Django's description of the database behind a PostgreSQL address."""
    parts = conninfo_to_dict(address)
    # A search through very many texts needs room to remember which; compiling takes longer than it.
    parts.setdefault("options", "-c work_mem=32MB -c jit=off")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": {**parts, "pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL", 4)}},
    }


DATABASES = {
    "default": database(required("DATABASE_URL", "the address of the PostgreSQL database"))
}

# Pictures of charts are drawn again by each process. What counts attempts to sign in is shared by
# all of them, so that more processes allow no more attempts.
CACHES = {
    "default": {
        "BACKEND": "partnerships.base.shared_cache.SharedCache",
        "LOCATION": "shared_cache",
    },
    "drawings": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

# Django: language and time

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
FORMAT_MODULE_PATH = "portal.formats"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
# Cookie-free: the address carries the language, so no language cookie is ever set.

# Django: static files

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "media"

# Django: accounts and security

AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
OF_DJANGO, OF_OURS = "django.contrib.auth.password_validation", "partnerships.base.passwords"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{place}.{name}", "OPTIONS": options}
    for place, name, options in (
        (OF_OURS, "LongEnough", {"min_length": 12}),
        (OF_OURS, "Unexpected", {}),
        (OF_DJANGO, "CommonPasswordValidator", {}),
        (OF_DJANGO, "UserAttributeSimilarityValidator", {"user_attributes": ("email", "name")}),
    )
]
SECURE_SSL_REDIRECT = not LOCAL
SECURE_HSTS_SECONDS = 0 if LOCAL else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Deadlines count from here; a proxy that does not write it itself would pass on what anybody says.
ARRIVAL_HEADER = env.str("ARRIVAL_HEADER", "")
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "portal_session" if LOCAL else "__Host-session"
CSRF_COOKIE_NAME = "portal_csrf" if LOCAL else "__Host-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
PASSWORD_RESET_TIMEOUT = 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20

# Django: mail

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("FROM_EMAIL", "Chinapoort <noreply@localhost>")
# On a developer's machine a mail is shown where the server runs, and goes no further.
EMAIL_BACKEND = f"django.core.mail.backends.{'console' if LOCAL else 'smtp'}.EmailBackend"
EMAIL_HOST = env.str("EMAIL_HOST", "localhost")
EMAIL_PORT = env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 10

# Single sign-on: who has an account here and signs in elsewhere needs no password of ours

OIDC_ISSUER = env.str("OIDC_ISSUER", "").rstrip("/")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", "")
OIDC_NAME = env.str("OIDC_NAME", "single sign-on")
# A form of ours leads there, which browsers allow only where it is said.
OIDC_ORIGIN = ["{0.scheme}://{0.netloc}".format(urlsplit(OIDC_ISSUER))] if OIDC_ISSUER else []

# Dependencies

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'", *OIDC_ORIGIN],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
        **({} if LOCAL else {"upgrade-insecure-requests": True}),
    }
}
PERMISSIONS_POLICY = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb", "midi")
}
# Behind a proxy that adds its own line to X-Forwarded-For, the last line is the visitor.
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.bool("BEHIND_PROXY", False))
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL
# Staff does nothing without a second factor; on one's own machine only when asked for.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", not LOCAL)
# A spreadsheet is imported whole or not at all, and what leaves us cannot run as a formula.
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
IMPORT_EXPORT_SKIP_ADMIN_LOG = False
PGHISTORY_APPEND_ONLY = True
# Reading writes no history; asking who reads would make every public page depend on a cookie.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

# Our own

# The public address, for files that leave the site; empty gives addresses without a host.
SITE_URL = env.str("SITE_URL", "").rstrip("/")
# How long the link in an invitation works.
INVITATION_DAYS = 14
# How long the link in a mail confirms agreements without signing in.
CONFIRMATION_LINK_DAYS = 60
# Where VNG International reads what was submitted; empty sends no mail to staff.
STAFF_EMAIL = env.str("STAFF_EMAIL", "")
# Where Dutch posts in China want to hear of planned exchanges: by the name of the post as the
# Chinese division has it, and for all others; empty mails none and offers the text to copy.
POST_EMAILS = env.dict("POST_EMAILS", {})
POST_EMAIL = env.str("POST_EMAIL", "")
# Every page says that the portal will be back soon.
MAINTENANCE = env.bool("MAINTENANCE", False)
PAGE_SIZE = 25
FACET_OPTIONS_SHOWN = 8
IMPORT_MAX_ROWS = 2_000
