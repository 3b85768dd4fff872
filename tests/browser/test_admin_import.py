from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from offices.models import Office, User

TABLE = "code,level,parent,name_bn,name_en\nkhulna,জেলা কার্যালয়,,খুলনা,{}\n"


@pytest.fixture(autouse=True)
def administrator(context: BrowserContext, live_server: LiveServer) -> None:
    user = User.objects.create_superuser("tester", password="of-the-tests-only")
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    value = client.cookies[name].value
    context.add_cookies([{"name": name, "value": value, "url": live_server.url}])


def upload(page: Page, text: str) -> None:
    page.get_by_label("ফাইল, XLSX বা CSV").set_input_files(
        {"name": "offices.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.get_by_role("button", name="কী বদলাবে দেখুন").click()


def test_table_is_corrected_previewed_and_stored(page: Page) -> None:
    page.goto("/admin/offices/office/")
    page.get_by_role("link", name="ফাইল থেকে যোগ করুন").click()

    upload(page, TABLE.format(""))
    expect(page.get_by_text("১টি সারি নেওয়া যায়নি")).to_be_visible()
    expect(page.get_by_role("row", name="২ নাম (ইংরেজি) ঘরটি ফাঁকা।")).to_be_visible()

    upload(page, TABLE.format("Khulna"))
    expect(
        page.get_by_text("নতুন ১টি, পরিবর্তিত ০টি, অপরিবর্তিত ০টি। এখনো কিছু সংরক্ষিত হয়নি।")
    ).to_be_visible()
    page.get_by_role("button", name="সব সংরক্ষণ করুন").click()

    expect(page.get_by_role("link", name="খুলনা")).to_be_visible()
    assert Office.objects.get().code == "khulna"
