"""Backed up, changed, restored: what is there then is what was there."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
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
from indicators.audit.guards import missing_guards
from indicators.audit.models import Check, CheckResult
from indicators.audit.proof import unexplained
from indicators.exceptions.models import AlertAct
from indicators.exceptions.services import take_alert_step
from indicators.returns.models import Achievement, ReturnStep
from ledger.models import Change, Seal
from numerals import FiscalYearSpan
from plans.agreements.parts.services import save_parts
from plans.amending.models import Amendment
from plans.amending.services import begin_amendment, decide_amendment
from plans.amending.values import Decision
from plans.cascade.models import DividedTotal
from plans.cascade.services import cascade
from plans.cascade.template import template_of
from plans.document.defaults import Kind
from plans.document.draft.carried import copied
from plans.document.parts.kinds import Part
from plans.models import Plan
from plans.parts.values import PartEdit
from plans.workshop.models import Draft
from plans.workshop.services import bring_files
from plans.workshop.services.beginning import begun
from tests.alerts import alert_of
from tests.amendments import agreed_plan, change_row, keys, proposed
from tests.cast import FIXTURES, Cast, agreement, make_cast
from tests.plans.agreements.signing import let_errors_stand, planner_of
from tests.unguarded import guard, unguarded

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


def _plain(value: object) -> object:
    """PostgreSQL gives bytes as a view, which says only where it lies in memory."""
    return bytes(value) if isinstance(value, memoryview) else value


def content() -> dict[str, str]:
    """A hash of all rows of each table."""
    hashes = {}
    with connection.cursor() as cursor:
        for name in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{name}"')
            rows_of_it = [tuple(map(_plain, row)) for row in cursor.fetchall()]
            told = "\n".join(sorted(map(repr, rows_of_it)))
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


def _further(cast: Cast) -> None:
    """Something in every table that came later."""
    planner = planner_of(cast)
    value = copied(replace(agreement(), fiscal_year=FiscalYearSpan(2024)), kind=Kind.APA)
    template = begun(value, office=cast.head_office, by=planner)
    Draft.objects.filter(pk=template.pk).update(is_template=True)
    template.refresh_from_db()
    own = {row.key: row.numbers for row in template_of(template).rows}
    cascade(template.pk, {"khulna": own, "jashore": own}, by=planner)
    DividedTotal.objects.create(template=template, key=1, total=Decimal(9), by=planner)
    content = (FIXTURES / "apa-progress-khulna-2024-q4.txt").read_bytes()
    bring_files([("খুলনা.txt", content)], by=cast.officer)
    save_parts(cast.plan, {Part.VISION: PartEdit("স্বাবলম্বী জেলা", 0)}, by=cast.officer)
    let_errors_stand(cast)
    amendment = begin_amendment(agreed_plan(cast), by=cast.officer)
    change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    proposed(amendment, cast)
    alert = alert_of(cast.plan, row="", month="")
    take_alert_step(alert, AlertAct.COMMENT, by=cast.superior, seen=0, words="কেন?")
    CheckResult.objects.create(check_name=Check.HISTORY, seconds=1, found=0, summary="0")


LATER: Final = (
    *("plans_agreement", "plans_agreementstep", "plans_agreedversion", "plans_findingoverride"),
    *("plans_agreementpart", "plans_keptplan", "plans_amendment", "plans_amendmentrow"),
    *("plans_amendmentstep", "plans_draft", "plans_draftedit", "plans_broughtfile"),
    *("plans_cascadedplan", "plans_linkedrow", "plans_dividedtotal"),
    *("indicators_standingalert", "indicators_alertstep", "indicators_checkresult"),
)


def test_agreements_templates_drafts_and_alerts_come_back_and_are_guarded(
    people: Cast, tmp_path: Path
) -> None:
    _further(people)
    assert all(rows(connection)[table] for table in LATER)
    before = content()

    run("backup", tmp_path / "backup")
    decide_amendment(
        Amendment.objects.get(),
        dict.fromkeys(keys(Amendment.objects.get()), Decision(is_agreed=True)),
        by=people.superior,
    )
    Draft.objects.filter(is_template=True).update(title="x")
    assert content() != before
    run("restore", tmp_path / "backup", "--force")

    assert content() == before
    assert list(missing_guards(connection)) == []
    for plan in Plan.objects.select_related("office"):
        assert list(unexplained(plan)) == []


def test_manifest_names_what_there_is(people: Cast, tmp_path: Path) -> None:
    run("backup", tmp_path / "backup")

    manifest = json.loads((tmp_path / "backup" / "manifest.json").read_text())
    assert manifest["tables"] == rows(connection)
    assert manifest["tables"]["indicators_achievement"] == Achievement.objects.count() > 0
    assert set(manifest["files"]) == {FILES[connection.vendor], f"evidence/{EVIDENCE}"}
    for name, file in manifest["files"].items():
        data = (tmp_path / "backup" / name).read_bytes()
        assert file == {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    assert "ledger.0001_tables" in manifest["migrations"]


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


def listed(folder: Path, name: str, data: bytes = b"x") -> None:
    """The file written, and named in the manifest as it is."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    told = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    files = json.loads((folder / "manifest.json").read_text())["files"]
    rewrite(folder, files={**files, name: told})


