"""Who may come in, and what a browser may do with a page."""

import os
from datetime import timedelta

from csp.constants import NONE, SELF

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# The values of GB/T 22239 (等保) practice; an office with stricter rules changes them here.
PASSWORDS_REMEMBERED = 5
PASSWORD_MAX_AGE = timedelta(days=90)
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "display_name")},
    },
    {"NAME": "accounts.passwords.LengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.KindsOfCharactersValidator", "OPTIONS": {"at_least": 3}},
    {
        "NAME": "accounts.passwords.NotUsedBeforeValidator",
        "OPTIONS": {"remembered": PASSWORDS_REMEMBERED},
    },
]
TEMPORARY_PASSWORD_LASTS = timedelta(days=7)
"""A password that an administrator handed out is changed within these days, or serves no more."""
UNUSED_ACCOUNT_DAYS = 90
"""After so many days without a login an account is closed."""
SECOND_FACTOR_ROLES = frozenset(os.environ.get("PLANNING_SECOND_FACTOR_ROLES", "").split())
"""Roles (`accounts.permissions.Role`) whose holders must enrol a second factor; for others it is their choice."""
OTP_TOTP_ISSUER = "规划台账"
CONFIRMATION_LASTS = timedelta(minutes=5)
"""How long a proof of identity holds before the password is asked again for what needs one."""

PROXIES = os.environ.get("PLANNING_PROXIES", "").split()
"""Addresses and networks of the proxies in front of us; the X-Forwarded-For of nobody else is believed."""

LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"

# Five wrong passwords close an account at that address for half an hour; others at the address go on working.
AXES_FAILURE_LIMIT = 5
LOGIN_PAUSES: tuple[int, ...] = (0, 0, 3, 8)
"""Seconds to wait after the first, second, … failure; the fifth locks."""
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "accounts.views.login.locked_out"
# The page tells when the lock opens: trying meanwhile does not move that time.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# What is counted is kept until it has run out; no field of these forms is kept with it.
AXES_SENSITIVE_PARAMETERS = [
    *("username", "ip_address", "confirm_password", "old_password", "new_password1", "new_password2", "code"),
]
# Logins stand in our own acts on record.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False

# A shared computer in an office: the session ends with the browser, at the latest with the working day.
SESSION_ENGINE = "accounts.sessions"
SESSION_IDLE_LIMIT = timedelta(minutes=30)
SESSION_ABSOLUTE_LIMIT = timedelta(hours=10)
SESSIONS_AT_ONCE = 5
"""With one more login the session longest unused ends."""
SESSION_COOKIE_NAME = "planning_session"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = int(SESSION_ABSOLUTE_LIMIT.total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "planning_csrf"
CSRF_COOKIE_HTTPONLY = False  # htmx sends it as a header
CSRF_COOKIE_SAMESITE = "Strict"

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
