"""Addresses of business life: choose a place, read about it, decide on comparison by name."""

from samhandling.web.addresses import address
from samhandling.web.economy import comparing, views

urlpatterns = [
    address("naringsliv", views.choose, "business"),
    address("naringsliv/<where>/jamforelse", comparing.comparison, "business_comparison", forms=""),
    address("naringsliv/<where>", views.life, "business_life"),
]
