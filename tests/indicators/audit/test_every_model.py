"""Every table of ours is guarded by the database, or it is said here why it is not."""

from __future__ import annotations

from typing import Final

from django.apps import apps
from django.conf import settings

from indicators.audit.guards import GUARDS

ROOMS: Final = ("config", "indicators", "ledger", "notices", "offices", "plans", "reports")

PROVED: Final = {
    "indicators.MonthlyReturn": "moves with its steps: check_history follows them",
    "indicators.Achievement": "is typed until it is accepted: each figure has its lines",
    "indicators.PeriodReport": "moves with its steps: check_history follows them",
    "indicators.Score": "is written anew with each figure: check_history reckons it again",
    "indicators.ScoreLine": "is written anew with each figure: check_history reckons it again",
    "indicators.StandingAlert": "comes and goes; what was done about it is proved by its steps",
    "plans.Agreement": "moves with its steps: check_history follows them",
    "plans.AmendmentRow": "is written until it is decided: verdicts are compared with the steps",
    "plans.FiscalYear": "names of plans are compared with the rules in force",
    "offices.Office": "its details are compared with their lines",
    "offices.User": "address, closing and phone are compared with their lines",
    "offices.Posting": "is compared with its lines",
}
"""May be changed, and what is changed past the application is found by ``check_history``."""

FREE: Final = {
    "config.Lease": "who works now",
    "indicators.PlansLook": "when plans were looked over last",
    "notices.Notice": "a message: what it tells of is kept elsewhere",
    "notices.Digest": "that a message was sent",
    "notices.EmailOptOut": "somebody's own wish",
    "offices.SavedView": "somebody's own filters, which open nothing",
    "offices.DefaultView": "which of them a list opens with",
    "offices.SignInAttempts": "counts for a quarter of an hour",
    "offices.Session": "a sign-in: its row ends with it",
    "offices.InvitationBatch": "how far a round of links is; each link is a line of the journal",
    "offices.Invitation": "how far a link is; each is a line of the journal",
    "offices.Phone": "a secret that its owner may change; each change is a line of the journal",
    "plans.Bringing": "how far the reading of files is",
    "plans.ColumnMeaning": "a heading's meaning, suggested the next time",
    "plans.RowMatch": "an answer about words; what follows from it is looked at and kept",
    "plans.CascadedPlan": "which template a plan follows; what it took from it is the plan's",
    "plans.LinkedRow": "which row of a template a row follows; what it took is the plan's",
    "plans.DividedTotal": "what shares are compared with; the shares are the plans'",
    "reports.Batch": "files that are made anew of what is kept",
    "reports.Packet": "files that are made anew of what is kept",
}
"""Decides nothing, and proves nothing."""


def test_every_table_is_guarded_or_it_is_said_why_not() -> None:
    labels = {
        model._meta.db_table: model._meta.label
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
    }
    guarded = {labels[guard.table] for guard in GUARDS}

    assert guarded | PROVED.keys() | FREE.keys() == set(labels.values())
    assert not (guarded & PROVED.keys())
    assert not (guarded & FREE.keys())
    assert not (PROVED.keys() & FREE.keys())


def test_every_app_of_ours_is_asked() -> None:
    ours = {name.partition(".")[0] for name in settings.INSTALLED_APPS}
    with_tables = {
        one.label for one in apps.get_app_configs() if one.label in ours and list(one.get_models())
    }
    assert with_tables - {"django", "django_tasks_db", "otp_static", "otp_totp"} <= set(ROOMS)
