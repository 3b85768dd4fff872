"""How people at a browser do things: by the keyboard alone, or with a finger on a phone."""

from __future__ import annotations

from typing import Final, Protocol

from playwright.sync_api import Locator, Page, expect

MOST_TABS: Final = 400
"""So far away that nobody would go on."""


class Hands(Protocol):
    """What a story needs of whoever is in it."""

    def go_to(self, target: Locator) -> None:
        """Begin to write into a field."""

    def press(self, target: Locator) -> None:
        """Press a button, follow a link, open what is folded, tick a box."""

    def write(self, target: Locator, text: str) -> None:
        """Write into a field, in place of what is there."""


class Keyboard:
    """Tab goes to what is wanted; a thing that Tab does not reach is not there."""

    def go_to(self, target: Locator) -> None:
        expect(target).to_be_visible()
        for _ in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                return
            target.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {target}")

    def press(self, target: Locator) -> None:
        self.go_to(target)
        key = "Space" if target.get_attribute("type") == "checkbox" else "Enter"
        target.page.keyboard.press(key)

    def write(self, target: Locator, text: str) -> None:
        self.go_to(target)
        target.page.keyboard.press("Control+A")
        target.page.keyboard.type(text)


class Finger:
    """Taps; the phone's keyboard writes into what was tapped."""

    def go_to(self, target: Locator) -> None:
        target.tap()

    def press(self, target: Locator) -> None:
        target.tap()

    def write(self, target: Locator, text: str) -> None:
        target.tap()
        target.fill("")
        target.press_sequentially(text)


def paste(page: Page, block: str, *, html: str = "") -> None:
    """Paste cells that were copied from a table into the field that is written in.

    The script that reads a block comes last; whoever pastes before it, pastes text into a cell.
    """
    page.wait_for_load_state("load")
    page.evaluate(
        """([block, html]) => {
            const data = new DataTransfer();
            data.setData("text/plain", block);
            if (html) {
                data.setData("text/html", html);
            }
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})
            );
        }""",
        [block, html],
    )


def take_the_paste(page: Page) -> None:
    """Confirm what the preview of a paste shows."""
    page.locator("#paste-preview button[data-confirm]").click()
    expect(page.locator("#paste-preview")).to_be_hidden()
