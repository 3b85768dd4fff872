from django.urls import path

from plans.agreements import views as agreements
from plans.agreements.parts.views import bringing as bringing_parts
from plans.agreements.parts.views import writing as writing_parts
from plans.calendar import views as calendar_views
from plans.cascade.views import differences, rolling, sending, shares, templates
from plans.lists import views as list_views
from plans.rules import views as rules_views
from plans.same_rows import views as same_rows
from plans.workshop.views import bringing, changes, editor, ending

app_name = "plans"
_PLAN = "plans/<slug:office>/<slug:year>/<slug:kind>/"
urlpatterns = [
    path("plans/", list_views.plan_list, name="list"),
    path("audit/rules/", rules_views.rules, name="rules"),
    path("rules/<slug:year>/", rules_views.year_rules, name="year-rules"),
    path("rules/<slug:year>/<slug:kind>/", rules_views.draft, name="rules-draft"),
    path("calendar/", calendar_views.own_calendar, name="calendar"),
    path("templates/", templates.templates, name="templates"),
    path("templates/<int:pk>/", templates.template, name="template"),
    path("templates/<int:pk>/workbook/", templates.workbook, name="template-workbook"),
    path("templates/<int:pk>/bring/", sending.bring, name="template-bring"),
    path("templates/<int:pk>/send/", sending.send, name="template-send"),
    path("templates/<int:pk>/give-up/", templates.give_up, name="template-give-up"),
    path("templates/<int:pk>/differences/", differences.differences, name="template-differences"),
    path(
        "plans/<slug:office>/<slug:year>/<slug:kind>/agreement/",
        agreements.agreement,
        name="agreement",
    ),
    path("templates/<int:pk>/shares/<int:key>/", shares.shares, name="template-shares"),
    path("workshop/", bringing.workshop, name="workshop"),
    path("workshop/same-rows/", same_rows.asked, name="same-rows"),
    path("workshop/same-rows/<int:pk>/", same_rows.take_back, name="same-rows-take-back"),
    path("workshop/wordings/", same_rows.wordings, name="wordings"),
    path("workshop/bring/", bringing.bring, name="workshop-bring"),
    path("workshop/reading/<uuid:pk>/", bringing.reading, name="workshop-reading"),
    path("workshop/places/", bringing.places, name="workshop-places"),
    path("workshop/new/", bringing.new, name="workshop-new"),
    path(
        "workshop/reopen/<slug:office>/<str:year>/<str:kind>/",
        ending.reopen,
        name="workshop-reopen",
    ),
    path("workshop/<int:pk>/", editor.editor, name="workshop-draft"),
    path("workshop/<int:pk>/changes/", changes.changes, name="workshop-changes"),
    path("workshop/<int:pk>/undo/", changes.take_back_last, name="workshop-undo"),
    path("workshop/<int:pk>/redo/", changes.make_again, name="workshop-redo"),
    path("workshop/<int:pk>/offices/<int:key>/", rolling.rolled, name="workshop-offices"),
    path("workshop/<int:pk>/source/", editor.source, name="workshop-source"),
    path("workshop/<int:pk>/address/", ending.address, name="workshop-address"),
    path("workshop/<int:pk>/keep/", ending.keep, name="workshop-keep"),
    path("workshop/<int:pk>/discard/", ending.discard, name="workshop-discard"),
    path("workshop/<int:pk>/restore/", ending.restore, name="workshop-restore"),
    path(f"{_PLAN}parts/", writing_parts.parts, name="parts"),
    path(f"{_PLAN}parts/save/", writing_parts.save, name="parts-save"),
    path(f"{_PLAN}parts/copy/", writing_parts.copy, name="parts-copy"),
    path(f"{_PLAN}parts/<slug:part>/fill/", writing_parts.fill, name="parts-fill"),
    path(f"{_PLAN}parts/bring/", bringing_parts.bring, name="parts-bring"),
    path(f"{_PLAN}parts/take/", bringing_parts.take, name="parts-take"),
]
