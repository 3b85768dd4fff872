"""Pages against a plain template that prints the same figures after the same queries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import engines
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from config.demo.loading import load_demo
from indicators.returns.entry.views import entry
from indicators.returns.models import MonthlyReturn, Score
from indicators.returns.scores.selectors import score_of
from indicators.returns.selectors.figures import figures_of
from numerals import Month
from offices.accounts.sessions import SessionStore
from offices.models import Level, Office, User
from offices.selectors import postings_of
from plans.selectors import plan_by_address
from reports.selectors.board import RANKINGS
from reports.views.dashboard import dashboard
from tests.benchmarks.many_offices import MINISTRY, load_many_offices
from tests.benchmarks.timing import medians, say
from tests.days import LATE_IN_JULY

JUNE = Month(2024, 6)
PLAIN_FORM = engines["django"].from_string(
    "<table>{% for i in figures.indicators %}<tr><td>{{ i.code }}</td><td>{{ i.title }}</td>"
    "<td>{{ i.unit }}</td><td>{{ i.method }}</td><td>{{ i.weight }}</td>"
    "{% for t in i.targets %}<td>{{ t }}</td>{% endfor %}"
    '<td><input name="cell-{{ i.pk }}"></td></tr>{% endfor %}'
    "{% for s in score.indicators %}<tr><td>{{ s.achieved }}</td><td>{{ s.raw }}</td>"
    "<td>{{ s.weighted }}</td></tr>{% endfor %}</table>"
)
PLAIN_LIST = engines["django"].from_string(
    "<table>{% for s in scores %}<tr><td>{{ s.plan.office.name_bn }}</td>"
    "<td>{{ s.normalised }}</td>"
    "{% for o in s.objectives %}<td>{{ o.weighted }}</td><td>{{ o.weight }}</td>{% endfor %}</tr>"
    "{% endfor %}{% for s in monthly_returns %}<tr><td>{{ s.state }}</td></tr>{% endfor %}</table>"
)


@pytest.fixture
def demo(transactional_db: None) -> None:
    load_demo(today=LATE_IN_JULY)


def asked_by(username: str, path: str) -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = User.objects.get(username=username)
    request.session = SessionStore()
    postings_of(request.user)
    return request


def queries(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def test_bench_entry_page(demo: None) -> None:
    address = {"office": "khulna", "year": "2023-24", "kind": "apa"}

    def page() -> HttpResponse:
        return entry(asked_by("khulna", "/"), month=str(JUNE), **address)

    def plain() -> str:
        asked_by("khulna", "/")
        figures = figures_of(plan_by_address("khulna/2023-24/apa"))
        return PLAIN_FORM.render({"figures": figures, "score": score_of(figures, JUNE)})

    ours, theirs = medians(page, plain, rounds=15)
    say(
        f"entry page: {ours * 1000:.0f} ms, plain template {theirs * 1000:.0f} ms, "
        f"ratio {ours / theirs:.2f} (goal 2); {queries(page)} queries (goal 12)"
    )


JUNES: Final = "/dashboard/?year=2023-24&month=2024-06"


def test_bench_dashboard(demo: None) -> None:
    def page() -> HttpResponseBase:
        return dashboard(asked_by("headoffice", JUNES))

    def plain() -> str:
        asked_by("headoffice", "/")
        scores = Score.objects.filter(plan__kind="apa", plan__fiscal_year=2023).select_related(
            "plan__office"
        )
        monthly_returns = MonthlyReturn.objects.filter(plan__kind="apa", month=JUNE)
        return PLAIN_LIST.render({"scores": scores, "monthly_returns": monthly_returns})

    ours, theirs = medians(page, plain, rounds=15)
    say(
        f"dashboard of 64 districts: {ours * 1000:.0f} ms (goal 150), plain template "
        f"{theirs * 1000:.0f} ms, ratio {ours / theirs:.2f}; {queries(page)} queries (goal 15)"
    )


def test_bench_dashboard_of_20_000_offices(transactional_db: None) -> None:
    load_many_offices()

    def page() -> HttpResponseBase:
        return dashboard(asked_by(MINISTRY, JUNES))

    def ranked_anew() -> HttpResponseBase:
        caches[RANKINGS].clear()
        return page()

    kept, anew = medians(page, ranked_anew, rounds=9)
    offices = Office.objects.filter(level=Level.DISTRICT).count()
    say(
        f"dashboard of {offices} districts: {kept * 1000:.0f} ms (goal 300), "
        f"{anew * 1000:.0f} ms once a minute when it is ranked anew; "
        f"{queries(ranked_anew)} queries (goal 15)"
    )
