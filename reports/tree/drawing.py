"""The tree as a drawing: boxes from the left to the right, a square for each office.

Sizes are in SVG units; text is broken by words, for SVG breaks none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reports.tree.values import Branch, Leaf, Tree, Twig

_BOX: Final = 250
_GAP: Final = 36
_LINE: Final = 20
_PAD: Final = 10
_BETWEEN: Final = 12
_SQUARE: Final = 16
_STEP: Final = 19
_IN_A_ROW: Final = 22
_LETTERS: Final = 30
_MOST_LINES: Final = 3
_STRIP: Final = _IN_A_ROW * _STEP


@dataclass(frozen=True, slots=True)
class Square:
    """One office's square."""

    x: int
    y: int
    leaf: Leaf


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its lines of text, each with its baseline; ``link`` leads to it from the left."""

    x: int
    y: int
    width: int
    height: int
    lines: Sequence[tuple[int, str]]
    link: str = ""
    squares: Sequence[Square] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """All boxes, and how large the drawing is."""

    width: int
    height: int
    square: int
    boxes: Sequence[Box]


def drawing_of(tree: Tree) -> Drawing:
    """The tree drawn: every box has the height that it needs, or what hangs on it."""
    branches = [branch for branch in tree.branches if branch.twigs]
    tall = [max(_tall(branch), _height(lines_of(branch.name))) for branch in branches]
    root = _height(lines_of(tree.name))
    whole = sum(tall) + _BETWEEN * max(len(tall) - 1, 0)
    height = max(whole, root)
    boxes = [_box(0, height // 2, lines_of(tree.name))]
    top = (height - whole) // 2
    for branch, room in zip(branches, tall, strict=True):
        boxes += _branch(branch, top, room, came_from=height // 2)
        top += room + _BETWEEN
    return Drawing(3 * (_BOX + _GAP) + _STRIP, height, _SQUARE, boxes)


def lines_of(text: str) -> list[str]:
    """The text in at most three lines; what is longer ends in an ellipsis."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= _LETTERS or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > _MOST_LINES:
        lines = lines[:_MOST_LINES]
        lines[-1] += "…"
    return lines


def _branch(branch: Branch, top: int, room: int, *, came_from: int) -> Iterator[Box]:
    """The activity in the middle of its room, and its indicators beneath one another."""
    middle = top + room // 2
    yield _box(_BOX + _GAP, middle, lines_of(branch.name), came_from=came_from)
    y = top + (room - _tall(branch)) // 2
    for twig in branch.twigs:
        own = _tall_twig(twig)
        yield _twig(2 * (_BOX + _GAP), y + own // 2, twig, came_from=middle)
        y += own + _BETWEEN


def _tall(branch: Branch) -> int:
    return sum(map(_tall_twig, branch.twigs)) + _BETWEEN * (len(branch.twigs) - 1)


def _tall_twig(twig: Twig) -> int:
    return max(_height(lines_of(twig.name)), _strip_height(len(twig.leaves)))


def _height(lines: Sequence[str]) -> int:
    return len(lines) * _LINE + 2 * _PAD


def _strip_height(leaves: int) -> int:
    return -(-leaves // _IN_A_ROW) * _STEP


def _box(x: int, middle: int, lines: Sequence[str], *, came_from: int | None = None) -> Box:
    tall = _height(lines)
    top = middle - tall // 2
    told = [(top + _PAD + _LINE * place + 15, line) for place, line in enumerate(lines)]
    link = ""
    if came_from is not None:
        half = x - _GAP // 2
        link = f"M{x - _GAP} {came_from}C{half} {came_from} {half} {middle} {x} {middle}"
    return Box(x, top, _BOX, tall, told, link)


def _twig(x: int, middle: int, twig: Twig, *, came_from: int) -> Box:
    box = _box(x, middle, lines_of(twig.name), came_from=came_from)
    left, top = x + _BOX + _GAP // 2, middle - _strip_height(len(twig.leaves)) // 2
    squares = [
        Square(left + place % _IN_A_ROW * _STEP, top + place // _IN_A_ROW * _STEP, leaf)
        for place, leaf in enumerate(twig.leaves)
    ]
    return Box(box.x, box.y, box.width, box.height, box.lines, box.link, squares)
