"""Addresses of the plan's editions. Everyone may read what has been adopted; who may read a draft is asked of the edition itself."""

from django.urls import URLPattern, path

from samhandling.people.rules.permission import ANSWERS_FOR, CHANGES_ALL
from samhandling.web.addresses import address
from samhandling.web.editions import pages, talking, writing
from samhandling.web.people.guard import guarded

ONE = "handlingsplan/(?P<number>[0-9]{1,9})"

urlpatterns: list[URLPattern] = [
    address("handlingsplan", pages.edition_list, "plan_editions"),
    address(ONE, pages.edition_page, "edition"),
    address(f"{ONE}/jamfor/(?P<other>[0-9]{{1,9}})", pages.comparison, "edition_comparison"),
    path("handlingsplan/ny", guarded(CHANGES_ALL, writing.new), name="edition_new"),
    path("handlingsplan/<int:number>/andra", guarded(CHANGES_ALL, writing.change), name="edition_change"),
    path("handlingsplan/<int:number>/andra/<str:where>", guarded(CHANGES_ALL, writing.area), name="edition_area"),
    path("handlingsplan/<int:number>/anta", guarded(CHANGES_ALL, writing.adopt), name="edition_adopt"),
    path("handlingsplan/<int:number>/aterstall/<path:code>", guarded(CHANGES_ALL, writing.restore), name="edition_restore"),
    path("handlingsplan/<int:number>/synpunkt", guarded(ANSWERS_FOR, talking.comment), name="edition_comment"),
    path("handlingsplan/<int:number>/synpunkter", guarded(CHANGES_ALL, talking.comments), name="edition_comments"),
]
