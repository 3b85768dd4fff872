from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from threading import Event
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import psycopg2
import pytest

from config.demo.people import PASSWORD
from tests.days import IN_JULY
from tests.faults.serving import ROOT, Server, Typist, environment, run, serving, until

WRITERS: Final = 3
WAYS_TO_STOP: Final = ("immediate", "fast", "immediate")
RETRY_AFTER: Final = "30"
AS_IN_SERVICE: Final = "-c fsync=off -c full_page_writes=off"
"""A server that answered before it had written would lose what it said was saved."""
JUNE: Final = """
    FROM indicators_monthlyreturn AS monthly_return
    JOIN plans_plan AS plan ON plan.id = monthly_return.plan_id
    JOIN offices_office AS office ON office.id = plan.office_id
    JOIN indicators_achievement AS cell ON cell.monthly_return_id = monthly_return.id
    JOIN plans_indicator AS indicator ON indicator.id = cell.indicator_id
    WHERE office.code = 'khulna' AND plan.kind = 'apa' AND monthly_return.month = '2024-06-01'
"""
NUMBERS: Final = f"SELECT indicator.id {JUNE} AND indicator.method <> 'date'"
FIGURES: Final = f"SELECT indicator.id, cell.value {JUNE}"
VERSION: Final = f"SELECT DISTINCT monthly_return.version {JUNE}"
SCORED_ANEW: Final = """
from indicators.returns.models import Score
from indicators.returns.selectors.figures import figures_of
from indicators.returns.scores.reckoning import rules_of, score_figures
for stored in Score.objects.select_related("plan__office", "plan__fiscal_year", "plan__rule_set"):
    plan = stored.plan
    anew = score_figures(figures_of(plan), month=stored.month, rules=rules_of(plan.rule_set))
    assert round(stored.weighted, 9) == round(anew.weighted, 9), stored
"""


@dataclass(frozen=True)
class Database:
    """A PostgreSQL server of the test's own with the demo in it: the shared one stays up."""

    url: str
    folder: Path

    def restart(self, how: str) -> None:
        home = Path(parse_qs(urlsplit(self.url).query)["host"][0])
        control = [f"{run('bin/provide', '--postgres-bin').strip()}/pg_ctl", "-D", f"{home}/data"]
        # PostgreSQL refuses to be root's.
        as_owner = ["runuser", "-u", home.owner(), "--"] if os.geteuid() == 0 else []
        options = ["-m", how, "-w", "-l", f"{home}/data/server.log"]
        subprocess.run([*as_owner, *control, *options, "restart"], check=True, cwd=home)

    def manage(self, *arguments: str) -> str:
        return run(sys.executable, "manage.py", *arguments, env=environment(self.url, self.folder))

    def ask(self, question: str) -> list[Any]:
        line = psycopg2.connect(self.url)
        try:
            with line.cursor() as cursor:
                cursor.execute(question)
                return cursor.fetchall()
        finally:
            line.close()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    say_and_wait = 'echo "$DATABASE_URL"; read -r _'
    with subprocess.Popen(
        ["bin/with-postgresql", "bash", "-c", say_and_wait],
        cwd=ROOT,
        env=os.environ | {"POSTGRESQL_OPTIONS": AS_IN_SERVICE},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as postgresql:
        assert postgresql.stdin
        assert postgresql.stdout
        try:
            database = Database(postgresql.stdout.readline().strip(), tmp_path)
            database.manage("migrate", "--verbosity", "0")
            database.manage("load_demo", "--districts", "1", "--today", f"{IN_JULY}", "--only-real")
            yield database
        finally:
            postgresql.stdin.close()


@pytest.fixture
def server(database: Database, tmp_path: Path) -> Iterator[Server]:
    with serving(database.url, tmp_path, workers=WRITERS) as server:
        yield server


def signed_in(server: Server) -> str:
    answer = server.ask("POST", "/sign-in/", form={"username": "khulna", "password": PASSWORD})
    cookies = answer.headers.get_all("Set-Cookie") or []
    return next(one for one in cookies if one.startswith("sessionid=")).partition(";")[0]


@pytest.mark.postgresql
def test_database_restarted_during_saves_loses_nothing_that_was_answered_as_saved(
    database: Database, server: Server
) -> None:
    cells = [pk for (pk,) in database.ask(NUMBERS)]
    [(version,)] = database.ask(VERSION)
    typists = [
        Typist(server, cookie=signed_in(server), cells=cells[number::WRITERS])
        for number in range(WRITERS)
    ]

    with ThreadPoolExecutor(WRITERS) as threads:
        for how in WAYS_TO_STOP:
            stop = Event()
            typing = [threads.submit(one.save_until, stop) for one in typists]
            until(partial(all_saved_since, typists, [one.saved for one in typists]))
            database.restart(how)
            until(partial(all_saved_since, typists, [one.saved for one in typists]))
            stop.set()
            for task in typing:
                task.result(timeout=60)

    assert sum(one.lost for one in typists), "no restart met a save"
    assert {answer for one in typists for answer in one.answers} == {
        (HTTPStatus.OK, None),
        (HTTPStatus.SERVICE_UNAVAILABLE, RETRY_AFTER),
    }
    stored = dict(database.ask(FIGURES))
    for one in typists:
        [figure] = {stored[pk] for pk in one.cells}
        assert int(figure) in {one.last, *one.since}
    saved, lost = sum(one.saved for one in typists), sum(one.lost for one in typists)
    [(now,)] = database.ask(VERSION)
    assert saved <= now - version <= saved + lost
    database.manage("check_history")
    database.manage("shell", "--command", SCORED_ANEW)


def all_saved_since(typists: list[Typist], before: list[int]) -> bool:
    return all(one.saved > saved for one, saved in zip(typists, before, strict=True))
