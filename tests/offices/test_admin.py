from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from offices.models import Level, Office, Posting, Role, User
from spreadsheets.pending import PendingUpload
from spreadsheets.table import MAX_FILE_BYTES
from tests.cast import client_of, office, person

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LISTS = (
    "offices_office",
    "offices_user",
    "offices_posting",
    "plans_fiscalyear",
    "plans_ruleset",
    "plans_plan",
    "plans_objective",
    "plans_indicator",
    "indicators_monthlyreturn",
    "indicators_achievement",
    "indicators_score",
)
GATED = (
    reverse("admin:index"),
    reverse("admin:login"),
    reverse("admin:offices_office_import"),
    reverse("admin:offices_office_export"),
    reverse("admin:offices_office_process_import"),
    "/admin/no/such/page/",
    "/admin/r/1/9999999999999999999/",
    *(reverse(f"admin:{name}_changelist") for name in LISTS),
)
OFFICES = reverse("admin:offices_office_changelist")
IMPORT = reverse("admin:offices_office_import")


@pytest.fixture
def top() -> Office:
    return office("top", Level.DEPARTMENT)


@pytest.fixture
def admin(top: Office) -> User:
    return person("admin", Role.ADMINISTRATOR, top)


@pytest.fixture
def client(admin: User) -> Client:
    return client_of(admin)


def uploaded(client: Client, text: str, address: str = IMPORT) -> Any:
    file = SimpleUploadedFile("offices.csv", text.encode())
    return client.post(address, {"import_file": file, "format": "0"})


def confirmed(client: Client, preview: Any) -> Any:
    form = preview.context["confirm_form"]
    return client.post(reverse("admin:offices_office_process_import"), form.initial)


class TestWhoMayEnter:
    @pytest.mark.parametrize("address", GATED)
    @pytest.mark.parametrize("role", [Role.ENTRY, Role.REVIEWER, None])
    def test_others_find_nothing_there(self, top: Office, role: Role, address: str) -> None:
        client = client_of(person("someone", role, top))

        assert client.get(address).status_code == 404

    @pytest.mark.parametrize("address", GATED)
    def test_visitor_is_led_to_the_sign_in(self, address: str) -> None:
        response = Client().get(address, follow=True)

        assert response.redirect_chain[-1][0].startswith(reverse("offices:sign-in"))

    def test_sign_in_leads_back(self) -> None:
        response = Client().get(OFFICES, follow=True)

        assert response.redirect_chain[-1][0].endswith(f"?next={OFFICES}")

    @pytest.mark.parametrize("name", LISTS)
    def test_administrator_without_any_flag_sees_every_list(
        self, client: Client, name: str
    ) -> None:
        assert client.get(reverse(f"admin:{name}_changelist")).status_code == 200

    def test_posting_that_is_over_opens_nothing(self, top: Office) -> None:
        past = person("past", Role.ADMINISTRATOR, top, ends=date(2021, 6, 30))

        assert client_of(past).get(OFFICES).status_code == 404

    def test_staff_flag_alone_opens_nothing(self) -> None:
        staff = person("staff")
        User.objects.filter(pk=staff.pk).update(is_staff=True)

        assert client_of(staff).get(OFFICES).status_code == 404

    def test_sign_out_is_the_application_s(self, client: Client) -> None:
        client.post(reverse("admin:logout"))

        assert "_auth_user_id" not in client.session


