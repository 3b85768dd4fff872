from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from indicators.returns.importing import import_document, store_returns
from indicators.returns.models import MonthlyReturn, State
from indicators.returns.selectors.figures import figures_of
from numerals import Month
from offices.models import Level, Office, Posting, Role, User
from plans.document.values import PlanDocument
from plans.models import Plan
from reports.paper import CumulativeBasis, PaperForm
from reports.paper.heading import heading_of
from reports.selectors.paper import figures_paper, paper_of_plan, plan_paper
from reports.views.paper import file_name
from tests.reports.paper.reading import grid, pdf_pages
from tests.reports.paper.samples import JUNE, Requester

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def office(code: str) -> Office:
    made = Office.objects.create(
        code=code, level=Level.DISTRICT, name_bn=f"{code} কার্যালয়", name_en=f"{code} office"
    )
    made.path = f"/{made.pk}/"
    made.save()
    return made


@pytest.fixture
def plan(khulna: PlanDocument) -> Plan:
    return import_document(khulna, office=office("khulna"), kind="apa")


def officer_of(place: Office, name: str, *, role: Role = Role.ENTRY) -> User:
    user = User.objects.create_user(
        name, password="x", name_bn="নমুনা কর্মকর্তা", designation_bn="সম্প্রসারণ কর্মকর্তা"
    )
    Posting.objects.create(user=user, office=place, role=role, starts="2020-01-01")
    return user


@pytest.fixture
def officer(plan: Plan, client: Client) -> User:
    user = officer_of(plan.office, "officer")
    client.force_login(user)
    return user


def address(form: str = "progress", kind: str = "apa") -> str:
    return reverse("reports:paper", args=["khulna", "2023-24", kind, form])


@pytest.mark.parametrize("form", PaperForm)
def test_stored_plan_prints_what_its_document_printed(
    form: PaperForm, plan: Plan, khulna: PlanDocument, requested: Requester
) -> None:
    stored = paper_of_plan(
        plan, form=form, month=JUNE, cumulative=CumulativeBasis.SHOWN, language="bn"
    )

    assert grid(stored) == grid(requested(khulna, form))


def test_agreement_is_titled_as_such_and_not_as_a_report(plan: Plan) -> None:
    title = heading_of(plan_paper(plan, language="bn")).title

    assert title == "বার্ষিক কর্মসম্পাদন চুক্তি (এপিএ) ২০২৩-২৪"


def test_cumulative_of_the_year_counts_earlier_months_and_of_those_shown_does_not(
    plan: Plan, khulna: PlanDocument
) -> None:
    june = Month(2024, 6)
    december = replace(khulna, months=(Month(2023, 12),)).with_indicators(
        lambda entry: replace(entry, achieved={Month(2023, 12): entry.achieved[june]})
    )
    store_returns(plan, december, months=december.months)
    figures = figures_of(plan)

    cumulatives = [
        grid(
            figures_paper(
                figures, form=PaperForm.PROGRESS, month=june, cumulative=basis, language="en"
            )
        )[7]["cumulative"]
        for basis in (CumulativeBasis.YEAR, CumulativeBasis.SHOWN)
    ]

    assert cumulatives == ["17", "14"]


def test_accepted_return_names_who_submitted_and_who_accepted(plan: Plan) -> None:
    officer, reviewer = officer_of(plan.office, "officer"), officer_of(plan.office, "reviewer")
    monthly_return = MonthlyReturn.objects.filter(plan=plan).latest("month")
    monthly_return.state, monthly_return.submitted_by, monthly_return.decided_by = (
        State.ACCEPTED,
        officer,
        reviewer,
    )
    monthly_return.save()

    request = paper_of_plan(
        plan,
        form=PaperForm.PROGRESS,
        month=JUNE,
        cumulative=CumulativeBasis.YEAR,
        language="bn",
    )

    assert [one.name for one in request.signatories] == ["নমুনা কর্মকর্তা", "নমুনা কর্মকর্তা", ""]


def test_head_who_submitted_a_return_is_named_as_head_and_not_as_its_preparer(plan: Plan) -> None:
    head = officer_of(plan.office, "head", role=Role.HEAD)
    monthly_return = MonthlyReturn.objects.filter(plan=plan).latest("month")
    monthly_return.state, monthly_return.submitted_by, monthly_return.submitted_at = (
        State.SUBMITTED,
        head,
        timezone.now(),
    )
    monthly_return.save()

    request = paper_of_plan(
        plan,
        form=PaperForm.PROGRESS,
        month=JUNE,
        cumulative=CumulativeBasis.YEAR,
        language="bn",
    )

    assert [one.name for one in request.signatories] == ["", "", "নমুনা কর্মকর্তা"]


