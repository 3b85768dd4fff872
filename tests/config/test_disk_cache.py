from __future__ import annotations

import os
import time
from pathlib import Path
from shutil import rmtree

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from config.disk_cache import DiskCache


class OfBefore:
    """A value whose class the program no longer has."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def cache_in(folder: Path, *, most: int = 100) -> DiskCache:
    return DiskCache(str(folder), {"TIMEOUT": 60, "OPTIONS": {"MAX_ENTRIES": most}})


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_what_one_process_keeps_another_reads_and_nobody_else(folder: Path) -> None:
    cache_in(folder).set("key", ("ক", 1))

    assert cache_in(folder).get("key") == ("ক", 1)
    assert cache_in(folder).get("another") is None
    assert only_file(folder).stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0


def test_it_is_forgotten_when_its_time_is_over(folder: Path) -> None:
    cache = cache_in(folder)
    cache.set("soon", 1)
    cache.set("never", 2, timeout=None)

    with time_machine.travel(time.time() + 61):
        assert (cache.get("soon"), cache.get("never")) == (None, 2)


def test_file_that_is_cut_off_anywhere_counts_as_none(folder: Path) -> None:
    cache = cache_in(folder)
    cache.set("key", b"%PDF" * 9)
    whole = only_file(folder).read_bytes()

    for length in range(len(whole)):
        cache.set("key", 0)
        only_file(folder).write_bytes(whole[:length])
        assert cache.get("key") is None
        assert not cache.has_key("key")


@given(content=st.binary(max_size=200), at=st.integers(0, 60), bit=st.integers(0, 7))
def test_file_of_garbage_or_with_a_turned_bit_gives_no_other_value(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, at: int, bit: int
) -> None:
    folder = tmp_path_factory.mktemp("garbage")
    cache = cache_in(folder)
    cache.set("key", "value", timeout=None)
    file = only_file(folder)
    turned = bytearray(file.read_bytes())
    turned[at % len(turned)] ^= 1 << bit

    for damaged in (content, bytes(turned)):
        file.write_bytes(damaged)
        assert cache.get("key") in (None, "value")


def test_value_of_another_program_is_made_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = cache_in(folder)
    cache.set("key", OfBefore())
    monkeypatch.delattr(f"{__name__}.OfBefore")

    assert cache.get("key", "none") == "none"
    assert not list(folder.iterdir())


def test_place_that_cannot_be_written_keeps_nothing_and_says_so(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder.write_text("a file where the folder should be")
    cache = cache_in(folder)

    cache.set("key", 1)

    assert cache.get("key", "none") == "none"
    assert "Nothing can be kept" in caplog.text


def test_folder_that_is_removed_meanwhile_is_made_again(folder: Path) -> None:
    cache = cache_in(folder)
    cache.set("key", 1)
    rmtree(folder)

    assert cache.get("key") is None
    cache.set("key", 2)
    assert cache.get("key") == 2


def test_what_was_not_read_for_longest_makes_room(folder: Path) -> None:
    cache = cache_in(folder, most=3)
    for age, key in enumerate("abc"):
        cache.set(key, key)
        os.utime(cache._key_to_file(key), (age, age))
    assert cache.get("a") == "a"

    cache.set("d", "d")

    assert [cache.get(key) for key in "abcd"] == ["a", None, "c", "d"]
    for number in range(50):
        cache.set(f"{number}", number)
    assert len(list(folder.iterdir())) == 3


def test_none_and_blank_can_be_kept(folder: Path) -> None:
    cache = cache_in(folder)
    cache.set("none", None)
    cache.set("blank", b"")

    assert cache.get("none", "default") is None
    assert cache.get("blank", "default") == b""
