"""Every address, subject by subject. A form (.json, .csv, .xlsx) stands at the end of the page's own address."""

from django.urls import URLPattern

from samhandling.web.about.urls import urlpatterns as about
from samhandling.web.api.urls import urlpatterns as api
from samhandling.web.assessment.urls import urlpatterns as assessment
from samhandling.web.bulk.urls import urlpatterns as bulk
from samhandling.web.calendars.urls import urlpatterns as calendars
from samhandling.web.coverage.urls import urlpatterns as coverage
from samhandling.web.economy.urls import urlpatterns as economy
from samhandling.web.editing.urls import urlpatterns as editing
from samhandling.web.editions.urls import urlpatterns as editions
from samhandling.web.figures.urls import urlpatterns as figures
from samhandling.web.history.urls import urlpatterns as history
from samhandling.web.importing.urls import urlpatterns as importing
from samhandling.web.mine.urls import urlpatterns as mine
from samhandling.web.office.urls import urlpatterns as office
from samhandling.web.open_data.urls import urlpatterns as open_data
from samhandling.web.people.urls import urlpatterns as people
from samhandling.web.plan.urls import urlpatterns as plan
from samhandling.web.publishing.urls import urlpatterns as publishing
from samhandling.web.round_trip.urls import urlpatterns as round_trip
from samhandling.web.strategy.urls import urlpatterns as strategy

urlpatterns: list[URLPattern] = [
    *bulk,
    *history,
    *mine,
    *round_trip,
    *calendars,
    *publishing,
    *assessment,
    *coverage,
    *economy,
    *editing,
    *editions,
    *figures,
    *plan,
    *strategy,
    *importing,
    *office,
    *people,
    *about,
    *api,
    *open_data,
]

handler400 = "samhandling.web.errors.unreadable"
handler404 = "samhandling.web.errors.not_found"
handler500 = "samhandling.web.errors.failed"
