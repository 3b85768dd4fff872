from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from plans.document.values import PlanDocument
from reports.paper import PaperForm
from reports.paper.files import OwnFilesOnly
from reports.paper.printing import lay_out
from reports.paper.widths import PaperLayout
from tests.reports.paper.reading import printed_pages
from tests.reports.paper.samples import Requester


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """A web server on this machine, and the paths that it was asked for."""
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "https://example.org/x.png",
        "data:text/plain,x",
        "paper:../../config/settings.py",
        "paper:paper.css",
    ],
)
def test_fetcher_refuses_everything_but_our_fonts(url: str) -> None:
    with pytest.raises(ValueError, match="may not load"):
        OwnFilesOnly().fetch(url)


def test_fetcher_gives_our_fonts() -> None:
    assert OwnFilesOnly().fetch("paper:regular.ttf").read(4) == b"\x00\x01\x00\x00"


def test_hostile_remarks_are_printed_as_text_and_load_nothing(
    one_indicator: Callable[..., PlanDocument], requested: Requester
) -> None:
    with listening() as (address, asked):
        remarks = (
            f"<img src=file:///etc/passwd> <img src='{address}/a.png'> <script>alert(1)</script> "
            f"<style>@import url({address}/b.css)</style> {address}/c =1+1"
        )
        request = requested(one_indicator(remarks=remarks), PaperForm.PROGRESS)

        text = "".join("".join(printed_pages(request)).split())

    assert asked == []
    assert "<imgsrc=file:///etc/passwd>" in text
    assert "<script>alert(1)</script>" in text
    assert "root:" not in text


def test_hostile_html_loads_nothing_even_where_escaping_failed() -> None:
    with listening() as (address, asked):
        html = (
            f"<link rel=stylesheet href='{address}/a.css'><img src='{address}/b.png'>"
            f"<style>@import url({address}/c.css); p {{ background: url({address}/d.png) }}</style>"
            f"<object data='{address}/e.svg'></object><link rel=attachment href='{address}/f'><p>x"
        )

        lay_out(html, layout=PaperLayout(7, ())).write_pdf()

    assert asked == []
