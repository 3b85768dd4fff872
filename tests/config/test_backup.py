"""Backed up, changed, restored: what is there then is what was there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any, Final

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.test import override_settings

from config.backup import making
from config.backup.databases import FILES, rows, save
from indicators.history.model import Change
from indicators.models import Achievement
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)

EVIDENCE: Final = "2024-06/photo.jpg"


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture(autouse=True)
def evidence(tmp_path: Path, settings: Any) -> Iterator[Path]:
    place = tmp_path / "var" / "evidence"
    (place / "2024-06").mkdir(parents=True)
    (place / EVIDENCE).write_bytes(b"\xff\xd8 a photograph")
    store = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": place},
    }
    with override_settings(STORAGES={**settings.STORAGES, "evidence": store}):
        assert storages["evidence"].exists(EVIDENCE)
        yield place


def run(command: str, *arguments: object) -> str:
    out = StringIO()
    call_command(command, *map(str, arguments), stdout=out)
    return out.getvalue()


def content() -> dict[str, str]:
    """A hash of all rows of each table."""
    hashes = {}
    with connection.cursor() as cursor:
        for name in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{name}"')
            told = "\n".join(sorted(map(repr, cursor.fetchall())))
            hashes[name] = hashlib.sha256(told.encode()).hexdigest()
    return hashes


def test_what_was_backed_up_comes_back_to_the_row(
    people: Cast, tmp_path: Path, evidence: Path
) -> None:
    people.save(r1_1_1=5)
    before, counts = content(), rows(connection)

    run("backup", tmp_path / "backup")
    people.save(r1_1_1=6, r2_5_2=17)
    people.submit()
    (evidence / EVIDENCE).write_bytes(b"another")
    assert content() != before
    run("restore", tmp_path / "backup", "--force")

    assert content() == before
    assert rows(connection) == counts
    assert (evidence / EVIDENCE).read_bytes() == b"\xff\xd8 a photograph"
    # Work goes on, and the history is closed as it was.
    people.save(r1_1_1=7)
    with pytest.raises(IntegrityError, match="only added to"):
        Change.objects.all().update(after="999")


def test_manifest_names_what_there_is(people: Cast, tmp_path: Path) -> None:
    run("backup", tmp_path / "backup")

    manifest = json.loads((tmp_path / "backup" / "manifest.json").read_text())
    assert manifest["tables"] == rows(connection)
    assert manifest["tables"]["indicators_achievement"] == Achievement.objects.count() > 0
    assert set(manifest["files"]) == {FILES[connection.vendor], f"evidence/{EVIDENCE}"}
    for name, file in manifest["files"].items():
        data = (tmp_path / "backup" / name).read_bytes()
        assert file == {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    assert "indicators.0005_history" in manifest["migrations"]


def test_backup_is_for_its_owner_alone(people: Cast, tmp_path: Path) -> None:
    run("backup", tmp_path / "backup")

    paths = [tmp_path / "backup", *(tmp_path / "backup").rglob("*")]
    assert {path.stat().st_mode & 0o077 for path in paths} == {0}


def test_backup_goes_on_while_someone_writes(people: Cast, tmp_path: Path) -> None:
    before = rows(connection)
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("UPDATE offices_office SET name_en = 'half-written'")
        run("backup", tmp_path / "backup")
        other.rollback()
    finally:
        other.close()

    run("restore", tmp_path / "backup", "--force")
    assert rows(connection) == before
    people.khulna.refresh_from_db()
    assert people.khulna.name_en == "Khulna office"


def test_restore_refuses_a_database_that_holds_something(people: Cast, tmp_path: Path) -> None:
    run("backup", tmp_path / "backup")
    people.save(r1_1_1=6)
    before = content()

    with pytest.raises(CommandError, match=r"holds something .*offices_office: 5.*--force"):
        run("restore", tmp_path / "backup")

    assert content() == before


def test_restore_fills_an_empty_database(people: Cast, tmp_path: Path) -> None:
    before = content()
    run("backup", tmp_path / "backup")
    call_command("flush", interactive=False, verbosity=0)

    said = run("restore", tmp_path / "backup")

    assert content() == before
    assert "checked" in said


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def rewrite(folder: Path, **changes: object) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda folder: damage(folder / FILES[connection.vendor]), "SHA-256 differs"),
        (lambda folder: damage(folder / "evidence" / EVIDENCE), "SHA-256 differs"),
        (lambda folder: (folder / "evidence" / EVIDENCE).unlink(), "is missing"),
        (lambda folder: (folder / "manifest.json").unlink(), "no manifest.json"),
        (lambda folder: (folder / "manifest.json").write_text("{"), "is damaged"),
        (lambda folder: rewrite(folder, format=99), "of another kind"),
        (lambda folder: rewrite(folder, vendor="oracle"), "is of oracle"),
        (
            lambda folder: rewrite(folder, migrations=["plans.0999_future"]),
            "does not know plans.0999_future",
        ),
        (
            lambda folder: rewrite(folder, files={"../secret": {"sha256": "", "bytes": 0}}),
            "outside the backup",
        ),
    ],
)
def test_unsound_backups_are_refused_before_anything_changes(
    people: Cast, tmp_path: Path, spoil: Any, sentence: str
) -> None:
    folder = tmp_path / "backup"
    run("backup", folder)
    spoil(folder)
    before = content()

    with pytest.raises(CommandError, match=sentence):
        run("restore", folder, "--force")

    assert content() == before


def test_restore_that_fails_halfway_leaves_everything(
    people: Cast, tmp_path: Path, evidence: Path
) -> None:
    folder = tmp_path / "backup"
    run("backup", folder)
    # Sound by its manifest, useless all the same.
    data = b"no database"
    (folder / FILES[connection.vendor]).write_bytes(data)
    files = json.loads((folder / "manifest.json").read_text())["files"]
    files[FILES[connection.vendor]] = {
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    rewrite(folder, files=files)
    (evidence / EVIDENCE).write_bytes(b"newer")
    before = content()

    with pytest.raises(CommandError, match="restore"):
        run("restore", folder, "--force")

    assert content() == before
    assert (evidence / EVIDENCE).read_bytes() == b"newer"
    assert [path.name for path in evidence.parent.iterdir()] == ["evidence"]


def test_backup_needs_a_folder_of_its_own(people: Cast, tmp_path: Path) -> None:
    (tmp_path / "note").write_text("mine")

    with pytest.raises(CommandError, match="of its own"):
        run("backup", tmp_path)

    assert (tmp_path / "note").read_text() == "mine"


def test_files_that_come_and_go_while_the_database_is_written_are_all_in_the_backup(
    people: Cast, tmp_path: Path, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (evidence / "2024-06" / "arriving.pdf").write_bytes(b"%PDF-1.7 half")

    def saved_meanwhile(*arguments: Any) -> dict[str, int]:
        counts = save(*arguments)
        (evidence / EVIDENCE).unlink()
        (evidence / "2024-06" / "arriving.pdf").write_bytes(b"%PDF-1.7 whole %%EOF")
        (evidence / "2024-06" / "late.pdf").write_bytes(b"%PDF-1.7 late")
        return counts

    monkeypatch.setattr(making, "save", saved_meanwhile)
    run("backup", tmp_path / "backup")

    found = {path.name: path.read_bytes() for path in (tmp_path / "backup").rglob("2024-06/*")}
    assert found == {
        "photo.jpg": b"\xff\xd8 a photograph",
        "arriving.pdf": b"%PDF-1.7 whole %%EOF",
        "late.pdf": b"%PDF-1.7 late",
    }
