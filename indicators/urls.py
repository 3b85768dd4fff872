from django.urls import include, path

from indicators.views import cells, checking, entry, history, plan, review

app_name = "indicators"

_month = [
    path("", entry.entry, name="entry"),
    path("cells/", cells.save_cells, name="save-cells"),
    path("check/", checking.check, name="check"),
    path("review/", review.review, name="review"),
]
urlpatterns = [
    path("review/", review.queue, name="review-queue"),
    path("history/", history.history, name="history"),
    path("plans/<slug:office>/<slug:year>/<slug:kind>/", plan.plan, name="plan"),
    path("plans/<slug:office>/<slug:year>/<slug:kind>/<slug:month>/", include(_month)),
]
