"""A slow line: what a page asks for is on its way until it is let go."""

from __future__ import annotations

from re import Pattern

from playwright.sync_api import Page, Route


class Held:
    """The requests of a page for some addresses, none of which is answered until let go."""

    def __init__(self, page: Page, pattern: str | Pattern[str]) -> None:
        self.routes: list[Route] = []
        self.is_open = False
        page.route(pattern, self._take)

    def _take(self, route: Route) -> None:
        if self.is_open:
            route.continue_()
        else:
            self.routes.append(route)

    def let_go(self) -> None:
        self.is_open = True
        for route in self.routes:
            route.continue_()
