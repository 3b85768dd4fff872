"""Pictures that look alike have looks of few different bits; pages of a document have none."""

from __future__ import annotations

import io
from collections.abc import Callable
from random import Random

import pytest
from PIL import Image, ImageDraw

from indicators.returns.evidence.pictures import look_of

SIZE = (800, 600)


def photo(seed: int) -> Image.Image:
    """Light and shade of several sizes, as a photo has them, with things in it."""
    chance = Random(seed)
    picture = Image.new("RGB", SIZE, "gray")
    for width in (3, 6, 12, 25, 50):
        small = Image.new("RGB", (width, width * 3 // 4 + 1))
        small.putdata([_color(chance) for _ in range(small.width * small.height)])
        picture = Image.blend(picture, small.resize(SIZE, Image.Resampling.BICUBIC), 0.35)
    draw = ImageDraw.Draw(picture)
    for _ in range(5):
        x, y, radius = chance.randrange(800), chance.randrange(600), chance.randrange(30, 200)
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_color(chance))
    return picture


def page(seed: int) -> Image.Image:
    """Lines of words on paper."""
    chance = Random(seed)
    picture = Image.new("RGB", (620, 877), (248, 247, 243))
    draw = ImageDraw.Draw(picture)
    for line in range(chance.randrange(8, 30)):
        draw.rectangle((60, 60 + line * 22, chance.randrange(200, 560), 67 + line * 22), "black")
    return picture


def _color(chance: Random) -> tuple[int, ...]:
    return tuple(chance.randrange(256) for _ in range(3))


def _cut(picture: Image.Image) -> Image.Image:
    width, height = picture.size
    return picture.crop((width // 50, height // 50, width - width // 50, height - height // 50))


def _compressed(picture: Image.Image) -> Image.Image:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=30)
    return Image.open(io.BytesIO(written.getvalue()))


def bits(one: Image.Image, other: Image.Image) -> int:
    return (int(look_of(one), 16) ^ int(look_of(other), 16)).bit_count()


@pytest.mark.parametrize(
    "changed",
    [
        lambda picture: picture.resize((187, 140)),
        _compressed,
        _cut,
        lambda picture: _compressed(_cut(picture).resize((480, 360))),
    ],
    ids=["scaled", "compressed", "cut by a fiftieth", "all of it"],
)
def test_changed_copy_looks_alike(changed: Callable[[Image.Image], Image.Image]) -> None:
    alike = [bits(photo(seed), changed(photo(seed))) <= 6 for seed in range(20)]

    assert sum(alike) >= 18


def test_other_photos_look_otherwise() -> None:
    photos = [photo(seed) for seed in range(12)]

    assert min(bits(one, other) for one in photos for other in photos if one is not other) > 6


def test_page_of_a_document_has_no_look() -> None:
    assert {look_of(page(seed)) for seed in range(5)} == {""}
