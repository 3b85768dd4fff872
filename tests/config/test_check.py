from __future__ import annotations

import os
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parent.parent.parent / "bin" / "check"


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    spec = spec_from_loader("check", SourceFileLoader("check", str(SCRIPT)))
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "check", module)
    spec.loader.exec_module(module)
    return module


def test_all_run_though_one_fails_and_one_is_not_there(
    check: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    checks = [
        check.Check("good", ["bash", "-c", "echo 12 passed in 3.04s"]),
        check.Check("bad", ["bash", "-c", "echo 1 failed, 2 passed in 1.00s; exit 3"]),
        check.Check("gone", ["no/such/program"]),
    ]

    done = check.run(checks, tmp_path, os.environ)

    assert [one.outcome for one in done] == ["ok", "FAILED", "FAILED"]
    assert done[0].line.endswith("12 passed in 3.04s")
    said = capfd.readouterr().out
    assert "── bad: FAILED\n" in said
    assert "1 failed, 2 passed in 1.00s" in said


def test_the_last_is_shown_as_it_goes_on(
    check: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    checks = [
        check.Check("soon over", ["bash", "-c", "echo read"]),
        check.Check("long", ["bash", "-c", "echo begun; sleep 1; echo done"]),
    ]

    check.run(checks, tmp_path, os.environ)

    said = capfd.readouterr().out
    assert "── soon over: ok\nread" in said
    assert "── long, as it goes on\nbegun\ndone\n\n── long: ok\n" in said


def test_one_that_hangs_is_ended_with_all_that_it_started(
    check: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "PATIENCE", 1)

    [done] = check.run(
        [check.Check("hangs", ["bash", "-c", "sleep 300 & echo $!; wait"])], tmp_path, os.environ
    )

    assert done.outcome == "HUNG"
    child = (tmp_path / "hangs").read_text().strip()
    assert is_gone(child)


def test_what_runs_is_ended_when_the_whole_is_ended(check: ModuleType, tmp_path: Path) -> None:
    running = check.Running(check.Check("long", ["sleep", "300"]), tmp_path / "log", os.environ)

    running.end()

    assert is_gone(str(running._process.pid))


def test_processors_work_of_all_that_it_started_is_counted(
    check: ModuleType, tmp_path: Path
) -> None:
    busy = f"{sys.executable} -c 'sum(range(10**7))'"

    [done] = check.run(
        [check.Check("busy", ["bash", "-c", f"{busy}; {busy}"])], tmp_path, os.environ
    )

    assert done.worked > 0.1


def is_gone(process: str) -> bool:
    """Whether it has ended, be it that nobody has asked how."""
    try:
        return Path("/proc", process, "stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
