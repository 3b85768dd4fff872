from django.urls import path

from reports.explorer import office_views, part_views
from reports.explorer import views as explorer
from reports.lists import views as lists
from reports.views.agreement import agreement
from reports.views.batch import batch_file, batches, cancel
from reports.views.briefing import month_in_brief, office_fact_sheet, ranking
from reports.views.dashboard import dashboard, district_map, trend
from reports.views.finding import find
from reports.views.office import office
from reports.views.packet import packet, packet_file
from reports.views.paper import paper
from reports.views.tree import tree

app_name = "reports"
urlpatterns = [
    path("search/", find, name="find"),
    path("lists/indicators/", lists.indicators, name="list-indicators"),
    path("lists/evidence/", lists.evidence, name="list-evidence"),
    path("lists/unproved/", lists.unproved, name="list-unproved"),
    path("dashboard/", dashboard, name="dashboard"),
    path("dashboard/month-in-brief.pdf", month_in_brief, name="month-in-brief"),
    path("dashboard/ranking.pdf", ranking, name="ranking"),
    path("papers/", batches, name="batches"),
    path("papers/<uuid:pk>/", batch_file, name="batch-file"),
    path("papers/<uuid:pk>/cancel/", cancel, name="batch-cancel"),
    path("dashboard/trend/", trend, name="trend"),
    path("dashboard/map/", district_map, name="district-map"),
    path("offices/<slug:code>/", office, name="office"),
    path("offices/<slug:code>/fact-sheet.pdf", office_fact_sheet, name="fact-sheet"),
    path("offices/<slug:code>/years/", office_views.years, name="office-years"),
    path("offices/<slug:code>/side-by-side/", office_views.side_by_side, name="side-by-side"),
    path("templates/<int:pk>/tree/", tree, name="tree"),
    path(
        "plans/<slug:office>/<slug:year>/<slug:kind>/objectives/<int:objective>/",
        part_views.objective,
        name="objective",
    ),
    path(
        "plans/<slug:office>/<slug:year>/<slug:kind>/sections/<slug:section>/",
        part_views.section,
        name="section",
    ),
    path(
        "plans/<slug:office>/<slug:year>/<slug:kind>/indicators/year/",
        explorer.whole_year,
        name="whole-year",
    ),
    path(
        "plans/<slug:office>/<slug:year>/<slug:kind>/indicators/year.<slug:file_format>",
        explorer.whole_year,
        name="whole-year-file",
    ),
    path(
        "plans/<slug:office>/<slug:year>/<slug:kind>/indicators/<int:indicator>/",
        explorer.indicator,
        name="indicator",
    ),
    path(
        "plans/<slug:office>/<slug:year>/<slug:kind>/packet/q<int:quarter>/", packet, name="packet"
    ),
    path(
        "plans/<slug:office>/<slug:year>/<slug:kind>/evidence-q<int:quarter>.pdf",
        packet_file,
        name="packet-file",
    ),
    path(
        "plans/<slug:office>/<slug:year>/<slug:kind>/whole-agreement.<slug:file_format>",
        agreement,
        name="whole-agreement",
    ),
    path("plans/<slug:office>/<slug:year>/<slug:kind>/<slug:form>.pdf", paper, name="paper"),
    path(
        "plans/<slug:office>/<slug:year>/<slug:kind>/<slug:form>.<slug:file_format>",
        paper,
        name="paper",
    ),
]
