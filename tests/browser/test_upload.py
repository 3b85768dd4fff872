"""Files on a slow line: progress, refusal, cancelling, a lost line, and the phone."""

from __future__ import annotations

import io
import os
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Dialog, FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from indicators.returns.evidence.kinds import LARGEST_FILE
from indicators.returns.evidence.models import Evidence
from plans.models import Indicator, Plan
from tests.browser.people import choose_language, let_in, sign_in, visitor
from tests.indicators.returns.evidence.files import GPS_TAG, pdf, photo_with_place

JUNE: Final = "/plans/khulna/2023-24/apa/2024-06/"
SLOW: Final = 120_000
"""Bytes of a second that the line carries upwards."""


def cell_page() -> str:
    row = Indicator.objects.get(plan__kind="apa", row="1.4.1").pk
    return f"{JUNE}evidence/{row}/"


def photo() -> bytes:
    """A picture of about 1.3 MB, as a phone makes them."""
    output = io.BytesIO()
    Image.frombytes("RGB", (660, 660), os.urandom(660 * 660 * 3)).save(output, "PNG")
    return output.getvalue()


def payload(name: str, data: bytes) -> FilePayload:
    return FilePayload(name=name, mimeType="application/octet-stream", buffer=data)


def choose(page: Page, *files: FilePayload, camera: bool = False) -> None:
    page.locator("#camera-input" if camera else "#files-input").set_input_files(list(files))
    page.locator("#upload .btn-primary").click()


def slow_down(context: BrowserContext, page: Page) -> None:
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 50, "downloadThroughput": -1, "uploadThroughput": SLOW},
    )


def test_slow_upload_shows_how_far_it_is_and_can_be_cancelled(
    page: Page, context: BrowserContext, khulna: Plan
) -> None:
    let_in(page, "khulna")
    page.goto(cell_page())
    slow_down(context, page)

    choose(page, payload("ছবি.png", photo()), payload("সভা.pdf", pdf()))

    first, second = page.locator(".upload").nth(0), page.locator(".upload").nth(1)
    expect(second).to_contain_text("আগেরটির অপেক্ষায়")
    page.wait_for_function(
        "() => { const bar = document.querySelector('.upload-bar');"
        " return bar.value > 0.1 && bar.value < 1; }"
    )
    expect(first.locator(".upload-share")).to_contain_text("%")
    expect(first.get_by_role("progressbar", name="ছবি.png")).to_be_visible()
    first.get_by_role("button").click()

    expect(page.locator(".evidence-file")).to_have_count(1)
    expect(page.locator("#file-list")).to_contain_text("সভা.pdf")
    expect(page.locator("#upload-news")).to_contain_text("সংরক্ষিত হয়েছে")
    expect(page.locator(".upload")).to_have_count(0)
    assert [one.name for one in Evidence.objects.all()] == ["সভা.pdf"]


def test_each_refused_file_says_why_beside_it(page: Page, khulna: Plan) -> None:
    let_in(page, "khulna")
    page.goto(cell_page())
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))

    choose(
        page,
        payload("big.pdf", b"%PDF-" * 1_200_000),
        payload("old.doc", b"x"),
        payload("photo.HEIC", b"x"),
        payload("empty.pdf", b""),
    )

    for name, reason in (
        ("big.pdf", "৫ মেগাবাইটের বেশি"),
        ("old.doc", "DOCX বা XLSX নয়"),
        ("photo.HEIC", "HEIC"),
        ("empty.pdf", "ফাঁকা"),
    ):
        expect(page.locator(".upload", has_text=name)).to_contain_text(reason)
    assert "POST" not in sent

    choose(page, payload("fake.pdf", b"<svg/>"), payload("good.pdf", pdf()))
    expect(page.locator(".upload", has_text="fake.pdf")).to_contain_text("ভেতরে কী আছে")
    expect(page.locator(".evidence-file")).to_have_count(1)
    for _ in range(5):
        page.locator(".upload-cancel").first.click()
    expect(page.locator("#uploads")).to_be_hidden()
    expect(page.locator("#files-input")).to_be_focused()


