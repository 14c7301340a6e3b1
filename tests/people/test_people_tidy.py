"""What was kept of people for a while is removed at night; what still holds is not."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest
from axes.models import AccessAttempt
from django.utils import timezone

from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, Role
from samhandling.office.jobs.registry import kinds
from samhandling.people.invitations import invite, invited
from samhandling.people.models import Invitation, Session
from samhandling.people.signing_in import sign_in

pytestmark = pytest.mark.django_db


def tidy() -> Any:
    return kinds()["people.tidy"].does(cast("Any", SimpleNamespace()))


def test_what_is_over_goes_and_what_holds_stays() -> None:
    word = invite("ny@example.se", role=Role.READER, by=OPERATOR)
    now = timezone.now()
    for key, ends in (("open", now + timedelta(hours=1)), ("over", now - timedelta(hours=1))):
        Session.objects.create(session_key=key, session_data="x", expire_date=ends)
    with pytest.raises(Refused):
        sign_in("ny@example.se", "fel", machine="192.0.2.1")
    assert tidy() == {"sessions": 1, "attempts": 0, "invitations": 0}
    assert invited(word) is not None
    Invitation.objects.update(expires_at=now - timedelta(seconds=1))
    AccessAttempt.objects.update(attempt_time=now - timedelta(hours=1))
    assert tidy() == {"sessions": 0, "attempts": 1, "invitations": 1}
    assert list(Invitation.objects.values_list("email", flat=True)) == [""]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]


def test_failed_attempts_hold_no_address_of_mail_in_the_clear() -> None:
    with pytest.raises(Refused):
        sign_in("eva@example.se", "hemligt lösenord", machine="192.0.2.1")
    told = str(list(AccessAttempt.objects.values()))
    assert "eva@" not in told
    assert "hemligt" not in told
