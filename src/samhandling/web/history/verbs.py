"""Every verb that an event can tell, and every kind of thing that it can tell of, in the reader's words."""

from collections.abc import Mapping

from samhandling.ground.said import Said

VERBS: Mapping[str, Said] = {
    "initiative.added": Said("Lade till insatsen", "Added the initiative"),
    "initiative.changed": Said("Ändrade insatsen", "Changed the initiative"),
    "initiative.corrected": Said("Rättade insatsen", "Corrected the initiative"),
    "initiative.confirmed": Said("Bekräftade vad insatsen bidrar till", "Confirmed what the initiative contributes to"),
    "initiative.reverted": Said("Ångrade en ändring av insatsen", "Took back a change of the initiative"),
    "initiative.imported": Said("Läste in insatsen", "Imported the initiative"),
    "initiative.updated": Said("Uppdaterade insatsen ur en fil", "Updated the initiative from a file"),
    "initiative.import_undone": Said("Tog tillbaka det som lästes in om insatsen", "Took back what was imported of the initiative"),
    "initiative.merged": Said("Slog ihop insatsen med en annan", "Merged the initiative into another"),
    "initiative.parted": Said("Skilde insatsen från en annan", "Parted the initiative from another"),
    "initiative.withdrawn": Said("Dolde insatsen för andra", "Hid the initiative from others"),
    "chain.confirmed": Said("Bekräftade att insatsen följer på en annan", "Confirmed that the initiative follows on another"),
    "chain.declined": Said("Avfärdade att insatsen följer på en annan", "Declined that the initiative follows on another"),
    "doubt.settled": Said("Avgjorde en fråga", "Settled a doubt"),
    "comment.left": Said("Kommenterade", "Commented"),
    "comment.answered": Said("Svarade på en kommentar", "Answered a comment"),
    "import.done": Said("Läste in en fil", "Imported a file"),
    "import.undone": Said("Ångrade en inläsning", "Took back an import"),
    "picture.shared": Said("Delade bilden med aktörerna", "Shared the picture with the actors"),
    "picture.published": Said("Publicerade bilden", "Published the picture"),
    "suggestion.left": Said("Skickade in ett förslag", "Sent in a suggestion"),
    "suggestion.taken_up": Said("Tog upp ett förslag", "Took up a suggestion"),
    "suggestion.declined": Said("Tog inte upp ett förslag", "Did not take up a suggestion"),
    "suggestion.made_idea": Said("Gjorde ett förslag till en idé", "Made a suggestion an idea"),
    "focus_area.judged": Said("Lämnade en bedömning", "Gave a judgement"),
    "judgement.withdrawn": Said("Tog tillbaka en bedömning", "Took back a judgement"),
    "strategy.loaded": Said("Läste in strategin", "Loaded the strategy"),
    "strategy.changed": Said("Ändrade strategin", "Changed the strategy"),
    "actor.added": Said("Lade till aktören", "Added the actor"),
    "actor.changed": Said("Ändrade aktören", "Changed the actor"),
    "person.added": Said("Lade till en person", "Added a person"),
    "person.role_given": Said("Ändrade en persons roller", "Changed a person's roles"),
    "person.actors_given": Said("Ändrade vilka aktörer en person svarar för", "Changed which actors a person answers for"),
    "person.renamed": Said("Bytte sitt namn", "Changed the own name"),
    "person.password_changed": Said("Bytte ett lösenord", "Changed a password"),
    "person.switched_on": Said("Öppnade en persons inloggning", "Opened a person's way in"),
    "person.switched_off": Said("Stängde en persons inloggning", "Closed a person's way in"),
    "person.erased": Said("Raderade en person", "Erased a person"),
    "person.signed_in": Said("Loggade in", "Signed in"),
    "person.sessions_ended": Said("Loggade ut på alla andra ställen", "Signed out everywhere else"),
    "person.identity_linked": Said("Kopplade en person till inloggningstjänsten", "Linked a person to the sign-in service"),
    "person.claims_changed": Said("Uppdaterade en person från inloggningstjänsten", "Updated a person from the sign-in service"),
    "invitation.made": Said("Bjöd in någon", "Invited somebody"),
    "invitation.revoked": Said("Tog tillbaka en inbjudan", "Took back an invitation"),
    "invitation.used": Said("Tackade ja till en inbjudan", "Accepted an invitation"),
    "link.made": Said("Gjorde en länk för en aktör", "Made a link for an actor"),
    "link.revoked": Said("Stängde en länk för en aktör", "Closed a link of an actor"),
    "token.made": Said("Gjorde en nyckel för ett program", "Made a token for a program"),
    "token.revoked": Said("Stängde en nyckel för ett program", "Closed a token of a program"),
    "job.ordered": Said("Beställde ett jobb", "Ordered a job"),
    "job.cancelled": Said("Avbröt ett jobb", "Cancelled a job"),
    "snapshot.stored": Said("Hämtade hem statistik", "Fetched figures"),
    "snapshot.accepted": Said("Godtog statistik som hade avvisats", "Accepted figures that had been refused"),
    "snapshot.refused": Said("Avvisade hämtad statistik", "Refused fetched figures"),
    "parts.merged": Said("Slog ihop delar av en statistiktabell", "Merged parts of a table of figures"),
}

