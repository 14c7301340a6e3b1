"""Addresses of the way in, of one's own account, and of looking after persons; each with the rule that guards it."""

from django.urls import URLPattern, path

from samhandling.people.rules.permission import INVITES, LOOKS_AFTER_PERSONS, SIGNED_IN
from samhandling.web.addresses import address
from samhandling.web.people import access, account, arriving, door, forgotten, oidc, persons
from samhandling.web.people.guard import guarded

urlpatterns: list[URLPattern] = [
    path("logga-in", door.sign_in, name="sign_in"),
    path("logga-ut", door.sign_out, name="sign_out"),
    path("logga-in/via/<slug:provider_id>", oidc.to_service, name="openid_connect_login"),
    path("logga-in/via/<slug:provider_id>/svar", oidc.from_service, name="openid_connect_callback"),
    path("glomt-losenord", forgotten.forgotten, name="forgotten"),
    path("nytt-losenord", forgotten.new_password, name="new_password"),
    path("nytt-losenord/<str:word>", forgotten.from_letter, name="new_password_word"),
    path("inbjudan", arriving.invitation, name="welcome"),
    path("inbjudan/<str:word>", arriving.from_invitation, name="invitation"),
    path("lank/<str:word>", arriving.link, name="link"),
    path("konto", guarded(SIGNED_IN, account.account), name="account"),
    path("konto/losenord", guarded(SIGNED_IN, account.password), name="password"),
    path("konto/nycklar", guarded(SIGNED_IN, account.token_list), name="tokens"),
    path("personer/bjud-in", guarded(INVITES, persons.invite_page), name="invite"),
    path("personer/lankar", guarded(INVITES, arriving.link_list), name="links"),
    path("personer/<int:number>", guarded(LOOKS_AFTER_PERSONS, persons.person_page), name="person"),
    address("personer", guarded(LOOKS_AFTER_PERSONS, persons.person_list), "persons"),
    path("atkomst", guarded(LOOKS_AFTER_PERSONS, access.access), name="access"),
]
