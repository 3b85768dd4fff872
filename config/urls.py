"""The addresses of Lokkho."""

from django.contrib import admin
from django.urls import include, path

from indicators.views.home import my_work

urlpatterns = [
    path("", my_work, name="home"),
    path("", include("offices.urls")),
    path("", include("plans.urls")),
    path("", include("indicators.urls")),
    path("", include("reports.urls")),
    path("admin/", admin.site.urls),
]
