from django.urls import path

from reports.views.dashboard import dashboard
from reports.views.office import office
from reports.views.packet import packet
from reports.views.paper import paper

app_name = "reports"
urlpatterns = [
    path("dashboard/", dashboard, name="dashboard"),
    path("offices/<slug:code>/", office, name="office"),
    path(
        "plans/<slug:office>/<slug:year>/<slug:kind>/evidence-q<int:quarter>.pdf",
        packet,
        name="packet",
    ),
    path("plans/<slug:office>/<slug:year>/<slug:kind>/<slug:form>.pdf", paper, name="paper"),
]
