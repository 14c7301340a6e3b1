"""Django's settings for the way in: the pause after failures (axes), and sign-in by the organisation's own service (allauth).

SAMHANDLING_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET: the service, and as whom it knows us; without them there is no such way in.
SAMHANDLING_OIDC_NAME what the button says; SAMHANDLING_OIDC_ROLES and SAMHANDLING_OIDC_ACTORS what its claims give:
"groups:naringsliv=strategist,groups:insyn=reader", "organisation:flens-kommun=flens-kommun". SAMHANDLING_OIDC_DOMAINS the domains of
mail ("region.se,flen.se") for which the service's word is enough, as it hands the addresses out; else it must say email_verified.
"""

import os

SESSION_ENGINE = "samhandling.people.sessions"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "samhandling.people.backends.PersonBackend"]
PASSWORD_RESET_TIMEOUT = 3600

AXES_HANDLER = "samhandling.people.lockout.Pauses"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = "samhandling.people.lockout.pause"
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_USERNAME_CALLABLE = "samhandling.people.lockout.hidden_address"
AXES_CLIENT_IP_CALLABLE = "samhandling.people.lockout.machine"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
# Our own page tells of a pause; the middleware of axes would answer in its place.
SILENCED_SYSTEM_CHECKS = ["axes.W002"]

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_ADAPTER = "samhandling.web.people.oidc.Adapter"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5

OIDC_SERVICE = {
    "issuer": os.environ.get("SAMHANDLING_OIDC_ISSUER", "").rstrip("/"),
    "client_id": os.environ.get("SAMHANDLING_OIDC_CLIENT_ID", ""),
    "secret": os.environ.get("SAMHANDLING_OIDC_CLIENT_SECRET", ""),
    "name": os.environ.get("SAMHANDLING_OIDC_NAME", ""),
    "roles": os.environ.get("SAMHANDLING_OIDC_ROLES", ""),
    "actors": os.environ.get("SAMHANDLING_OIDC_ACTORS", ""),
    "domains": os.environ.get("SAMHANDLING_OIDC_DOMAINS", ""),
    "scope": os.environ.get("SAMHANDLING_OIDC_SCOPE", "openid profile email"),
}

# What axes and the sessions tell at a lower level holds addresses of machines; our own events tell who came in.
QUIET_LOGGERS = {"axes": {"level": "ERROR"}}
