"""How people sign up and in. Read by ``base``; what a name means is in django-allauth's documentation."""

from django.urls import reverse_lazy

from hub.settings import env

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "hub.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "hub.accounts.forms.SignUpExtras"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
# Offered only where a new account waits, it would tell which addresses are known.
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_SESSION_COOKIE_AGE = SESSION_COOKIE_AGE = 14 * 24 * 3600
# Besides allauth's own limits: what the portal limits, by the same means.
ACCOUNT_RATE_LIMITS = {
    "hub_look_alikes": "60/m/ip",
    "hub_join": "10/h/user",
    "hub_invite": "20/h/user",
    "hub_signed_link": "30/m/ip",
    "hub_delegation": "30/h/user",
    "hub_own_data": "10/h/user",
}

MFA_ADAPTER = "hub.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {"add_webauthn": "hub.accounts.forms.AddKeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1

# Whoever may enter /admin/ needs a second factor; only development and tests may switch it off.
HUB_SECOND_FACTOR_REQUIRED = True
# How many proxies in front of the hub write X-Forwarded-For; rate limits count the address before them.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("HUB_PROXIES", 0)

# Passwords and addresses are cared for at /account/, never in the admin.
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = reverse_lazy("account_login")
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
