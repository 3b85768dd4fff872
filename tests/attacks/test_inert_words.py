"""What people type is words everywhere: on pages, in files, in the history and in emails."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any, Final

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from indicators.exceptions.models import AlertAct, StandingAlert
from indicators.exceptions.services import take_alert_step
from offices.models import User
from plans.agreements.parts.services import save_parts
from plans.agreements.selectors import agreement_of
from plans.agreements.services import propose, return_agreement
from plans.amending.services import begin_amendment, decide_amendment, explain, propose_amendment
from plans.amending.values import Decision
from plans.document.draft.changes import SetCell
from plans.document.parts.kinds import Part
from plans.parts.values import PartEdit
from plans.workshop.services import bring_files, change_draft
from tests.alerts import alert_of
from tests.amendments import agreed_plan, change_row, keys
from tests.cast import FIXTURES, Cast, client_of
from tests.plans.agreements.signing import let_errors_stand, planner_of
from tests.test_access import PLAN, WRITING

pytestmark = pytest.mark.once

SCRIPT: Final = "<script>alert(1)</script>"
WORDS: Final = f"=cmd|'/C calc'!A0 {SCRIPT}\" onload=alert(1) {{{{ 7*7 }}}} <w:p/> ]]>"
FREE: Final = {"offices:language", "offices:sign-in", "offices:code", "offices:sign-out"}
"""Asked before anybody is signed in, or told of in tests of their own."""


@pytest.mark.django_db
def test_no_address_takes_a_form_of_another_site(cast: Cast) -> None:
    """Nor of anybody who was not given a token: everywhere, also where there will be more."""
    taken = []
    for name, named, _ in WRITING:
        client = Client(enforce_csrf_checks=True)
        client.force_login(cast.officer)
        answer = client.post(reverse(name, kwargs=named), {"a": "b"})
        if answer.status_code not in (403, 405) and name not in FREE:
            taken.append((name, answer.status_code))
    # Only a read-only or absent thing may answer before it looks at the token.
    assert [one for one in taken if one[1] != 404] == []


@pytest.fixture
def poisoned(cast: Cast) -> Cast:
    for person in (cast.officer, cast.superior, planner_of(cast)):
        person.name_bn = person.name_en = f"{SCRIPT}{person.username}"
        person.email = f"{person.username}@example.gov.bd"
        person.save()
    cast.khulna.name_bn = cast.khulna.name_en = f"={SCRIPT}"
    cast.khulna.save()
    alert = alert_of(cast.plan, sentence_bn=WORDS, sentence_en=WORDS)
    step = take_alert_step(alert, AlertAct.COMMENT, by=cast.superior, seen=0, words=WORDS)
    take_alert_step(
        alert, AlertAct.ASSIGN, by=cast.superior, seen=step.pk, words=WORDS, to=planner_of(cast)
    )
    save_parts(cast.plan, {Part.VISION: PartEdit(WORDS, 0)}, by=cast.officer)
    return cast


@pytest.fixture
def returned(poisoned: Cast) -> Cast:
    cast = poisoned
    let_errors_stand(cast)
    propose(agreement_of(cast.plan), by=cast.officer)
    notes = {cast.indicator("1.1.1").pk: WORDS}
    return_agreement(agreement_of(cast.plan), reason=WORDS, notes=notes, by=cast.superior)
    return cast


def page(user: User, name: str, **named: Any) -> str:
    answer = client_of(user).get(reverse(name, kwargs=named))
    assert answer.status_code == 200, name
    return answer.text


def is_inert(text: str) -> bool:
    """No tag of theirs, no attribute of theirs, and no template was made of it."""
    return SCRIPT not in text and '" onload=' not in text and "alert(1)&quot; 49" not in text


def test_agreement_and_its_alerts_show_words_as_words(returned: Cast) -> None:
    alert = StandingAlert.objects.get()
    planner = planner_of(returned)
    shown = {
        "agreement": page(returned.officer, "plans:agreement", **PLAN),
        "text": page(returned.officer, "plans:parts", **PLAN),
        "notices": page(returned.officer, "indicators:notices"),
        "my work": page(returned.officer, "home"),
        "history": page(returned.superior, "indicators:history"),
        "inbox": page(returned.superior, "indicators:attention"),
        "alert": page(returned.superior, "indicators:alert", pk=alert.pk),
        "assigned": page(planner, "indicators:notices"),
        "planning": page(planner, "indicators:planning"),
    }
    assert [name for name, text in shown.items() if not is_inert(text)] == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown["agreement"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown["alert"]


def test_amendment_shows_words_as_words(poisoned: Cast) -> None:
    amendment = begin_amendment(agreed_plan(poisoned), by=poisoned.officer)
    change_row(amendment, "2.1.1", by=poisoned.officer, t100="503", title=WORDS)
    explain(amendment, dict.fromkeys(keys(amendment), WORDS), by=poisoned.officer)
    amendment.refresh_from_db()
    propose_amendment(amendment, by=poisoned.officer)
    proposed = page(poisoned.superior, "indicators:amendment", **PLAN)
    amendment.refresh_from_db()
    note = {key: Decision(is_agreed=False, note=WORDS) for key in keys(amendment)}
    decide_amendment(amendment, note, by=poisoned.superior)
    returned = page(poisoned.officer, "indicators:amendment", **PLAN)

    assert is_inert(proposed)
    assert is_inert(returned)
    assert "&lt;script&gt;" in proposed


def test_drafts_show_words_as_words(poisoned: Cast) -> None:
    content = (FIXTURES / "apa-progress-khulna-2024-q4.txt").read_bytes()
    [draft] = bring_files([(f"{SCRIPT}.txt", content)], by=poisoned.officer).drafts
    row = next(row for row in draft.value.rows if row.said("t100"))
    changes = [SetCell(row.key, "title", WORDS, row.said("title"))]
    change_draft(draft.pk, changes, by=poisoned.officer)

    assert is_inert(page(poisoned.officer, "plans:workshop"))
    assert is_inert(page(poisoned.officer, "plans:workshop-draft", pk=draft.pk))
    assert is_inert(page(poisoned.officer, "plans:workshop-source", pk=draft.pk))


@pytest.mark.parametrize("name", ["indicators:attention", "indicators:history"])
def test_lists_go_out_without_a_formula(returned: Cast, name: str) -> None:
    client = client_of(returned.superior)
    answer = client.get(reverse(name), {"format": "xlsx"})
    data = b"".join(answer) if answer.streaming else answer.content
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheets = [book.read(one).decode() for one in book.namelist() if "sheets/" in one]
        everything = "".join(book.read(one).decode("utf-8", "replace") for one in book.namelist())
    assert "<f>" not in "".join(sheets)
    assert SCRIPT not in everything
    assert "externalLink" not in everything

    answer = client.get(reverse(name), {"format": "csv"})
    text = (b"".join(answer) if answer.streaming else answer.content).decode("utf-8-sig")
    assert not re.search(r'(?m)(^|,)"?[=+@-]cmd', text)


def test_whole_agreement_goes_out_as_words(returned: Cast) -> None:
    address = reverse("reports:whole-agreement", kwargs={**PLAN, "file_format": "docx"})
    answer = client_of(returned.officer).get(address)
    data = b"".join(answer) if answer.streaming else answer.content
    with zipfile.ZipFile(io.BytesIO(data)) as document:
        text = document.read("word/document.xml").decode()
        relations = document.read("word/_rels/document.xml.rels").decode()
    assert SCRIPT not in text
    assert "&lt;script&gt;" in text
    assert not re.search(
        r"DDE|INCLUDE|HYPERLINK|cmd", "".join(re.findall(r"instrText[^<]*<", text))
    )
    assert 'TargetMode="External"' not in relations


def test_emails_say_words_as_words(returned: Cast, settings: Any) -> None:
    settings.SITE_URL = "https://lokkho.example.gov.bd"
    returned.khulna.name_bn = returned.khulna.name_en = f"a\r\nBcc: x@example.org {SCRIPT}"
    returned.khulna.save()
    mail.outbox.clear()
    call_command("send_digests", day=timezone.localdate().isoformat())
    call_command("work", once=True)

    assert mail.outbox
    for letter in mail.outbox:
        message = letter.message()
        assert set(message.keys()) <= {
            *("Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From"),
            *(
                "To",
                "Date",
                "Message-ID",
                "List-Unsubscribe",
                "List-Unsubscribe-Post",
                "Auto-Submitted",
            ),
        }
        for content, kind in getattr(letter, "alternatives", ()):
            assert kind != "text/html" or is_inert(str(content))
