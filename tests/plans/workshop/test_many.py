from __future__ import annotations

import io
import zipfile

import pytest
from django_tasks_db.models import DBTaskResult

from offices.models import User
from plans.workshop.models import Bringing, BroughtFile, Draft
from plans.workshop.selectors import bringing_of
from plans.workshop.services import Brought, Underway, bring, bring_files
from plans.workshop.services.many import purge_brought, read_bringing
from tests.cast import Cast
from tests.plans.forms.families import FAMILIES
from tests.plans.forms.writers import as_docx, as_xlsx
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db

WORD = as_docx(FAMILIES["agreement"])


def zipped(**files: bytes) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return output.getvalue()


def different(number: int) -> bytes:
    """A form as offices have it, each a little other."""
    sheet = FAMILIES["agreement"]
    above = [*sheet.above[:-1], f"{sheet.above[-1]} {'।' * number}"]
    return as_docx(type(sheet)(above, sheet.rows))


def test_zip_of_a_few_files_is_read_at_once(planner: User) -> None:
    content = zipped(
        **{
            "খুলনা/চুক্তি.docx": WORD,
            "বই.xlsx": as_xlsx(FAMILIES["quarters"]),
            "__MACOSX/._চুক্তি.docx": b"x",
            "খুলনা/~$চুক্তি.docx": b"x",
            "টীকা.pdf": b"%PDF-1.4",
        }
    )
    made = bring([("সব.zip", content)], by=planner)
    assert isinstance(made, Brought)
    assert {one.file.name for one in made.drafts if one.file} == {"চুক্তি.docx", "বই.xlsx"}
    assert [one.name for one in made.refusals] == ["টীকা.pdf"]


@pytest.mark.once
@pytest.mark.parametrize(
    "content",
    [
        zipped(),
        zipped(**{"a.txt": b"0" * 30_000_000}),
        WORD[:-60],
        b"PK\x03\x04" + b"\x00" * 400,
    ],
)
def test_hostile_zip_is_refused_with_a_sentence(planner: User, content: bytes) -> None:
    made = bring([("x.zip", content)], by=planner)
    assert isinstance(made, Brought)
    assert made.drafts == ()
    assert len(made.refusals) == 1


@pytest.mark.once
def test_word_file_is_no_zip_of_files(planner: User) -> None:
    made = bring([("চুক্তি.docx", WORD)], by=planner)
    assert isinstance(made, Brought)
    assert len(made.drafts) == 1


def test_many_files_are_read_by_a_worker_and_told_of(cast: Cast, planner: User) -> None:
    files = [(f"{number}.docx", different(number)) for number in range(9)]
    before = bring_files(files[:1], by=planner).drafts[0]
    made = bring([*files, ("x.pdf", b"%PDF-1.4"), ("y.txt", b"0" * 6_000_000)], by=planner)
    assert isinstance(made, Underway)
    assert [one.name for one in made.refusals] == ["y.txt"]
    assert DBTaskResult.objects.count() == 1
    waiting = bringing_of(planner, made.bringing.pk)
    assert (waiting.total, waiting.done, waiting.drafts) == (10, 1, (before,))
    read_bringing.call(str(made.bringing.pk))
    ready = bringing_of(planner, made.bringing.pk)
    assert ready.bringing.is_finished
    assert (ready.done, len(ready.drafts)) == (10, 9)
    assert [file.name for file in ready.refused] == ["x.pdf"]
    with pytest.raises(Bringing.DoesNotExist):
        bringing_of(cast.officer, made.bringing.pk)


def test_job_that_is_begun_twice_makes_every_draft_once(planner: User) -> None:
    files = [(f"{number}.docx", different(number)) for number in range(9)]
    made = bring(files, by=planner)
    assert isinstance(made, Underway)
    read_bringing.call(str(made.bringing.pk))
    read_bringing.call(str(made.bringing.pk))
    assert Draft.objects.count() == 9


def test_one_file_that_nobody_foresaw_does_not_stop_the_others(planner: User) -> None:
    files = [(f"{number}.docx", different(number)) for number in range(9)]
    made = bring(files, by=planner)
    assert isinstance(made, Underway)
    first = made.bringing.files.order_by("pk")[0]
    with unguarded(BroughtFile):
        BroughtFile.objects.filter(pk=first.pk).update(brought_by=planner, content=b"\x00" * 9)
    read_bringing.call(str(made.bringing.pk))
    assert Draft.objects.count() == 8


def test_file_of_which_nothing_was_made_goes_after_a_month(planner: User) -> None:
    bring([("x.pdf", b"%PDF-1.4"), ("চুক্তি.docx", WORD)], by=planner)
    purge_brought()
    assert BroughtFile.objects.count() == 2
    with unguarded(BroughtFile):
        BroughtFile.objects.update(brought_at="2020-01-01T00:00:00Z")
    purge_brought()
    assert [file.name for file in BroughtFile.objects.all()] == ["চুক্তি.docx"]
