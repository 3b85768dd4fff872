"""The main pages as they come over a slow line, in a throttled Chromium.

    make run                                                   (in another terminal)
    .venv/bin/python -m tests.benchmarks.slow_line http://127.0.0.1:8000 --kbit 50

Of each page, first with nothing in the browser's cache, then again: the bytes of the page itself
and of all that it asks for, the seconds until it is painted, until one can type into a cell, until
the script runs, until nothing more comes; and what moved meanwhile (cumulative layout shift).
docs/performance.md has the figures.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright
from playwright.sync_api import Error as BrowserError

from tests.browser.chromium import CHROMIUM, FLAGS
from tests.browser.password import PASSWORD

PLAN: Final = "/plans/khulna/2023-24/apa/"
PAGES: Final = {
    "sign-in": ("", "/sign-in/"),
    "my work": ("khulna", "/"),
    "entry": ("khulna", f"{PLAN}2024-06/"),
    "check": ("khulna", f"{PLAN}2024-06/check/"),
    "review": ("headoffice", f"{PLAN}2024-06/review/"),
    "plan": ("khulna", PLAN),
    "dashboard": ("headoffice", "/dashboard/"),
}
"""Who looks at what."""

LATENCY: Final = 200
"""Milliseconds there and back on a mobile line of the country's edge."""

PATIENCE: Final = 180_000
"""Milliseconds, on a line on which a page may take half a minute."""

WATCH: Final = """
    window.seen = {shift: 0};
    const now = (name) => { window.seen[name] ??= performance.now() / 1000; };
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
            if (!entry.hadRecentInput) window.seen.shift += entry.value;
        }
    }).observe({type: "layout-shift", buffered: true});
    new PerformanceObserver((list) => {
        for (const entry of list.getEntriesByName("first-contentful-paint")) {
            window.seen.painted = entry.startTime / 1000;
        }
    }).observe({type: "paint", buffered: true});
    const look = () => {
        if (window.seen.painted && document.querySelector(".cell-input")) now("typed");
        if (document.body?.classList.contains("has-script")) now("script");
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
"""


@dataclass(frozen=True)
class Visit:
    """What one visit came to: bytes as sent, heads included, and seconds since it was asked for."""

    page_bytes: int
    all_bytes: int
    requests: int
    painted: float
    typed: float | None
    script: float | None
    ended: float
    shift: float


def main() -> None:
    options = _options()
    print(f"{options.kbit} kbit/s, {LATENCY} ms there and back, {options.width} px wide\n")  # noqa: T201
    print(  # noqa: T201
        "| page | visit | HTML, KB | all, KB | requests | painted, s | cells, s | script, s "
        "| all there, s | shift |\n|---|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        signed_in = {who: _sign_in(browser, options.site, who) for who, _ in PAGES.values()}
        for name, (who, address) in PAGES.items():
            if options.only and name not in options.only:
                continue
            context = browser.new_context(
                base_url=options.site,
                locale="bn-BD",
                viewport={"width": options.width, "height": 768},
                storage_state=signed_in[who],
            )
            for visit in ("first", "again"):
                _say(name, visit, _visit(context, address, options.kbit))
            context.close()
        browser.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("site", help="such as http://127.0.0.1:8000, with the demo's data")
    parser.add_argument("--kbit", type=int, default=50, help="a second, both ways")
    parser.add_argument("--width", type=int, default=390, help="of the screen, in px")
    parser.add_argument("--only", nargs="*", choices=PAGES, help="these pages alone")
    return parser.parse_args()


def _sign_in(browser: Browser, site: str, who: str) -> StorageState:
    context = browser.new_context(base_url=site, locale="bn-BD")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/sign-in/")
    if who:
        page.fill("[name=username]", who)
        page.fill("[name=password]", PASSWORD)
        page.locator(".sign-in .btn-primary").click()
        page.wait_for_url("**/")
    state = context.storage_state()
    context.close()
    return state


def _visit(context: BrowserContext, address: str, kbit: int) -> Visit:
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.add_init_script(WATCH)
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    rate = kbit * 1000 / 8
    line.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY,
            "downloadThroughput": rate,
            "uploadThroughput": rate,
        },
    )
    sent: dict[str, int] = {}
    documents: set[str] = set()
    ended = [time.monotonic()]

    def asked(event: dict[str, Any]) -> None:
        if event["type"] == "Document":
            documents.add(event["requestId"])

    def loaded(event: dict[str, Any]) -> None:
        sent[event["requestId"]] = int(event["encodedDataLength"])
        if event["encodedDataLength"]:
            ended.append(time.monotonic())

    line.on("Network.requestWillBeSent", asked)
    line.on("Network.loadingFinished", loaded)
    begun = time.monotonic()
    page.goto(address, wait_until="load", timeout=PATIENCE)
    _wait_for_silence(page)
    seen = page.evaluate("window.seen")
    page.close()
    return Visit(
        page_bytes=sum(size for name, size in sent.items() if name in documents),
        all_bytes=sum(sent.values()),
        requests=sum(1 for size in sent.values() if size),
        painted=seen.get("painted", 0.0),
        typed=seen.get("typed"),
        script=seen.get("script"),
        ended=ended[-1] - begun,
        shift=seen["shift"],
    )


def _wait_for_silence(page: Page) -> None:
    """Fonts come after everything else; the browser itself says when nothing is asked for."""
    try:
        page.wait_for_load_state("networkidle", timeout=PATIENCE)
        page.evaluate("document.fonts.ready.then(() => null)")
    except BrowserError as error:
        print(f"(went on: {error})")  # noqa: T201


def _say(name: str, visit: str, seen: Visit) -> None:
    def seconds(value: float | None) -> str:
        return "" if value is None else f"{value:.1f}"

    print(  # noqa: T201
        f"| {name} | {visit} | {seen.page_bytes / 1024:.1f} | {seen.all_bytes / 1024:.1f} "
        f"| {seen.requests} | {seconds(seen.painted)} | {seconds(seen.typed)} "
        f"| {seconds(seen.script)} | {seconds(seen.ended)} | {seen.shift:.3f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
