from django.urls import path

from plans import views
from plans.calendar import views as calendar_views

app_name = "plans"
urlpatterns = [
    path("plans/", views.plan_list, name="list"),
    path("audit/rules/", views.rules, name="rules"),
    path("calendar/", calendar_views.own_calendar, name="calendar"),
]
