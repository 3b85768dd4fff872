from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from indicators.returns.evidence.services import add_evidence, remove_evidence
from tests.cast import JUNE, Cast
from tests.indicators.returns.evidence.files import pdf


@pytest.mark.once
@pytest.mark.usefixtures("empty_store")
def test_files_as_they_were_received_are_counted(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    add_evidence(cast.indicator("1.1.1"), JUNE, name="a.pdf", data=pdf(), by=cast.officer)

    call_command("check_evidence")

    assert capsys.readouterr().out == "1 files checked, 0 missing or altered.\n"


def test_altered_and_lost_files_are_named_and_removed_ones_are_not(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    altered, lost, removed = (
        add_evidence(cast.indicator("1.1.1"), JUNE, name=name, data=pdf(pages), by=cast.officer)
        for pages, name in enumerate(("altered.pdf", "lost.pdf", "removed.pdf"), start=1)
    )
    Path(altered.file.path).write_bytes(pdf(4))
    Path(lost.file.path).unlink()
    remove_evidence(removed, by=cast.officer)

    with pytest.raises(SystemExit):
        call_command("check_evidence", "khulna/2023-24/apa")

    out = capsys.readouterr().out
    assert f"khulna/2023-24/apa 2024-06 1.1.1 altered.pdf ({altered.pk}): the file is not as" in out
    assert f"lost.pdf ({lost.pk}): the file is not in its store" in out
    assert "removed.pdf" not in out
    assert "2 files checked, 2 missing or altered." in out


@pytest.mark.once
def test_unknown_plan_is_named(cast: Cast) -> None:
    with pytest.raises(CommandError, match="no plan khulna/1990-91/apa"):
        call_command("check_evidence", "khulna/1990-91/apa")