def test_paper_takes_a_fixed_number_of_queries(
    plan: Plan, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    plan = Plan.objects.select_related("office", "rule_set").get(pk=plan.pk)
    with django_assert_max_num_queries(9):
        paper_of_plan(
            plan,
            form=PaperForm.EVALUATION,
            month=JUNE,
            cumulative=CumulativeBasis.YEAR,
            language="bn",
        )


def test_print_form_writes_the_pdf(plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "form.pdf"

    call_command("print_form", "khulna/2023-24/apa", form="progress", month="2024-06", output=file)

    assert "[২.৫.২] সৃষ্ট নারী কর্মসংস্থান" in pdf_pages(file.read_bytes())[0]


@pytest.mark.parametrize(
    ("where", "options", "said"),
    [
        ("dhaka/2023-24/apa", {"form": "plan"}, "There is no plan"),
        ("khulna", {"form": "plan"}, "There is no plan"),
        ("khulna/2023-24/apa", {"form": "progress"}, "needs a month"),
        ("khulna/2023-24/apa", {"form": "progress", "month": "06-24"}, "is not a month"),
        ("khulna/2023-24/apa", {"form": "progress", "month": "2024-07"}, "fiscal year 2023-24"),
    ],
)
def test_print_form_refuses_in_one_sentence(
    where: str, options: dict[str, str], said: str, plan: Plan, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("print_form", where, lang="en", output=tmp_path / "form.pdf", **options)


def test_download_is_a_named_pdf(officer: User, client: Client) -> None:
    response = client.get(address(), {"month": "2024-06", "cumulative": "shown"})

    assert response["Content-Type"] == "application/pdf"
    assert re.fullmatch(
        r'attachment; filename="khulna-2023-24-apa-progress-\S+-three-months-draft-\S+\.pdf"',
        response["Content-Disposition"],
    )
    assert "প্রদর্শিত তিন মাসের" in pdf_pages(response.content)[0]


@pytest.mark.parametrize(
    ("file_format", "begins"), [("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF")]
)
@pytest.mark.parametrize("form", PaperForm)
def test_form_goes_out_as_word_and_excel_as_well(
    form: PaperForm, file_format: str, begins: bytes, officer: User, client: Client
) -> None:
    place = reverse("reports:paper", args=["khulna", "2023-24", "apa", form, file_format])

    response = client.get(place)

    assert response.content.startswith(begins)
    assert f"-{form}" in response["Content-Disposition"]
    assert response["Content-Disposition"].endswith(f'.{file_format}"')


@pytest.mark.parametrize("ending", ["doc", "xls", "PDF", "odt", "docx-"])
def test_file_of_another_format_is_404(ending: str, officer: User, client: Client) -> None:
    assert client.get(f"/plans/khulna/2023-24/apa/plan.{ending}").status_code == 404


@pytest.mark.parametrize("file_format", ["docx", "xlsx"])
def test_word_and_excel_are_404_for_a_sister_office(
    file_format: str, plan: Plan, client: Client
) -> None:
    client.force_login(officer_of(office("jashore"), "neighbour"))

    assert client.get(f"/plans/khulna/2023-24/apa/progress.{file_format}").status_code == 404


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_print_form_writes_what_the_name_asks_for(ending: str, plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / f"form.{ending}"

    call_command("print_form", "khulna/2023-24/apa", form="plan", output=file)

    assert file.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("language", ["bn", "en"])
def test_no_two_papers_of_a_plan_have_one_name(
    khulna: PlanDocument, requested: Requester, language: str
) -> None:
    papers = [
        requested(khulna, PaperForm.PROGRESS, language=language, cumulative=CumulativeBasis.YEAR),
        requested(khulna, PaperForm.PROGRESS, language=language),
        requested(khulna, PaperForm.PROGRESS, language=language, month=Month(2024, 5)),
        requested(khulna, PaperForm.EVALUATION, language=language),
        requested(khulna, PaperForm.PLAN, language=language),
    ]

    names = {file_name(paper, plan=("khulna", "apa")) for paper in papers}

    assert len(names) == len(papers)
    assert all(name.isascii() for name in names)
    assert all(name.endswith("-en") for name in names) == (language == "en")


def test_download_without_a_month_is_of_the_last_return(officer: User, client: Client) -> None:
    response = client.get(address("evaluation"))

    assert "khulna-2023-24-apa-evaluation-2024-06-draft-" in response["Content-Disposition"]


@pytest.mark.parametrize(
    ("form", "kind", "query"),
    [
        ("annual", "apa", {}),
        ("progress", "integrity", {}),
        ("progress", "apa", {"month": "2024-13"}),
        ("progress", "apa", {"month": "2022-06"}),
        ("progress", "apa", {"cumulative": "ever"}),
    ],
)
def test_download_of_what_does_not_exist_is_404(
    form: str, kind: str, query: dict[str, str], officer: User, client: Client
) -> None:
    assert client.get(address(form, kind), query).status_code == 404


def test_download_is_404_for_a_sister_office(plan: Plan, client: Client) -> None:
    client.force_login(officer_of(office("jashore"), "neighbour"))

    assert client.get(address()).status_code == 404


def test_download_sends_a_visitor_to_sign_in(plan: Plan, client: Client) -> None:
    assert client.get(address()).status_code == 302


def test_download_is_not_posted_to(officer: User, client: Client) -> None:
    assert client.post(address()).status_code == 405
