"""In by the organisation's own sign-in service (OpenID Connect). allauth does the talking; who comes in is our own act.

Beside what allauth checks (state, PKCE, issuer, audience, time) this checks the signature, the nonce, and that the two answers
of the service are about the same person.
"""

import logging
import secrets
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests import RequestException

from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.people.claimed import ASK, SAID, Claimed, NoEntry, sign_in_claimed
from samhandling.people.rules.claims import given_by, read_claim_rules, read_role_rules, verified_email
from samhandling.web.office.going import go_to, own_path, path_to, see
from samhandling.web.people.entering import enter
from samhandling.web.request import Request

logger = logging.getLogger(__name__)

PROVIDER = "oidc"
NONCES, LANGUAGE = "oidc_nonces", "oidc_language"
DISCOVERY_SECONDS = 600
MOST_NONCES = 5
"""Attempts in one browser at the same time."""

CANCELLED, UNTRUSTED = "cancelled", "untrusted"
TOLD: dict[str, tuple[Said, Said]] = {
    CANCELLED: (
        Said("Du avbröt inloggningen.", "You cancelled the sign-in."),
        Said("Försök igen, eller logga in med e-post och lösenord.", "Try again, or sign in with e-mail and password."),
    ),
    UNTRUSTED: (
        Said("Inloggningstjänsten gav inget svar som vi kan lita på.", "The sign-in service gave no answer that we can trust."),
        Said("Försök igen om en stund.", "Try again in a while."),
    ),
    **{reason.value: (said, ASK) for reason, said in SAID.items()},
}
"""Why somebody was sent back to the door: the word in the address, and what the page says."""


def service_name() -> str:
    """What the service is called; empty where there is none."""
    known = settings.OIDC_SERVICE
    return str(known["name"] or known["issuer"].split("//")[-1]) if known["issuer"] and known["client_id"] else ""


def way_in_faults(word: str) -> tuple[Fault, ...]:
    """Why somebody was sent back from the service."""
    return (Fault(Location(), "", *TOLD[word]),) if word in TOLD else ()


class Adapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """One service, from the environment; no sign-up, no tables, and every outcome a page of ours."""

    def list_apps(self, request: Any, provider: str | None = None, client_id: str | None = None) -> list[SocialApp]:
        """The service, where one is set."""
        known = settings.OIDC_SERVICE
        if not service_name() or (provider not in (None, PROVIDER, "openid_connect")):
            return []
        app = SocialApp(provider="openid_connect", provider_id=PROVIDER, name=service_name(), client_id=known["client_id"])
        app.secret = known["secret"]
        app.settings = {"server_url": known["issuer"], "oauth_pkce_enabled": True, "scope": known["scope"].split()}
        return [app]

    def is_open_for_signup(self, request: Any, sociallogin: Any) -> bool:
        """Never: who comes in is decided in pre_social_login."""
        return False

    def pre_social_login(self, request: Any, sociallogin: Any) -> None:
        """The service's word has been checked. In, or back to the door with the reason."""
        raise ImmediateHttpResponse(let_in(request, sociallogin.account.extra_data, sociallogin.state.get("next", "")))

    def on_authentication_error(
        self, request: Any, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """Denied, or not to be trusted: back to the door."""
        raise ImmediateHttpResponse(back(request, CANCELLED if error == AuthError.CANCELLED else UNTRUSTED))


class Service(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The service, believed only where its signature, its nonce and its subject hold."""

    def get_provider(self) -> Any:
        """The service, which is to be asked by this class and no other."""
        provider = super().get_provider()
        provider.oauth2_adapter_class = Service
        return provider

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the service says of itself, asked once in a while. Raises OAuth2Error where it speaks for somebody else."""
        key = f"oidc:{settings.OIDC_SERVICE['issuer']}"
        found: dict[str, Any] | None = cache.get(key)
        if found is None:
            found = super().openid_config
            if str(found.get("issuer", "")).rstrip("/") != settings.OIDC_SERVICE["issuer"]:
                raise OAuth2Error("the service speaks for another issuer")
            cache.set(key, found, DISCOVERY_SECONDS)
        return found

    def complete_login(self, request: Any, app: Any, token: Any, **words: Any) -> Any:
        """Both answers of the service. Raises OAuth2Error where one is not to be trusted."""
        word = words["response"].get("id_token")
        if not isinstance(word, str):
            raise OAuth2Error("no id_token")
        about = self._decode_id_token(app, word)
        told = self._fetch_user_info(token.token) if "userinfo_endpoint" in self.openid_config else {}
        if not isinstance(told, dict) or (told and told.get("sub") != about.get("sub")):
            raise OAuth2Error("userinfo is about somebody else")
        return self.get_provider().sociallogin_from_response(request, {"id_token": about, "userinfo": {**about, **told}})

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        try:
            found: dict[str, Any] = jwtkit.verify_and_decode(
                credential=id_token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
                verify_signature=True,
            )
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise OAuth2Error("unreadable id_token") from error
        nonces = self.request.session.get(NONCES, [])
        if not found.get("nonce") or found["nonce"] not in nonces:
            raise OAuth2Error("wrong nonce")
        self.request.session[NONCES] = [one for one in nonces if one != found["nonce"]]
        if "azp" in found and found["azp"] != app.client_id:
            raise OAuth2Error("wrong authorised party")
        return found


@never_cache
@require_safe
def to_service(request: Request, provider_id: str) -> HttpResponse:
    """On to the service, with a nonce that its answer must carry."""
    service = _service(request, provider_id)
    nonce = secrets.token_urlsafe(24)
    request.session[NONCES] = [*request.session.get(NONCES, []), nonce][-MOST_NONCES:]
    request.session[LANGUAGE] = request.language
    onward = own_path(request.GET.get("next", "")) or path_to(request, "start")
    try:
        answer: HttpResponse = service.get_provider().redirect(request, AuthProcess.LOGIN, next_url=onward, auth_params={"nonce": nonce})
    except (RequestException, OAuth2Error, KeyError, ValueError):
        return back(request, UNTRUSTED)
    return answer


@never_cache
@require_safe
def from_service(request: Request, provider_id: str) -> HttpResponse:
    """Back from the service, which knows one address of ours: in the language that one left in."""
    if request.session.pop(LANGUAGE, "sv") == "en":
        request.language = "en"
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(_service(request, provider_id))(request)
    except (RequestException, KeyError, ValueError):
        return back(request, UNTRUSTED)
    return answer


def _service(request: Request, provider_id: str) -> Service:
    if provider_id != PROVIDER or not service_name():
        raise Http404
    return Service(request, PROVIDER)


def let_in(request: Request, told: dict[str, Any], onward: str) -> HttpResponse:
    """Whoever the service means, in; or back to the door."""
    known = settings.OIDC_SERVICE
    about = told.get("userinfo") or {}
    try:
        roles = read_role_rules(known["roles"], "SAMHANDLING_OIDC_ROLES")
        actors = read_claim_rules(known["actors"], "SAMHANDLING_OIDC_ACTORS")
    except Refused as refused:
        # Whoever signs in cannot mend a setting; whoever can reads the log.
        logger.error("%s", refused)
        return back(request, UNTRUSTED)
    claimed = Claimed(
        issuer=known["issuer"],
        subject=str(about["sub"]),
        email=verified_email(about, known["domains"]),
        name=str(about.get("name") or ""),
        roles=given_by(about, roles),
        actors=given_by(about, actors),
    )
    try:
        person = sign_in_claimed(claimed)
    except NoEntry as refused:
        return back(request, refused.reason)
    request.session.pop(NONCES, None)
    enter(request, person)
    return see(own_path(onward)) if own_path(onward) else go_to(request, "start")


def back(request: Request, word: str) -> HttpResponse:
    """Back to the door, with the reason as a word of ours in the address."""
    return go_to(request, "sign_in", {"fel": word})
