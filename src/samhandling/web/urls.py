"""Every address. A form (.json, .csv, .xlsx) stands at the end of the page's own address."""

urlpatterns = []
