"""Addresses of the open data."""

from django.urls import URLPattern, path

from samhandling.web.addresses import address
from samhandling.web.open_data.views import open_data, open_data_zip

urlpatterns: list[URLPattern] = [
    path("oppna-data.zip", open_data_zip, name="open_data_zip"),
    address("oppna-data", open_data, "open_data", forms="json"),
]
