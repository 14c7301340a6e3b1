"""Letters about the way in: who gets which words. Without mail settings nothing is sent, and the page shows the link to hand over."""

from samhandling.ground.said import Language, Said
from samhandling.office.outbox.way import way_out
from samhandling.office.outbox.writing import Message, post
from samhandling.people.rules.secret import digest_of


def can_send() -> bool:
    """Is there a way for mail to leave?"""
    return way_out() is not None


def send_invitation(to: str, address: str, *, days: int, language: Language) -> None:
    """You are invited. Inside the transaction of the invitation."""
    subject = Said("Du är inbjuden till Samhandling", "You are invited to Samhandling")
    text = Said(
        f"Hej,\n\ndu är inbjuden att arbeta med strategin i Samhandling. Öppna länken, skriv ditt namn och välj ett lösenord:\n\n{address}\n\n"
        f"Länken gäller i {days} dagar och kan användas en gång. Känner du inte till det här kan du bortse från brevet.\n",
        f"Hello,\n\nyou are invited to work with the strategy in Samhandling. Open the link, write your name and choose a password:\n\n"
        f"{address}\n\nThe link is open for {days} days and can be used once. If you do not know of this, please ignore the letter.\n",
    )
    post(Message(to, subject.in_(language), text.in_(language)), key=f"invitation:{digest_of(address)[:32]}")


def send_password_link(to: str, person: int, address: str, *, minutes: int, language: Language) -> None:
    """A new password may be chosen."""
    subject = Said("Välj ett nytt lösenord till Samhandling", "Choose a new password for Samhandling")
    text = Said(
        f"Hej,\n\nnågon, troligen du, har bett om ett nytt lösenord. Öppna länken och välj ett:\n\n{address}\n\n"
        f"Länken gäller i {minutes} minuter. Var det inte du behöver du inte göra något; det gamla lösenordet gäller.\n",
        f"Hello,\n\nsomebody, probably you, has asked for a new password. Open the link and choose one:\n\n{address}\n\n"
        f"The link is open for {minutes} minutes. If it was not you, you need not do anything; the old password still holds.\n",
    )
    post(Message(to, subject.in_(language), text.in_(language), person=person), key=f"password:{person}:{digest_of(address)[:32]}")