KINDS: Mapping[str, tuple[Said, tuple[str, ...]]] = {
    "insatser": (Said("Insatser", "Initiatives"), ("initiative", "batch")),
    "kommentarer": (Said("Kommentarer", "Comments"), ("comment",)),
    "fragor": (Said("Frågor", "Doubts"), ("doubt",)),
    "bedomningar": (Said("Bedömningar", "Judgements"), ("focus_area",)),
    "publicering": (Said("Delning och publicering", "Sharing and publishing"), ("picture",)),
    "inlasning": (Said("Inläsningar", "Imports"), ("import", "upload")),
    "inkorg": (Said("Inkorgen", "The inbox"), ("suggestion",)),
    "plan": (Said("Handlingsplaner", "Editions of the plan"), ("edition", "plan_edition")),
    "strategi": (Said("Strategin", "The strategy"), ("strategy",)),
    "aktorer": (Said("Aktörer", "Actors"), ("actor",)),
    "statistik": (Said("Statistik", "Figures"), ("table", "snapshot")),
    "personer": (Said("Personer, inbjudningar, länkar och nycklar", "Persons, invitations, links and tokens"), ("person", "invitation", "link", "token")),
    "jobb": (Said("Jobb", "Jobs"), ("job",)),
}  # fmt: skip
"""What one can ask for: word in the address → its name, and the kinds of subject in it."""

FIELDS: Mapping[str, Said] = {
    "merged_into": Said("Visas som", "Shown as"),
    "reason": Said("Skäl", "Reason"),
    "answer": Said("Svar", "Answer"),
    "strategy": Said("Strategi", "Strategy"),
    "initiatives": Said("Antal insatser", "Number of initiatives"),
    "initiative": Said("Insats", "Initiative"),
    "kind": Said("Sagt", "Said"),
    "verdict": Said("Bedömning", "Judgement"),
    "roles": Said("Roller", "Roles"),
    "claimed_roles": Said("Roller från inloggningstjänsten", "Roles from the sign-in service"),
    "role": Said("Roll", "Role"),
    "actor": Said("Aktör", "Actor"),
    "actors": Said("Aktörer", "Actors"),
    "claimed_actors": Said("Aktörer från inloggningstjänsten", "Actors from the sign-in service"),
    "is_active": Said("Kan logga in", "Can sign in"),
    "may_answer": Said("Får svara", "May answer"),
    "may_write": Said("Får ändra", "May change things"),
    "days": Said("Antal dagar", "Number of days"),
    "name": Said("Namn", "Name"),
    "title": Said("Namn", "Name"),
    "snapshot": Said("Publicering", "Release"),
    "breaks": Said("Det som skilde sig", "What differed"),
    "parts": Said("Antal delar", "Number of parts"),
    "state": Said("Läge", "State"),
    "into": Said("Hör nu till", "Now belongs to"),
}
"""Fields of what is no initiative, as headings; those of an initiative have their own words in the plan."""

COMMENT_KINDS: Mapping[str, Said] = {
    "confirmed": Said("Det stämmer", "It is right"),
    "wrong": Said("Något är fel", "Something is wrong"),
    "comment": Said("Kommentar", "Comment"),
}

DOORS: Mapping[str, Said] = {
    "person": Said("på webbplatsen", "on the site"),
    "visitor": Said("på webbplatsen", "on the site"),
    "link": Said("med en länk", "by a link"),
    "token": Said("med ett program", "by a program"),
    "job": Said("i ett jobb", "in a job"),
    "operator": Said("vid kommandoraden", "at the command line"),
}

NOBODY: Mapping[str, Said] = {
    "visitor": Said("En besökare", "A visitor"),
    "link": Said("Någon med en aktörs länk", "Somebody with an actor's link"),
    "token": Said("Ett program", "A program"),
    "job": Said("Ett jobb i bakgrunden", "A job in the background"),
    "operator": Said("Någon vid kommandoraden", "Somebody at the command line"),
}
"""Who it was, where it was no person."""


def verb_said(verb: str) -> Said:
    """A verb in words. One that has none is told as it stands: better an odd word than a hidden act."""
    return VERBS.get(verb, Said(f"Gjorde något som saknar namn ({verb})", f"Did something without a name ({verb})"))
