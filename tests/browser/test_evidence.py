from __future__ import annotations

import re
from pathlib import Path

from django.core.management import call_command
from playwright.sync_api import Browser, FilePayload, Page, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from plans.models import Indicator, Plan
from tests.browser.people import let_in, sign_in, visitor
from tests.indicators.returns.evidence.files import pdf, photo_with_place

JUNE = "/plans/khulna/2023-24/apa/2024-06/"


def test_evidence_goes_from_upload_to_packet(
    page: Page, browser: Browser, live_server: LiveServer, khulna: Plan, tmp_path: Path
) -> None:
    row = Indicator.objects.get(plan__kind="apa", row="1.4.1").pk
    let_in(page, "khulna")
    page.goto(JUNE)
    page.locator(f"#row-{row} .evidence-link").click()
    page.locator("#files-input").set_input_files(
        [
            FilePayload(name="কার্যবিবরণী.pdf", mimeType="application/pdf", buffer=pdf(2)),
            FilePayload(name="photo.jpg", mimeType="image/jpeg", buffer=photo_with_place()),
            FilePayload(name="fake.pdf", mimeType="application/pdf", buffer=b"<svg/>"),
        ]
    )
    page.get_by_role("button", name="আপলোড করুন").click()

    expect(page.locator(".evidence-file")).to_have_count(2)
    expect(page.locator(".upload")).to_have_count(1)
    expect(page.locator(".upload")).to_contain_text("fake.pdf")
    page.goto(JUNE)
    expect(page.locator(f"#row-{row} .evidence-link")).to_contain_text("২টি")
    page.locator("#go-check").click()
    page.get_by_role("button", name="প্রতিবেদন জমা দিন").click()
    expect(page.locator(".notice-success")).to_be_visible()

    with visitor(browser, live_server) as reviewer:
        sign_in(reviewer, "headoffice")
        reviewer.goto(f"{JUNE}review/")
        expect(reviewer.locator(f"#row-{row}")).to_contain_text("কার্যবিবরণী.pdf")
        reviewer.locator(f"#row-{row} .evidence-files a").last.click()
        reviewer.locator("button[value=verified]").first.click()
        expect(reviewer.locator(".evidence-file").first).to_contain_text("✓যাচাই করে সঠিক পাওয়া গেছে")
        reviewer.goto("/plans/khulna/2023-24/apa/?month=2024-06")
        reviewer.get_by_role("button", name="ত্রৈমাসিকের প্রমাণক").click()
        expect(reviewer.locator(".progress-panel")).to_contain_text("অপেক্ষায়")
        call_command("work", once=True)
        with reviewer.expect_download() as download:
            # It appears by itself.
            reviewer.get_by_role("link", name="PDF নামিয়ে নিন").click()
        path = tmp_path / "packet.pdf"
        download.value.save_as(path)

    assert re.fullmatch(r"khulna-apa-evidence-2023-24-Q4\.pdf", download.value.suggested_filename)
    assert len(PdfReader(path).pages) == 1 + 2 + 1


def test_cell_page_takes_a_file_without_a_script(
    browser: Browser, live_server: LiveServer, khulna: Plan
) -> None:
    row = Indicator.objects.get(plan__kind="apa", row="1.4.1").pk
    with visitor(
        browser,
        live_server,
        java_script_enabled=False,
        viewport={"width": 390, "height": 844},
    ) as page:
        let_in(page, "khulna")
        page.goto(f"{JUNE}evidence/{row}/")
        expect(page.locator("#camera-input")).to_have_attribute("capture", "environment")
        page.locator("#camera-input").set_input_files(
            {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": photo_with_place()}
        )
        page.get_by_role("button", name="আপলোড করুন").click()
        expect(page.locator(".evidence-file")).to_have_count(1)
        page.locator(".evidence-remove summary").click()
        page.get_by_role("button", name=re.compile("স্থায়ীভাবে সরান")).click()
        expect(page.locator(".evidence-file")).to_have_count(0)