def without_database(folder: Path) -> None:
    (folder / FILES[connection.vendor]).unlink()
    files = json.loads((folder / "manifest.json").read_text())["files"]
    rewrite(folder, files={f"evidence/{EVIDENCE}": files[f"evidence/{EVIDENCE}"]})


def linked(folder: Path, link: Callable[[Path, Path], None]) -> None:
    """The photograph, as sound as before, but by a link."""
    place, other = folder / "evidence" / EVIDENCE, folder.parent / "photo.jpg"
    place.rename(other)
    link(place, other)


def counted(folder: Path, table: str, rows: int) -> None:
    tables = json.loads((folder / "manifest.json").read_text())["tables"]
    rewrite(folder, tables={**tables, table: rows})


UNSOUND: Final[dict[str, tuple[Callable[[Path], object], str]]] = {
    "database damaged": (lambda folder: damage(folder / FILES[connection.vendor]), "SHA-256"),
    "evidence damaged": (lambda folder: damage(folder / "evidence" / EVIDENCE), "SHA-256"),
    "evidence gone": (lambda folder: (folder / "evidence" / EVIDENCE).unlink(), "is missing"),
    "evidence longer": (
        lambda folder: (folder / "evidence" / EVIDENCE).write_bytes(b"longer than it was before"),
        "another size",
    ),
    "no manifest": (lambda folder: (folder / "manifest.json").unlink(), "no manifest.json"),
    "half a manifest": (lambda folder: (folder / "manifest.json").write_text("{"), "is damaged"),
    "manifest without end": (
        lambda folder: (folder / "manifest.json").write_text("[" * 100_000),
        "is damaged",
    ),
    "manifest of a list": (lambda folder: rewrite(folder, files=["a"]), "is damaged"),
    "manifest with odd counts": (lambda folder: rewrite(folder, tables={"x": "1"}), "is damaged"),
    "format to come": (lambda folder: rewrite(folder, format=99), "of another kind"),
    "other database": (lambda folder: rewrite(folder, vendor="oracle"), "is of oracle"),
    "newer version": (
        lambda folder: rewrite(folder, migrations=["plans.0999_future"]),
        "does not know plans.0999_future",
    ),
    "no database": (without_database, "without its database"),
    "nothing listed": (lambda folder: rewrite(folder, files={}), "without its database"),
    "way out": (lambda folder: listed(folder, "../secret"), "outside the backup"),
    "way out of evidence": (lambda folder: listed(folder, "evidence/../../x"), "outside"),
    "absolute": (lambda folder: listed(folder, str(folder.parent / "x")), "outside"),
    "hidden name": (lambda folder: listed(folder, "evidence/.htaccess"), "oddly"),
    "name with a line break": (lambda folder: listed(folder, "evidence/a\nb"), "oddly"),
    "name with a backslash": (lambda folder: listed(folder, "evidence/a\\b"), "oddly"),
    "other file": (lambda folder: listed(folder, "settings.py"), "outside the backup"),
    "file too many": (
        lambda folder: (folder / "evidence" / "2024-06" / "more.pdf").write_bytes(b"%PDF"),
        "is not in manifest.json",
    ),
    "file beside the database": (
        lambda folder: (folder / f"{FILES[connection.vendor]}-wal").write_bytes(b"x"),
        "is not in manifest.json",
    ),
    "folder too many": (lambda folder: (folder / "more").mkdir(), "is not in manifest.json"),
    "symbolic link": (lambda folder: linked(folder, Path.symlink_to), "is a link"),
    "hard link": (lambda folder: linked(folder, Path.hardlink_to), "is a link"),
    "folder by a link": (
        lambda folder: (folder / "evidence" / "other").symlink_to(folder.parent),
        "is a link",
    ),
    "pipe": (
        lambda folder: linked(folder, lambda place, _other: os.mkfifo(place)),
        "no plain file",
    ),
    "row too few": (lambda folder: counted(folder, "offices_office", 6), "offices_office"),
    "table too many": (lambda folder: counted(folder, "offices_secret", 0), "offices_secret"),
    "table with an odd name": (lambda folder: counted(folder, 'a"; DROP TABLE b', 0), "oddly"),
}


