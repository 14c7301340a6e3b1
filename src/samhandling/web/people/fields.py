"""The fields of the forms about persons."""

from samhandling.ground.said import Said
from samhandling.web.office.forms import NOTHING, Field

EMAIL = Field("email", Said("E-postadress", "E-mail address"), kind="email", complete="email")
NAME = Field("name", Said("Namn", "Name"), Said("Som kolleger ska se det.", "As colleagues are to see it."), complete="name")
OLD = Field("old", Said("Nuvarande lösenord", "Present password"), kind="password", complete="current-password")
NEW = Field(
    "password",
    Said("Nytt lösenord", "New password"),
    Said("Minst tolv tecken, till exempel fyra ord som inte hör ihop.", "At least twelve characters, for instance four unrelated words."),
    kind="password",
    complete="new-password",
)
ROLE = Field("role", Said("Roll", "Role"), kind="choice")
ACTOR = Field(
    "actor",
    Said("Aktör", "Actor"),
    Said("Den som personen svarar för. Behövs för en uppgiftslämnare.", "The one that the person answers for. A contributor needs one."),
    kind="choice",
    optional=True,
)
LINK_ACTOR = Field("actor", Said("Aktör", "Actor"), Said("Den som länken gäller.", "The one that the link is for."), kind="choice")
TOKEN_ACTOR = Field(
    "actor",
    Said("Bara för en aktör", "For one actor only"),
    Said("Nyckeln kan då bara användas för den aktörens räkning.", "The token can then act for that actor only."),
    kind="choice",
    optional=True,
)
PURPOSE = Field(
    "purpose",
    Said("Vad ska länken användas till?", "What is the link for?"),
    Said("Till exempel: inventeringen i mars.", "For instance: the inventory in March."),
    optional=True,
)
TOKEN_NAME = Field(
    "name",
    Said("Vad ska nyckeln användas till?", "What is the token for?"),
    Said("Till exempel: vårt ekonomisystem.", "For instance: our accounting system."),
)
DAYS = Field("days", Said("Gäller i antal dagar", "Open for how many days"), NOTHING)
MAY_WRITE = Field("may_write", Said("Vad får nyckeln göra?", "What may the token do?"), kind="radio")
MAY_ANSWER = Field("may_answer", Said("Vad får den som har länken göra?", "What may the holder of the link do?"), kind="radio")
READ_OR_WRITE = (("", Said("Bara läsa", "Read only")), ("1", Said("Läsa och ändra", "Read and change")))
READ_OR_ANSWER = (("", Said("Bara läsa", "Read only")), ("1", Said("Läsa och svara för aktören", "Read, and answer for the actor")))