class TestOffices:
    def test_office_is_changed_on_its_own_page_alone(self, client: Client, top: Office) -> None:
        address = reverse("admin:offices_office_change", args=[top.pk])

        assert client.post(address, {"code": "other"}).status_code == 403

    def test_list_costs_the_same_however_long(
        self, client: Client, top: Office, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for count in (1, 20):
            for index in range(count):
                office(f"o{count}-{index}", Level.DISTRICT, top)
            with django_assert_num_queries(4):
                client.get(OFFICES)


class TestPeople:
    def test_person_is_changed_on_their_own_page_alone(self, client: Client, admin: User) -> None:
        address = reverse("admin:offices_user_change", args=[admin.pk])

        assert client.post(address, {"is_superuser": "on"}).status_code == 403

    def test_account_is_never_deleted(self, client: Client, admin: User) -> None:
        address = reverse("admin:offices_user_delete", args=[admin.pk])

        assert client.post(address, {"post": "yes"}).status_code == 403

    def test_postings_are_found_by_whether_they_are_in_force(
        self, client: Client, top: Office
    ) -> None:
        person("past", Role.ENTRY, top, ends=date(2021, 6, 30))
        address = reverse("admin:offices_posting_changelist")

        assert client.get(address, {"in_force": "today"}).context["cl"].result_count == 1
        assert client.get(address, {"in_force": "else"}).context["cl"].result_count == 1


class TestImport:
    GOOD = "code,level,parent,name_bn,name_en\nkhulna,district,top,খুলনা,Khulna\n"

    def test_file_is_previewed_then_stored(self, client: Client) -> None:
        preview = uploaded(client, self.GOOD)
        assert not Office.objects.filter(code="khulna").exists()
        assert "1 new, 0 changed, 0 as they are." in preview.content.decode()

        response = confirmed(client, preview)

        assert response.url == OFFICES
        assert Office.objects.get(code="khulna").parent.code == "top"  # type: ignore[union-attr]
        assert LogEntry.objects.get().change_message == (
            "Imported: 1 new, 0 changed, 0 as they were."
        )

    def test_counts_are_in_bengali_digits_for_who_reads_bengali(
        self, client: Client, admin: User
    ) -> None:
        User.objects.filter(pk=admin.pk).update(language="bn")

        confirmed(client, uploaded(client, self.GOOD))
        page = client.get(OFFICES, {"q": "khulna"}).text

        assert "নতুন ১টি, পরিবর্তিত ০টি, অপরিবর্তিত ০টি" in page
        assert "১টি পাওয়া গেছে" in page

    def test_wrong_rows_are_told_and_nothing_can_be_confirmed(self, client: Client) -> None:
        response = uploaded(client, self.GOOD + "Bad,district,nowhere,ক,\n")

        page = response.content.decode()
        assert "1 row cannot be used" in page or "1 row cannot be used" in page
        assert "There is no office “nowhere”." in page
        assert "The cell is empty." in page
        assert "confirm_form" not in response.context
        assert not Office.objects.filter(code="khulna").exists()

    def test_what_came_in_the_way_after_the_preview_stops_it_all(
        self, client: Client, top: Office
    ) -> None:
        rows = "a,district,top,ক,A\nb,district,away,খ,B\n"
        office("away", Level.REGIONAL, top)
        preview = uploaded(client, f"code,level,parent,name_bn,name_en\n{rows}")
        Office.objects.filter(code="away").update(code="elsewhere")

        response = confirmed(client, preview)

        assert "There is no office “away”." in response.content.decode()
        assert not Office.objects.filter(code="a").exists()

    def test_file_that_is_gone_is_asked_for_again(self, client: Client) -> None:
        preview = uploaded(client, self.GOOD)
        PendingUpload(name=preview.context["confirm_form"].initial["import_file_name"]).remove()

        response = confirmed(client, preview)

        assert "The file is no longer here. Choose it again." in response.content.decode()

    @pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "", "0" * 32])
    def test_only_an_uploaded_file_is_read(self, client: Client, name: str) -> None:
        response = client.post(
            reverse("admin:offices_office_process_import"),
            {"import_file_name": name, "original_file_name": "x", "format": "7", "resource": "9"},
        )

        assert response.status_code == 200
        assert response.context["confirm_form"].errors["import_file_name"]

    def test_confirmed_file_is_removed(self, client: Client) -> None:
        preview = uploaded(client, self.GOOD)
        confirmed(client, preview)

        name = preview.context["confirm_form"].initial["import_file_name"]
        assert not PendingUpload(name=name).exists

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("\x00", "The file is neither XLSX nor CSV in UTF-8"),
            ("code\n", "The file has headings but no rows."),
            ("code,nmae\na,b\n", "There is no such column: nmae."),
        ],
    )
    def test_file_that_is_no_table_gets_a_sentence(
        self, client: Client, text: str, sentence: str
    ) -> None:
        assert sentence in uploaded(client, text).content.decode()

    def test_large_file_is_refused_unread(self, client: Client) -> None:
        response = uploaded(client, "x" * (MAX_FILE_BYTES + 1))

        assert "The file is 11 MB. At most 10 MB is allowed." in response.content.decode()

    def test_findings_read_in_the_reader_s_language(self, client: Client, admin: User) -> None:
        User.objects.filter(pk=admin.pk).update(language="bn")

        page = uploaded(client, self.GOOD.replace("khulna", "Bad Code")).content.decode()

        assert "১টি সারি নেওয়া যায়নি" in page
        assert "“Bad Code” পড়া যায়নি; ছোট হাতের ল্যাটিন অক্ষর" in page

    def test_text_of_a_file_is_shown_as_text(self, client: Client) -> None:
        page = uploaded(client, self.GOOD.replace("Khulna", "<script>1</script>"))

        assert "<script>1" not in page.content.decode()

    def test_export_holds_what_the_list_shows(self, client: Client, top: Office) -> None:
        office("khulna", Level.DISTRICT, top)

        response = client.post(
            reverse("admin:offices_office_export") + "?level__exact=district",
            {"format": "1", "resource": "0"},
        )

        lines = response.content.decode("utf-8-sig").splitlines()
        assert [line.partition(",")[0] for line in lines] == ["code", "khulna"]
        assert response["Content-Disposition"] == 'attachment; filename="office.csv"'


def test_posting_of_an_office_is_listed_with_its_names(client: Client, admin: User) -> None:
    page = client.get(reverse("admin:offices_posting_changelist")).content.decode()

    assert "Admin" in page
    assert Posting.objects.get(user=admin).office.name in page
