from django.urls import include, path

from indicators.amending import views as amending
from indicators.audit.views import checks as audit
from indicators.audit.views import history
from indicators.comparing import views as comparing
from indicators.exceptions import views as exceptions
from indicators.periods import views as quarter
from indicators.periods.evaluation import views as evaluation
from indicators.periods.feedback import views as half_year
from indicators.returns.bringing import many_views as many
from indicators.returns.bringing import views as bringing
from indicators.returns.comments import views as comments
from indicators.returns.entry import checking
from indicators.returns.entry import save as cells
from indicators.returns.entry import views as entry
from indicators.returns.evidence import views as evidence
from indicators.returns.review import views as review
from indicators.returns.rolled import views as rolled
from indicators.targets import views as targets
from indicators.work.calendar.views import office as calendar
from indicators.work.calendar.views import rules as calendar_rules
from indicators.work.deciding import views as deciding
from indicators.work.handover import views as handover
from indicators.work.notices import views as notices
from indicators.work.plan import views as plan
from indicators.work.planning import views as planning
from indicators.work.roles import views as roles
from indicators.work.rules import views as year_rules

app_name = "indicators"

_month = [
    path("", entry.entry, name="entry"),
    path("cells/", cells.save_cells, name="save-cells"),
    path("check/", checking.check, name="check"),
    path("bring/", bringing.bring, name="bring"),
    path("form.xlsx", bringing.workbook, name="month-workbook"),
    path("review/", review.review, name="review"),
    path("evidence/<int:indicator>/", evidence.cell, name="evidence"),
    path("offices/<int:indicator>/", rolled.offices, name="rolled"),
    path("comments/", comments.thread, name="comments"),
    path("comments/<int:indicator>/", comments.thread, name="cell-comments"),
]
urlpatterns = [
    path("attention/", exceptions.inbox, name="attention"),
    path("attention/look/", exceptions.look, name="attention-look"),
    path("attention/<int:pk>/", exceptions.alert, name="alert"),
    path("compare/", comparing.compare, name="compare"),
    path("planning/", planning.planning, name="planning"),
    path("review/", review.queue, name="review-queue"),
    path("review/accept/", deciding.accept_many, name="accept-many"),
    path("review/many/", deciding.many, name="many-returns"),
    path("calendar/offices/<slug:code>/", calendar.office_calendar, name="office-calendar"),
    path("calendar/<slug:year>/rules/", calendar_rules.rules, name="calendar-rules"),
    path("hand-over/<int:person>/", handover.handover, name="hand-over"),
    path("rules/<slug:year>/<slug:kind>/effect/", year_rules.effect, name="rules-effect"),
    path("roles/", roles.roles, name="roles"),
    path("history/", history.history, name="history"),
    path("audit/checks/", audit.checks, name="checks"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("evidence/<uuid:pk>/", evidence.download, name="evidence-file"),
    path("evidence/<uuid:pk>/remove/", evidence.remove, name="evidence-remove"),
    path("evidence/<uuid:pk>/judge/", evidence.judge, name="evidence-judge"),
    path("months/", many.months, name="months"),
    path("months/form.xlsx", many.months_workbook, name="months-workbook"),
    path("plans/<slug:office>/<slug:year>/<slug:kind>/", plan.plan, name="plan"),
    path(
        "plans/<slug:office>/<slug:year>/<slug:kind>/quarter-<int:number>/",
        quarter.quarter,
        name="quarter",
    ),
    path(
        "plans/<slug:office>/<slug:year>/<slug:kind>/quarter-<int:number>/form.xlsx",
        many.quarter_workbook,
        name="quarter-workbook",
    ),
    path(
        "plans/<slug:office>/<slug:year>/<slug:kind>/amendment/",
        amending.amendment,
        name="amendment",
    ),
    path(
        "plans/<slug:office>/<slug:year>/<slug:kind>/half-year/",
        half_year.half_year,
        name="half-year",
    ),
    path(
        "plans/<slug:office>/<slug:year>/<slug:kind>/evaluation/",
        evaluation.evaluation,
        name="evaluation",
    ),
    path(
        "plans/<slug:office>/<slug:year>/<slug:kind>/targets/",
        targets.plan_targets,
        name="targets",
    ),
    path("targets/", targets.overview, name="targets-overview"),
    path("workshop/<int:pk>/targets/", targets.draft_targets, name="draft-targets"),
    path("plans/<slug:office>/<slug:year>/<slug:kind>/<slug:month>/", include(_month)),
]
