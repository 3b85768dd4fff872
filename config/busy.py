"""More requests than can be answered soon: views are turned away at once, saves only far later.

A worker answers one request at a time; the others wait in the listening sockets' queues, whose
length the kernel tells. Who is turned away within milliseconds knows where they stand, and the
queue is short again for those who save.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from config.sent_again import sent_form

SECONDS_EACH: Final = 0.15
"""Allowed for a request: 0.05 to 0.06 s of work, on a core that has other programs to run."""

VIEWS_WAIT: Final = int(1 / SECONDS_EACH)
"""Requests in the queue for each worker beyond which views are turned away: a second's work."""

SAVES_WAIT: Final = int(6 / SECONDS_EACH)
"""The same for saves: six seconds' work, well within an entry page's patience of 30."""

RETRY_AFTER: Final = "5"
"""Seconds; a page that was turned away asks again by itself after them."""

_LISTENING: Final = 10
_UNACKED: Final = struct.Struct("=B23xI")
"""Of ``struct tcp_info``: the state and, of a socket that listens, how many wait (``unacked``)."""

_listeners: list[socket.socket] = []
_workers = 1


def watch(listeners: Sequence[socket.socket], *, workers: int) -> None:
    """Let this process look at these sockets, which it shares with ``workers`` others."""
    global _workers  # noqa: PLW0603  # one process, one server
    _listeners[:] = listeners
    _workers = workers


def waiting() -> int:
    """How many requests wait to be taken up; none where nothing is watched."""
    return sum(map(_queue_of, _listeners))


def _queue_of(listener: socket.socket) -> int:
    if listener.family == socket.AF_UNIX or not hasattr(socket, "TCP_INFO"):
        return 0
    told = listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _UNACKED.size)
    state, unacked = _UNACKED.unpack(told)
    return int(unacked) if state == _LISTENING else 0


class BusyMiddleware:
    """503 with a sentence to whom the workers could not answer in time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does, unless too many wait behind the request."""
        is_view = request.method in ("GET", "HEAD")
        most = _workers * (VIEWS_WAIT if is_view else SAVES_WAIT)
        if waiting() <= most or request.path_info == "/healthz":
            return self.get_response(request)
        again = {"asks_again": RETRY_AFTER if is_view else "", "sent": sent_form(request)}
        page = render_to_string("busy.html", again)
        return HttpResponse(
            page,
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            headers={"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"},
        )