@pytest.mark.parametrize(("spoil", "sentence"), UNSOUND.values(), ids=UNSOUND)
def test_unsound_backups_are_refused_before_anything_changes(
    people: Cast, tmp_path: Path, evidence: Path, spoil: Any, sentence: str
) -> None:
    folder = tmp_path / "backups" / "backup"
    run("backup", folder)
    spoil(folder)
    before = content()

    with pytest.raises(CommandError, match=sentence):
        run("restore", folder, "--force", "--other-installation")

    assert content() == before
    assert [path.name for path in evidence.parent.iterdir()] == ["evidence"]


@pytest.mark.parametrize(
    "changes", [{"made_at": "2020-01-01"}, {"signature": "0" * 64}, {"signature": 1}, {"format": 1}]
)
def test_manifest_that_this_installation_did_not_sign_needs_a_word(
    people: Cast, tmp_path: Path, changes: dict[str, Any]
) -> None:
    run("backup", tmp_path / "backup")
    before = content()
    rewrite(tmp_path / "backup", **changes)

    with pytest.raises(CommandError, match=r"not made by this installation.*Nothing was changed"):
        run("restore", tmp_path / "backup", "--force")
    run("restore", tmp_path / "backup", "--force", "--other-installation")

    assert {**content(), "ledger_seal": ""} == {**before, "ledger_seal": ""}
    assert Seal.objects.get().takes_over


def test_backup_of_another_installation_needs_a_word(
    people: Cast, tmp_path: Path, settings: Any
) -> None:
    run("backup", tmp_path / "backup")
    settings.SECRET_KEY = "another installation's"

    with pytest.raises(CommandError, match="--other-installation"):
        run("restore", tmp_path / "backup", "--force")
    run("restore", tmp_path / "backup", "--force", "--other-installation")

    assert "0 in doubt" in run("check_history")


def test_backup_of_before_a_change_of_the_key_is_our_own(
    people: Cast, tmp_path: Path, settings: Any
) -> None:
    run("backup", tmp_path / "backup")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new one"

    assert "checked" in run("restore", tmp_path / "backup", "--force")


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER more AFTER INSERT ON offices_office BEGIN SELECT 1; END",
        "CREATE VIEW more AS SELECT 1",
    ],
)
def test_database_that_would_act_is_refused(people: Cast, tmp_path: Path, sql: str) -> None:
    run("backup", tmp_path / "backup")
    path = tmp_path / "backup" / FILES["sqlite"]
    with closing(sqlite3.connect(path)) as database:
        database.execute(sql)
    listed(tmp_path / "backup", path.name, path.read_bytes())

    with pytest.raises(CommandError, match="no backup of Lokkho holds: 'more'"):
        run("restore", tmp_path / "backup", "--force", "--other-installation")


@pytest.mark.postgresql
def test_dump_that_would_speak_to_the_machine_is_refused(people: Cast, tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("COMMENT ON TABLE offices_office IS E'\n\\\\! touch /tmp/here'")
    try:
        run("backup", tmp_path / "backup")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("COMMENT ON TABLE offices_office IS NULL")

    with pytest.raises(CommandError, match="a command for psql"):
        run("restore", tmp_path / "backup", "--force", "--other-installation")


def test_backup_without_the_guards_is_named_when_it_is_restored(
    people: Cast, tmp_path: Path
) -> None:
    with unguarded(ReturnStep):
        run("backup", tmp_path / "backup")
    try:
        with pytest.raises(CommandError, match="guards are missing on indicators_returnstep"):
            run("restore", tmp_path / "backup", "--force")
    finally:
        guard(ReturnStep).install(connection.SchemaEditorClass(connection))


def test_links_and_odd_names_do_not_come_into_a_backup(
    people: Cast, tmp_path: Path, evidence: Path
) -> None:
    (tmp_path / "secret").write_text("x")
    (evidence / "2024-06" / "link.pdf").symlink_to(tmp_path / "secret")
    (evidence / ".hidden").write_text("x")

    run("backup", tmp_path / "backup")

    found = [path.name for path in (tmp_path / "backup" / "evidence").rglob("*.*")]
    assert found == ["photo.jpg"]
    assert "checked" in run("restore", tmp_path / "backup", "--force")


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
        run("restore", folder, "--force", "--other-installation")

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
