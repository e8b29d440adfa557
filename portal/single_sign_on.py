"""The way in by OpenID Connect, for whoever has an account here and signs in elsewhere.

Code flow with PKCE. Nobody is signed up: the other side says who somebody is, an invitation says
what they may do here.
"""

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from partnerships.base.translation import DUTCH
from partnerships.models import User

PROVIDER = "single-sign-on"
ALGORITHMS = ["RS256", "PS256", "ES256"]
LANGUAGE = "single_sign_on_language"
# Whatever the other side can answer that is no answer.
BROKEN = (RequestException, OAuth2Error, jwt.PyJWTError, KeyError, TypeError, ValueError)


def nonce_of(state):
    """Return what must stand in the answer to one question, and in no other."""
    return salted_hmac("portal.single_sign_on", state).hexdigest()


class Adapter(OpenIDConnectOAuth2Adapter):
    """Believes an answer only when it is signed, for us, by whom we asked, to what we asked."""

    def __init__(self, request):
        super().__init__(request, PROVIDER)

    @property
    def openid_config(self):
        config = super().openid_config
        if config["issuer"].rstrip("/") != settings.OIDC_ISSUER:
            raise OAuth2Error("Another issuer answers.")
        return config

    def get_callback_url(self, request, app):
        """Return the one address that the other side knows, whatever the language."""
        with override(DUTCH):
            return request.build_absolute_uri(reverse("single-sign-on-back"))

    def complete_login(self, request, app, token, **kwargs):
        claims = self._claims(kwargs["response"]["id_token"], app.client_id)
        if not constant_time_compare(claims["nonce"], nonce_of(request.GET["state"])):
            raise OAuth2Error("This answers another question.")
        person = self._fetch_user_info(token.token)
        if person["sub"] != claims["sub"]:
            raise OAuth2Error("This is about somebody else.")
        return self.get_provider().sociallogin_from_response(
            request, {"userinfo": {**claims, **person}}
        )

    def _claims(self, id_token, client_id):
        config = self.openid_config
        with get_adapter().get_requests_session() as session:
            answer = session.get(config["jwks_uri"])
            answer.raise_for_status()
        keys = jwt.PyJWKSet.from_dict(answer.json())
        return jwt.decode(
            id_token,
            keys[jwt.get_unverified_header(id_token)["kid"]],
            algorithms=ALGORITHMS,
            audience=client_id,
            issuer=config["issuer"],
            leeway=30,
            options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
        )


class Provider(OpenIDConnectProvider):
    """The one other side, as the settings name it."""

    def get_oauth2_adapter(self, request):
        return Adapter(request)

    def extract_extra_data(self, data):
        """Keep nothing of what the other side tells, but who it is."""
        return {}

    def redirect(self, request, process, next_url=None, data=None, **kwargs):
        """Send somebody to the other side; what the address asks for besides is not passed on."""
        state = get_random_string(32)
        return super().redirect(
            request,
            AuthProcess.LOGIN,
            next_url,
            data,
            state_id=state,
            scope=self.get_scope(),
            auth_params={"nonce": nonce_of(state)},
        )


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Ties who signs in elsewhere to the account that is here already, or says why not."""

    def list_apps(self, request, provider=None, client_id=None):
        if not settings.OIDC_ISSUER:
            return []
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=PROVIDER,
                name=settings.OIDC_NAME,
                client_id=settings.OIDC_CLIENT_ID,
                secret=settings.OIDC_CLIENT_SECRET,
                settings={"server_url": settings.OIDC_ISSUER, "oauth_pkce_enabled": True},
            )
        ]

    def is_open_for_signup(self, request, sociallogin):
        return False

    def on_authentication_error(self, request, provider, **kwargs):
        raise ImmediateHttpResponse(_broken(request))

    def pre_social_login(self, request, sociallogin):
        if sociallogin.is_existing:
            return
        verified = [one.email for one in sociallogin.email_addresses if one.verified is True]
        if not verified:
            raise ImmediateHttpResponse(
                _refused(request, _("The other side has not proved your e-mail address."))
            )
        user = User.objects.active().filter(email__iexact=verified[0]).first()
        if user is None:
            text = _("There is no account here with the address %(email)s, or it is closed.")
            raise ImmediateHttpResponse(_refused(request, text % {"email": verified[0]}))
        sociallogin.connect(request, user)


@never_cache
@require_POST
def begin(request):
    """Send somebody to the other side, to come back to the page that was asked for."""
    provider = _provider(request)
    request.session[LANGUAGE] = get_language()
    try:
        return provider.redirect_from_request(request)
    except BROKEN:
        return _broken(request)


@never_cache
@require_safe
def finish(request):
    """Sign in who comes back from the other side, in the language they left in."""
    _provider(request)
    with override(request.session.get(LANGUAGE, DUTCH)):
        try:
            return OAuth2CallbackView.adapter_view(Adapter(request))(request)
        except BROKEN:
            return _broken(request)


def _provider(request):
    try:
        return Adapter(request).get_provider()
    except SocialApp.DoesNotExist as error:
        raise Http404 from error


def _broken(request):
    text = _("The other side gave no answer that we can trust, or you stopped there.")
    return _refused(request, text)


def _refused(request, text):
    context = {
        "title": _("You are not signed in"),
        "text": text,
        "ways": [(_("Sign in"), reverse("account_login")), (_("Contact"), reverse("contact"))],
    }
    return render(request, "partnerships/message.html", context, status=403)
