"""Stored: persons, failed attempts to sign in, actors with their other names, memberships."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models

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
    """Somebody who works in the product. Elsewhere only the id is kept, so that a person can be erased."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=32, blank=True, choices=[(role.value, role.name) for role in Role])
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return f"person {self.pk}"


class SignInFailure(models.Model):
    """One failed attempt. `key` is a keyed hash of what was tried (an address of mail or of a machine); kept for a quarter of an hour."""

    key = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"failure {self.pk}"


class ActorQuerySet(models.QuerySet["Actor"]):
    """Actors, asked for."""

    def visible_to(self, viewer: Viewer) -> "ActorQuerySet":
        """Those that stand for themselves; to a visitor only the ones that have been listed: told of by a register, or published."""
        found = self.filter(merged_into=None)
        return found if viewer.level is not Level.PUBLISHED else found.filter(is_listed=True)


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
    """A person acts for an actor."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "actor"), name="membership_once"),)

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.actor_id}"
