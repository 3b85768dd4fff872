"""The addresses of Lokkho."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from config.views import guide, healthz
from indicators.work.views import my_work

urlpatterns = [
    path("", my_work, name="home"),
    path("", include("offices.urls")),
    path("", include("plans.urls")),
    path("", include("indicators.urls")),
    path("", include("reports.urls")),
    path("guide/", guide, name="guide"),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
]
if settings.OIDC:
    urlpatterns.insert(0, path("", include("offices.accounts.oidc.urls")))
handler500 = "config.views.server_error"
