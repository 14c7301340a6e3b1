"""What happens around every request: a strict content policy, language and viewer, faults as pages."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from samhandling.ground.faults import Refused
from samhandling.ground.viewer import VISITOR, Viewer
from samhandling.people.queries import viewer_of_user
from samhandling.people.rules.permission import NotAllowed
from samhandling.people.ways import LINK, viewer_of_link
from samhandling.web.errors import not_found, refused_page
from samhandling.web.request import Request

Next = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; connect-src 'self'"
)
ENGLISH = "/en"


def strict_content(get_response: Next) -> Next:
    """Nothing from elsewhere, nothing inline."""

    def around(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return around


def language_and_viewer(get_response: Next) -> Next:
    """`/en/...` is the same page in English. Whoever has signed in is a person with roles; everybody else a visitor."""

    def around(request: HttpRequest) -> HttpResponse:
        assert isinstance(request, HttpRequest)  # noqa: S101
        asked = Request.of(request)
        asked.language = "sv"
        path = request.path_info
        if path == ENGLISH or path.startswith(f"{ENGLISH}/"):
            asked.language = "en"
            request.path_info = path[len(ENGLISH) :] or "/"
        asked.viewer = viewer_of(request)
        response = get_response(request)
        response.headers.setdefault("Content-Language", asked.language)
        return response

    return around


def viewer_of(request: HttpRequest) -> Viewer:
    """Asks for the person, or for the link that was opened, only where a session cookie says that there is one: two questions at most."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return VISITOR
    person = request.user
    if person.is_authenticated:
        return viewer_of_user(person)
    link = request.session.get(LINK)
    return viewer_of_link(link) if link else VISITOR


def plain_faults(get_response: Next) -> Next:
    """What a query or an action refused, told as a page (or JSON) with every reason and the way out."""

    def around(request: HttpRequest) -> HttpResponse:
        try:
            return get_response(request)
        except NotAllowed as refused:
            return not_found(request, refused)
        except Refused as refused:  # only from code that runs outside a view
            return refused_page(Request.of(request), refused)

    around.process_exception = told  # type: ignore[attr-defined]
    return around


def told(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """Django hands a view's exception here."""
    if isinstance(exception, NotAllowed):
        return not_found(request, exception)
    return refused_page(Request.of(request), exception) if isinstance(exception, Refused) else None
