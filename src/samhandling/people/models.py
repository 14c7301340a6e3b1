"""Stored: persons, actors with their other names, memberships, and the ways in: sessions, invitations, links, tokens."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q

from samhandling.ground.viewer import Level, Role, Viewer
from samhandling.language.text import fold, sort_key


class People(BaseUserManager["Person"]):
    """Makes persons."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A person who signs in with `email`; without a password nobody can, until one is set."""
        person = self.model(email=self.normalize_email(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who works in the product. Elsewhere only the id is kept, so that a person can be erased.

    `roles` were given here; `claimed_roles` are what the organisation's sign-in service said the last time. Both count.
    """

    email = models.EmailField(unique=True, null=True)
    name = models.CharField(max_length=200, blank=True)
    roles = models.JSONField(default=list)
    claimed_roles = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    erased_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    actor_codes: frozenset[str] = frozenset()
    """Codes of the actors that the person answers for, once the backend has asked for them."""

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return f"person {self.pk}"

    @property
    def all_roles(self) -> frozenset[str]:
        """Every role, wherever it came from; words that are no role (any more) give nothing."""
        return frozenset({*self.roles, *self.claimed_roles} & set(Role))


class Identity(models.Model):
    """A person as the organisation's sign-in service knows them: the service's address, and its own stable word for the person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("issuer", "subject"), name="identity_once"),)

    def __str__(self) -> str:
        return f"identity {self.pk}"


class ActorQuerySet(models.QuerySet["Actor"]):
    """Actors, asked for."""

    def visible_to(self, viewer: Viewer) -> "ActorQuerySet":
        """Those that stand for themselves; to a visitor the ones that have been listed: told of by a register, or published.

        To an actor also those in the shared picture, itself, and those that share an initiative with it.
        """
        found = self.filter(merged_into=None)
        if viewer.level is Level.WORKING:
            return found
        if viewer.level is Level.PUBLISHED:
            return found.filter(is_listed=True)
        together = Actor.objects.filter(participations__initiative__participations__actor__code__in=viewer.actors).values("pk")
        return found.filter(Q(is_listed=True) | Q(is_shared=True) | Q(code__in=viewer.actors) | Q(pk__in=together))


class Actor(models.Model):
    """An organisation: `code` is its stable id in files and addresses."""

    code = models.SlugField(max_length=120, unique=True)
    name = models.TextField()
    type = models.CharField(max_length=64, blank=True)
    municipality = models.CharField(max_length=4, blank=True)
    org_number = models.CharField(max_length=16, blank=True)
    note = models.TextField(blank=True)
    sort_key = models.CharField(max_length=255, db_index=True, editable=False)
    search_text = models.TextField(editable=False)
    created_by_run = models.BigIntegerField(null=True)
    is_listed = models.BooleanField(default=True)
    is_shared = models.BooleanField(default=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    version = models.PositiveIntegerField(default=1)

    objects = ActorQuerySet.as_manager()

    class Meta:
        ordering = ("sort_key",)

    def __str__(self) -> str:
        return self.name

    def fill_keys(self, aliases: list[str]) -> None:
        """Set the Swedish sort key and the search text from the names."""
        self.sort_key = sort_key(self.name)[:255]
        self.search_text = " | ".join(fold(name) for name in [self.name, *aliases])


class ActorAlias(models.Model):
    """Another name that an actor goes by."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="aliases")
    name = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("actor", "name"), name="alias_once"),)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person acts for an actor. `is_claimed`: the organisation's sign-in service said so, and may take it back."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="memberships")
    is_claimed = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "actor"), name="membership_once"),)

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.actor_id}"


class Session(AbstractBaseSession):
    """A browser that somebody has signed in with; it knows whose it is, so that it can be ended."""

    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="sessions")
    began_at = models.DateTimeField(null=True)
    browser = models.CharField(max_length=80, blank=True)

    class Meta(AbstractBaseSession.Meta):
        db_table = "people_session"

    @classmethod
    def get_session_store_class(cls) -> "type[SessionBase]":
        """The store that writes these rows."""
        from samhandling.people.sessions import SessionStore

        return SessionStore


class Secret(models.Model):
    """What a way in by secret has in common. Only `digest`, the secret's hash, is kept: the secret itself is shown once."""

    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.BigIntegerField(null=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Invitation(Secret):
    """Somebody is asked to become a person here, once, in a role and for an actor. Emptied of its address when it has been used."""

    email = models.EmailField(db_index=True, blank=True)
    role = models.CharField(max_length=32)
    actor = models.ForeignKey(Actor, null=True, on_delete=models.CASCADE, related_name="+")
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class ActorLink(Secret):
    """An address that lets whoever holds it see, and perhaps answer, as an actor."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=200, blank=True)
    may_answer = models.BooleanField(default=False)
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link {self.pk}"


class Token(Secret):
    """A key for a program that acts as a person: never with more than the person may, and perhaps with less."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    may_write = models.BooleanField(default=False)
    actor = models.ForeignKey(Actor, null=True, on_delete=models.CASCADE, related_name="+")
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"token {self.pk}"


class MailWish(models.Model):
    """What a person wants to be told of every Monday. `told_until`: until when the last letter told; nothing before the first."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="mail_wish")
    is_wanted = models.BooleanField(default=False)
    focus_areas = models.JSONField(default=list)
    with_own = models.BooleanField(default=True)
    language = models.CharField(max_length=2, default="sv")
    told_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"wish of {self.person_id}"


class CalendarWord(models.Model):
    """Whose calendar addresses are open: a person's, or a link's. Another `number` closes those that were handed out before."""

    person = models.OneToOneField(Person, null=True, on_delete=models.CASCADE, related_name="calendar_word")
    link = models.OneToOneField(ActorLink, null=True, on_delete=models.CASCADE, related_name="calendar_word")
    number = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"calendar word {self.pk}"
