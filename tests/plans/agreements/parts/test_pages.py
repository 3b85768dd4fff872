"""The agreement's text on its page: written, refused, copied, filled, read from a file."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ledger.models import Change, ChangedField
from numerals import FiscalYearSpan
from plans.agreements.parts.services import PartsHeld, save_parts
from plans.agreements.selectors import agreed_version, agreement_of
from plans.agreements.services import agree_outright, propose
from plans.document.parts.kinds import Part
from plans.document.parts.values import NOTHING_SAID
from plans.kept.words import words_of
from plans.models import Plan
from plans.parts.models import AgreementPart
from plans.parts.selectors import agreement_text, stored_parts
from plans.parts.values import PartEdit
from plans.services import ensure_fiscal_year, ensure_rule_set
from reports.paper.whole import whole_docx
from reports.selectors.agreement import whole_agreement
from tests.cast import Cast, client_of
from tests.plans.agreements.signing import let_errors_stand

pytestmark = pytest.mark.once


def address(name: str, plan: Plan, **more: str) -> str:
    return reverse(f"plans:{name}", kwargs={**plan.at.named(), **more})


@pytest.fixture
def client(cast: Cast) -> Client:
    return client_of(cast.officer)


def write(cast: Cast, part: Part, content: Any, version: int = 0) -> None:
    save_parts(cast.plan, {part: PartEdit(content, version)}, by=cast.officer)


def test_text_and_tables_are_written_by_a_plain_form(cast: Cast, client: Client) -> None:
    sent = {
        "vision": " শিল্পসমৃদ্ধ দেশ। \r\n\r\n\r\n\r\nশেষ",
        "vision-version": "0",
        "acronyms-version": "0",
        "acronyms-0-short": "APA",
        "acronyms-0-full": "Agreement",
        "acronyms-7-short": "BSCIC",
        "acronyms-3-short": " ",
    }

    assert client.post(address("parts", cast.plan), sent).status_code == 302

    said = agreement_text(cast.plan)
    assert said.text(Part.VISION) == "শিল্পসমৃদ্ধ দেশ।\n\nশেষ"
    assert said.rows(Part.ACRONYMS) == (("APA", "Agreement"), ("BSCIC", ""))
    told = Change.objects.filter(plan=cast.plan, field=ChangedField.AGREEMENT_PART)
    assert {one.row: one.after for one in told} == {
        "vision": "শিল্পসমৃদ্ধ দেশ।\n\nশেষ",
        "acronyms": "APA | Agreement\nBSCIC | ",
    }
    page = client.get(address("parts", cast.plan)).content.decode()
    assert "শিল্পসমৃদ্ধ দেশ।" in page
    assert 'value="Agreement"' not in page
    assert ">\nAgreement</textarea>" in page


def test_the_same_sent_twice_is_written_once(cast: Cast, client: Client) -> None:
    sent = {"vision": "এক", "vision-version": "0"}
    client.post(address("parts", cast.plan), sent)
    assert client.post(address("parts", cast.plan), sent).status_code == 302
    assert AgreementPart.objects.get(plan=cast.plan, part="vision").version == 1
    assert Change.objects.filter(field=ChangedField.AGREEMENT_PART).count() == 1


def test_what_somebody_else_wrote_meanwhile_stays_and_nothing_is_lost(
    cast: Cast, client: Client
) -> None:
    write(cast, Part.VISION, "তাঁর লেখা")
    sent = {
        "vision": "আমার লেখা",
        "vision-version": "0",
        "mission": "অভিলক্ষ্য",
        "mission-version": "0",
    }

    refused = client.post(address("parts", cast.plan), sent)

    assert refused.status_code == 409
    page = refused.content.decode()
    assert "তাঁর লেখা" in page
    assert ">\nআমার লেখা</textarea>" in page
    assert ">\nঅভিলক্ষ্য</textarea>" in page
    assert agreement_text(cast.plan).said == {Part.VISION: "তাঁর লেখা"}
    assert 'name="vision-version" value="1"' in page
    assert (
        client.post(address("parts", cast.plan), {**sent, "vision-version": "1"}).status_code == 302
    )
    assert agreement_text(cast.plan).text(Part.VISION) == "আমার লেখা"


def test_the_script_saves_one_part_and_is_told_of_conflicts(cast: Cast, client: Client) -> None:
    there = address("parts-save", cast.plan)
    sent = {"vision": "এক", "vision-version": "0", "user": str(cast.officer.pk)}

    assert client.post(there, sent).json() == {"versions": {"vision": 1}}
    refused = client.post(there, {**sent, "vision": "দুই"})
    assert refused.status_code == 409
    assert refused.json()["conflicts"]["vision"] == {
        "version": 1,
        "by": str(cast.officer),
        "text": "এক",
        "is_table": False,
    }
    assert client.post(there, {**sent, "user": "0"}).status_code == 401
    too_long = client.post(there, {**sent, "vision": "ক" * 60_001, "vision-version": "1"})
    assert too_long.status_code == 422


@pytest.mark.parametrize(
    "sent",
    [
        {"vision-version": "x", "vision": "এক"},
        {"vision": "এক"},
        {"acronyms-version": "0", "acronyms-0-none": "x", "acronyms-99999-short": "y"},
        {"vision-version": "0", "vision": "\x00\ufffe"},
        {},
    ],
)
def test_garbage_writes_nothing(cast: Cast, client: Client, sent: dict[str, str]) -> None:
    client.post(address("parts", cast.plan), sent)
    assert agreement_text(cast.plan) == NOTHING_SAID


def test_more_rows_are_given_and_what_was_typed_is_stored(cast: Cast, client: Client) -> None:
    sent = {"acronyms-version": "0", "acronyms-0-short": "APA", "more": "acronyms"}
    there = client.post(address("parts", cast.plan), sent)
    assert there["Location"].endswith("?more=acronyms#acronyms")
    page = client.get(there["Location"]).content.decode()
    assert 'name="acronyms-12-short"' in page


def test_an_agreement_that_is_proposed_or_agreed_stays(cast: Cast, client: Client) -> None:
    write(cast, Part.VISION, "এক")
    let_errors_stand(cast)
    propose(agreement_of(cast.plan), by=cast.officer)
    with pytest.raises(PartsHeld):
        write(cast, Part.VISION, "দুই", 1)
    page = client.get(address("parts", cast.plan)).content.decode()
    assert "<textarea" not in page
    assert "Take the proposal back first" in page
    sent = {"vision": "দুই", "vision-version": "1", "user": str(cast.officer.pk)}
    assert client.post(address("parts-save", cast.plan), sent).status_code == 423
    assert client.post(address("parts", cast.plan), sent).status_code == 302
    assert agreement_text(cast.plan).text(Part.VISION) == "এক"


def test_the_database_keeps_the_text_of_an_agreed_version(cast: Cast) -> None:
    write(cast, Part.VISION, "এক")
    agree_outright(cast.plan, by_office=cast.officer, by_superior=cast.superior)
    part = AgreementPart.objects.get(plan=cast.plan)
    part.text = "দুই"
    with pytest.raises(Exception, match="an agreed plan stays as it was agreed"):
        part.save()


def test_the_signed_version_keeps_its_text(cast: Cast) -> None:
    write(cast, Part.VISION, "এক")
    agree_outright(cast.plan, by_office=cast.officer, by_superior=cast.superior)
    plan = Plan.objects.get(pk=cast.plan.pk)
    signed = agreed_version(plan)
    assert signed is not None
    assert words_of(signed.kept.said, plan).text.said == {Part.VISION: "এক"}
    whole = whole_agreement(plan, language="en")
    assert whole is not None
    assert whole.text.text(Part.VISION) == "এক"
    assert (whole.office.name, whole.superior.name) == ("Officer", "Superior")
    assert not whole.is_draft


def test_what_is_blank_is_copied_from_last_year(cast: Cast, client: Client) -> None:
    year = ensure_fiscal_year(FiscalYearSpan(2022))
    before = Plan.objects.create(
        office=cast.khulna,
        fiscal_year=year,
        kind="apa",
        rule_set=ensure_rule_set(fiscal_year=year, kind="apa"),
        title="",
    )
    save_parts(
        before,
        {
            Part.VISION: PartEdit("গত বছরের", 0),
            Part.MISSION: PartEdit("গত বছরের অভিলক্ষ্য", 0),
        },
        by=cast.officer,
    )
    write(cast, Part.VISION, "এ বছরের")

    told = client.post(address("parts-copy", cast.plan), follow=True).content.decode()

    assert "Copied from 2022-23: Mission." in told
    assert agreement_text(cast.plan).said == {
        Part.VISION: "এ বছরের",
        Part.MISSION: "গত বছরের অভিলক্ষ্য",
    }


def test_measurement_is_filled_from_the_table_and_completed(cast: Cast, client: Client) -> None:
    there = address("parts-fill", cast.plan, part="measurement")
    client.post(there)
    rows = agreement_text(cast.plan).rows(Part.MEASUREMENT)
    assert len(rows) == 32
    assert rows[0][0].startswith("[1.1.1] ")
    write(cast, Part.MEASUREMENT, rows[2:], 1)
    client.post(there)
    assert len(agreement_text(cast.plan).rows(Part.MEASUREMENT)) == 32
    assert client.post(address("parts-fill", cast.plan, part="vision")).status_code == 404


def test_a_file_is_looked_at_then_taken(cast: Cast, client: Client) -> None:
    write(cast, Part.VISION, "আগের রূপকল্প")
    write(cast, Part.ACRONYMS, (("APA", "Agreement"),))
    whole = whole_agreement(cast.plan, language="bn")
    assert whole is not None
    file = SimpleUploadedFile("চুক্তি.docx", whole_docx(whole))
    AgreementPart.objects.all().delete()
    write(cast, Part.VISION, "নতুন রূপকল্প")

    shown = client.post(address("parts-bring", cast.plan), {"file": file})

    page = shown.content.decode()
    assert shown.status_code == 200
    assert ">\nআগের রূপকল্প</textarea>" in page
    assert "নতুন রূপকল্প" in page
    assert agreement_text(cast.plan).said == {Part.VISION: "নতুন রূপকল্প"}
    sent = {
        "take-acronyms": "on",
        "acronyms-version": "0",
        "acronyms-0-short": "APA",
        "acronyms-0-full": "Agreement",
        "vision": "আগের রূপকল্প",
        "vision-version": "1",
    }
    assert client.post(address("parts-take", cast.plan), sent).status_code == 302
    assert agreement_text(cast.plan).said == {
        Part.VISION: "নতুন রূপকল্প",
        Part.ACRONYMS: (("APA", "Agreement"),),
    }


def test_a_file_without_headings_is_refused_with_a_sentence(cast: Cast, client: Client) -> None:
    file = SimpleUploadedFile("x.txt", "কোনো শিরোনাম নেই".encode())
    refused = client.post(address("parts-bring", cast.plan), {"file": file})
    assert refused.status_code == 422
    assert "No heading of a part" in refused.content.decode()


def test_what_is_typed_is_no_markup(cast: Cast, client: Client) -> None:
    write(cast, Part.VISION, "</textarea><script>alert(1)</script>")
    page = client.get(address("parts", cast.plan)).content.decode()
    assert "<script>alert" not in page


def test_an_action_plan_has_no_such_text(cast: Cast, client: Client) -> None:
    there = reverse("plans:parts", kwargs={**cast.plan.at.named(), "kind": "integrity"})
    assert client.get(there).status_code == 404


def test_the_page_asks_the_same_however_much_is_written(
    cast: Cast, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.get(address("parts", cast.plan))
    for part in Part:
        content: Any = (("ক",),) if part.is_table else "ক"
        if part.is_table:
            content = (("ক", *("",) * (len(part.rule.columns) - 1)),) * 40
        write(cast, part, content)
    assert all(one.content for one in stored_parts(cast.plan).values())
    with django_assert_max_num_queries(14):
        client.get(address("parts", cast.plan))
