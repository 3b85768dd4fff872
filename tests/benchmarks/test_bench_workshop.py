"""How long 64 offices' Word files take from the ZIP to their drafts."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from offices.models import Role
from plans.workshop.models import Draft
from plans.workshop.services import Underway, bring
from plans.workshop.services.many import read_bringing
from tests.benchmarks.test_bench_forms import FORM
from tests.benchmarks.timing import say
from tests.cast import Cast, person
from tests.plans.forms.writers import as_docx


@pytest.mark.benchmark
@pytest.mark.django_db
def test_64_word_files_are_drafts_within_20_seconds(cast: Cast) -> None:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(64):
            sheet = type(FORM)([*FORM.above, f"({number})"], FORM.rows)
            archive.writestr(f"{number}.docx", as_docx(sheet))
    planner = person("planner", Role.PLANNER, cast.head_office)
    start = time.perf_counter()
    made = bring([("all.zip", output.getvalue())], by=planner)
    assert isinstance(made, Underway)
    asked = time.perf_counter()
    read_bringing.call(str(made.bringing.pk))
    done = time.perf_counter()
    say(f"asked in {asked - start:.1f} s, 64 drafts of 32 rows in {done - asked:.1f} s")

    assert Draft.objects.count() == 64
    assert asked - start < 2
    assert done - start < 20