def large_photo() -> bytes:
    """More than the server takes, as a new phone makes it: on its side, and with its place."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[GPS_TAG] = {1: "N", 2: (22.0, 49.0, 1.0)}
    output = io.BytesIO()
    noise = Image.frombytes("RGB", (1600, 1200), os.urandom(1600 * 1200 * 3))
    noise.resize((3200, 2400)).save(output, "JPEG", quality=97, exif=exif)
    return output.getvalue()


def test_large_photo_is_made_smaller_before_it_is_sent(page: Page, khulna: Plan) -> None:
    data = large_photo()
    assert len(data) > LARGEST_FILE
    let_in(page, "khulna")
    page.goto(cell_page())
    expect(page.locator("#photo-note")).to_be_visible()

    with page.expect_request(lambda request: request.method == "POST") as sent:
        choose(page, payload("সভা.jpg", data))

    expect(page.locator(".evidence-file")).to_have_count(1)
    assert int(sent.value.all_headers()["content-length"]) < LARGEST_FILE
    evidence = Evidence.objects.get()
    assert evidence.name == "সভা.jpg"
    with evidence.file.open("rb") as file, Image.open(file) as kept:
        assert kept.size == (1950, 2600)


def test_leaving_with_a_file_that_got_stuck_is_asked_about(
    page: Page, context: BrowserContext, khulna: Plan
) -> None:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    let_in(page, "khulna")
    page.goto(cell_page())
    context.clear_cookies(name="sessionid")
    choose(page, payload("সভা.pdf", pdf()))
    expect(page.locator(".upload-again")).to_be_visible()

    page.reload()

    assert asked == ["beforeunload"]


def test_lost_line_is_waited_out_and_the_file_kept_once(
    page: Page, context: BrowserContext, khulna: Plan
) -> None:
    let_in(page, "khulna")
    page.goto(cell_page())
    context.set_offline(True)

    choose(page, payload("সভা.pdf", pdf()))

    expect(page.locator(".upload")).to_contain_text("সার্ভার থেকে সাড়া পাওয়া যায়নি")
    page.locator(".upload-again").click()
    expect(page.locator(".upload-again")).to_be_visible()
    context.set_offline(False)
    expect(page.locator(".evidence-file")).to_have_count(1)
    assert Evidence.objects.count() == 1


def test_expired_sign_in_keeps_the_file_until_one_is_back(
    page: Page, context: BrowserContext, khulna: Plan
) -> None:
    let_in(page, "khulna")
    page.goto(cell_page())
    context.clear_cookies(name="sessionid")

    choose(page, payload("সভা.pdf", pdf()))
    expect(page.locator(".upload-again")).to_be_visible()
    other = context.new_page()
    sign_in(other, "khulna")
    page.locator(".upload-again").click()

    expect(page.locator(".evidence-file")).to_have_count(1)


@pytest.mark.parametrize("language", ["bn", "en"])
def test_phone_shows_progress_within_its_width(
    browser: Browser, live_server: LiveServer, khulna: Plan, language: str
) -> None:
    with visitor(browser, live_server, viewport={"width": 390, "height": 844}) as page:
        sign_in(page, "khulna")
        choose_language(page, language)
        page.goto(cell_page())
        slow_down(page.context, page)
        expect(page.locator("#camera-input")).to_have_attribute("capture", "environment")
        choose(page, payload(f"{'ছবি-' * 30}.png", photo()), payload("a.doc", b"x"))
        expect(page.locator(".upload-bar").first).to_be_visible()

        wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wider) <= 0
        findings = Axe().run(page).response["violations"]
        assert not [one["id"] for one in findings if one["impact"] in ("serious", "critical")]

        page.locator(".upload-cancel").first.click()
        choose(page, payload("photo.jpg", photo_with_place()), camera=True)
        expect(page.locator(".evidence-file")).to_have_count(1)
