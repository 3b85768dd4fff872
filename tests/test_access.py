"""Every address and everybody: what is not theirs is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from indicators.returns.models import Achievement, ReturnStep
from numerals import FiscalYearSpan
from offices.models import Reach, Role, User
from plans.services import store_plan
from tests.cast import Cast, agreement, client_of, person
from tests.unrendered import unrendered

PEOPLE: Final = (
    "visitor",
    "officer",
    "sibling",
    "superior",
    "other_region",
    "reviewer",
    "administrator",
    "outsider",
)
NOTHING: Final[dict[str, str]] = {}
PLAN: Final = {"office": "khulna", "year": "2023-24", "kind": "apa"}
MONTH: Final = {**PLAN, "month": "2024-06"}
PAPER: Final = {**PLAN, "form": "plan"}
WHOLE: Final = {**PLAN, "file_format": "docx"}
FILLED: Final = {**PLAN, "part": "measurement"}
WORD: Final = {**PAPER, "file_format": "docx"}
EXCEL: Final = {**PAPER, "file_format": "xlsx"}
OFFICE: Final = {"code": "khulna"}
YEAR: Final = {"year": "2023-24"}
# Nobody has begun a draft of these rules; what becomes of one stands in tests/plans.
RULES: Final = {"year": "2023-24", "kind": "apa"}
# A cell and a file that nobody has: who gets at those there are stands in tests/…/evidence.
CELL: Final[dict[str, Any]] = {**MONTH, "indicator": 0}
# Who sees a row's page stands in tests/reports/explorer.
ROW: Final[dict[str, Any]] = {**PLAN, "indicator": 0}
OBJECTIVE: Final[dict[str, Any]] = {**PLAN, "objective": 0}
SECTION: Final = {**PLAN, "section": "strategic"}
YEAR_FILE: Final = {**PLAN, "file_format": "xlsx"}
FILE: Final[dict[str, Any]] = {"pk": UUID(int=0)}
# Whose hand-over who sees stands in tests/indicators/work/test_handover.py.
NOBODY: Final[dict[str, Any]] = {"person": 0}
BATCH: Final[dict[str, Any]] = {"pk": UUID(int=0)}
NOTICE: Final[dict[str, Any]] = {"pk": 0}
LIST: Final = {"name": "planning"}
PERSON: Final[dict[str, Any]] = {"pk": 0}
LINK_IN_PAGE: Final = re.compile(r'<a [^>]*href="([^"]+)"')
LINK: Final = {"uidb64": "MQ", "token": "none-such"}
QUARTER: Final[dict[str, Any]] = {**PLAN, "quarter": 4}
PERIOD: Final[dict[str, Any]] = {**PLAN, "number": 4}

# A planner or an auditor reads and compares, and has no part in reviewing.
NO_REVIEW: Final = {
    "indicators:review-queue": 404,
    "indicators:accept-many": 404,
    "indicators:many-returns": 404,
    "indicators:review": 302,
}
NO_REVIEW_POST: Final = {
    "indicators:accept-many": 404,
    "indicators:many-returns": 404,
    "indicators:half-year": 404,
    "indicators:review": 404,
    "indicators:office-calendar": 404,
}
NO_PART: Final = {**NO_REVIEW_POST, "indicators:comments": 404}
# What an auditor reads beyond that; nothing of it is written to.
AUDITS: Final = dict.fromkeys(("offices:journal", "plans:rules", "indicators:checks"), 200)
AUDITS_POST: Final = dict.fromkeys(AUDITS, 405)
# Who plans for the whole tree sets the calendar.
SETS: Final = {"indicators:calendar-rules": 200, "plans:year-rules": 200}
SETS_POST: Final = {"indicators:calendar-rules": 302}

# Who plans works on drafts; whose drafts those are stands in tests/plans/workshop.
_WORKSHOP: Final = (
    *("workshop", "workshop-bring", "workshop-places", "workshop-new"),
    "templates",
)
_ROWS: Final = ("plans:same-rows", "plans:wordings")
MAKES: Final = dict.fromkeys((*(f"plans:{name}" for name in _WORKSHOP), *_ROWS), 200) | {
    "plans:same-rows-take-back": 405,
    "plans:template-bring": 405,
    "plans:template-send": 405,
    "plans:template-give-up": 405,
    "plans:workshop-restore": 405,
    "plans:workshop-reopen": 405,
}
MAKES_POST: Final = (
    dict.fromkeys((f"plans:{name}" for name in _WORKSHOP), 422)
    | dict.fromkeys(_ROWS, 302)
    | dict.fromkeys(
        (
            *("plans:workshop", "plans:workshop-reading", "plans:workshop-source"),
            *("plans:template", "plans:template-workbook", "reports:tree"),
        ),
        405,
    )
)

# A plan of which a month was submitted stays, and its page says so.
REOPENS_POST: Final = MAKES_POST | {"plans:workshop-reopen": 302}

# Who plans for the office writes its agreement's text.
WRITES: Final = {"plans:parts-bring": 200}
WRITES_POST: Final = {
    **dict.fromkeys((f"plans:{name}" for name in ("parts", "parts-copy", "parts-fill")), 302),
    "plans:parts-bring": 422,
    "plans:parts-take": 302,
}

# Khulna's June is submitted. Who gets what, in the order of PEOPLE.
READING: Final[tuple[tuple[str, dict[str, Any], str], ...]] = (
    ("home", NOTHING, "302 200 200 200 200 200 200 200"),
    ("guide", NOTHING, "302 200 200 200 200 200 200 200"),
    ("plans:list", NOTHING, "302 200 200 200 200 200 200 200"),
    ("plans:calendar", NOTHING, "302 200 200 200 200 200 200 200"),
    ("plans:agreement", PLAN, "302 200 404 200 404 200 200 404"),
    ("plans:workshop", NOTHING, "302 200 200 404 404 404 404 404"),
    ("plans:templates", NOTHING, "302 404 404 404 404 404 404 404"),
    ("plans:template", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:template-workbook", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:template-bring", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:template-send", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:template-give-up", PERSON, "302 404 404 404 404 404 404 404"),
    ("reports:tree", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:template-shares", {"pk": 0, "key": 1}, "302 404 404 404 404 404 404 404"),
    ("plans:template-differences", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:workshop-bring", NOTHING, "302 200 200 404 404 404 404 404"),
    ("plans:workshop-places", NOTHING, "302 200 200 404 404 404 404 404"),
    ("plans:workshop-new", NOTHING, "302 200 200 404 404 404 404 404"),
    ("plans:same-rows", NOTHING, "302 200 200 404 404 404 404 404"),
    ("plans:same-rows-take-back", PERSON, "302 405 405 404 404 404 404 404"),
    ("plans:wordings", NOTHING, "302 200 200 404 404 404 404 404"),
    ("plans:workshop-reading", FILE, "302 404 404 404 404 404 404 404"),
    ("plans:workshop-reopen", PLAN, "302 405 405 404 404 404 404 404"),
    ("plans:workshop-draft", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:workshop-changes", PERSON, "401 404 404 404 404 404 404 404"),
    ("plans:workshop-undo", PERSON, "405 405 405 405 405 405 405 405"),
    ("plans:workshop-redo", PERSON, "405 405 405 405 405 405 405 405"),
    ("plans:workshop-offices", {"pk": 0, "key": 1}, "302 404 404 404 404 404 404 404"),
    ("plans:workshop-source", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:workshop-address", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:workshop-keep", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:workshop-discard", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:workshop-restore", PERSON, "302 405 405 404 404 404 404 404"),
    ("plans:parts", PLAN, "302 200 404 200 404 200 200 404"),
    ("plans:parts-save", PLAN, "405 405 405 405 405 405 405 405"),
    ("plans:parts-copy", PLAN, "302 405 405 405 405 405 405 405"),
    ("plans:parts-fill", FILLED, "302 405 405 405 405 405 405 405"),
    ("plans:parts-bring", PLAN, "302 200 404 404 404 404 404 404"),
    ("plans:parts-take", PLAN, "302 405 405 405 405 405 405 405"),
    ("reports:whole-agreement", WHOLE, "302 200 404 200 404 200 200 404"),
    ("indicators:office-calendar", OFFICE, "302 200 404 200 404 200 200 404"),
    ("plans:year-rules", YEAR, "302 404 404 404 404 404 200 404"),
    ("plans:rules-draft", RULES, "302 404 404 404 404 404 404 404"),
    ("indicators:rules-effect", RULES, "302 404 404 404 404 404 404 404"),
    ("indicators:calendar-rules", YEAR, "302 404 404 404 404 404 200 404"),
    ("indicators:plan", PLAN, "302 200 404 200 404 200 200 404"),
    ("indicators:amendment", PLAN, "302 200 404 200 404 200 200 404"),
    ("indicators:targets", PLAN, "302 200 404 200 404 200 200 404"),
    ("indicators:targets-overview", NOTHING, "302 200 200 200 200 200 200 200"),
    ("indicators:attention", NOTHING, "302 404 404 200 200 200 200 404"),
    ("indicators:attention-look", NOTHING, "302 405 405 405 405 405 405 405"),
    ("indicators:alert", PERSON, "302 404 404 404 404 404 404 404"),
    ("indicators:draft-targets", PERSON, "302 404 404 404 404 404 404 404"),
    ("indicators:entry", MONTH, "302 200 404 200 404 200 200 404"),
    ("indicators:save-cells", MONTH, "405 405 405 405 405 405 405 405"),
    ("indicators:check", MONTH, "302 200 404 404 404 404 404 404"),
    ("indicators:bring", MONTH, "302 302 404 404 404 404 404 404"),
    ("indicators:month-workbook", MONTH, "302 200 404 200 404 200 200 404"),
    ("indicators:months", NOTHING, "302 200 200 200 200 200 200 404"),
    ("indicators:months-workbook", NOTHING, "302 422 422 422 422 422 422 404"),
    ("indicators:quarter-workbook", PERIOD, "302 200 404 200 404 200 200 404"),
    ("indicators:evidence", CELL, "302 404 404 404 404 404 404 404"),
    ("indicators:rolled", CELL, "302 404 404 404 404 404 404 404"),
    ("indicators:comments", MONTH, "302 200 404 200 404 200 200 404"),
    ("indicators:cell-comments", CELL, "302 404 404 404 404 404 404 404"),
    ("indicators:evidence-file", FILE, "302 404 404 404 404 404 404 404"),
    ("indicators:evidence-remove", FILE, "302 405 405 405 405 405 405 405"),
    ("indicators:evidence-judge", FILE, "302 405 405 405 405 405 405 405"),
    ("indicators:compare", NOTHING, "302 200 200 200 200 200 200 200"),
    ("indicators:roles", NOTHING, "302 200 200 200 200 200 200 200"),
    ("indicators:planning", NOTHING, "302 404 404 200 200 200 200 404"),
    ("offices:list-view", LIST, "302 405 405 405 405 405 405 405"),
    ("indicators:hand-over", NOBODY, "302 404 404 404 404 404 404 404"),
    ("indicators:notices", NOTHING, "302 200 200 200 200 200 200 200"),
    ("indicators:notice", NOTICE, "302 404 404 404 404 404 404 404"),
    ("indicators:history", NOTHING, "302 200 200 200 200 200 200 200"),
    ("indicators:review-queue", NOTHING, "302 404 404 200 200 200 200 404"),
    ("indicators:accept-many", NOTHING, "302 404 404 200 200 200 200 404"),
    ("indicators:many-returns", NOTHING, "302 404 404 200 200 200 200 404"),
    ("indicators:review", MONTH, "302 404 404 200 404 200 200 404"),
    ("indicators:quarter", PERIOD, "302 200 404 200 404 200 200 404"),
    ("indicators:half-year", PLAN, "302 200 404 200 404 200 200 404"),
    ("indicators:evaluation", PLAN, "302 200 404 200 404 200 200 404"),
    ("reports:find", NOTHING, "302 200 200 200 200 200 200 200"),
    ("reports:dashboard", NOTHING, "302 404 404 200 200 200 200 404"),
    ("reports:district-map", NOTHING, "302 404 404 200 200 200 200 404"),
    ("reports:trend", NOTHING, "302 404 404 200 200 200 200 404"),
    ("reports:month-in-brief", NOTHING, "302 404 404 200 200 200 200 404"),
    ("reports:ranking", NOTHING, "302 404 404 200 200 200 200 404"),
    ("reports:office", OFFICE, "302 200 404 200 404 200 200 404"),
    ("reports:office-years", OFFICE, "302 200 404 200 404 200 200 404"),
    ("reports:fact-sheet", OFFICE, "302 200 404 200 404 200 200 404"),
    ("reports:side-by-side", OFFICE, "302 200 404 200 404 200 200 404"),
    ("reports:objective", OBJECTIVE, "302 404 404 404 404 404 404 404"),
    ("reports:section", SECTION, "302 200 404 200 404 200 200 404"),
    ("reports:indicator", ROW, "302 404 404 404 404 404 404 404"),
    ("reports:whole-year", PLAN, "302 200 404 200 404 200 200 404"),
    ("reports:whole-year-file", YEAR_FILE, "302 200 404 200 404 200 200 404"),
    ("reports:paper", PAPER, "302 200 404 200 404 200 200 404"),
    ("reports:paper", WORD, "302 200 404 200 404 200 200 404"),
    ("reports:paper", EXCEL, "302 200 404 200 404 200 200 404"),
    ("reports:batches", NOTHING, "302 404 404 200 200 200 200 404"),
    ("reports:list-indicators", NOTHING, "302 404 404 200 200 200 200 404"),
    ("reports:list-evidence", NOTHING, "302 404 404 200 200 200 200 404"),
    ("reports:list-unproved", NOTHING, "302 404 404 200 200 200 200 404"),
    ("reports:batch-file", BATCH, "302 404 404 404 404 404 404 404"),
    ("reports:batch-cancel", BATCH, "302 405 405 405 405 405 405 405"),
    ("reports:packet", QUARTER, "302 200 404 200 404 200 200 404"),
    ("reports:packet-file", QUARTER, "302 302 404 302 404 302 302 404"),
    ("offices:office-list", NOTHING, "302 404 404 404 404 404 200 404"),
    ("offices:office", OFFICE, "302 404 404 404 404 404 200 404"),
    ("offices:office-edit", OFFICE, "302 404 404 404 404 404 200 404"),
    ("offices:office-move", OFFICE, "302 404 404 404 404 404 200 404"),
    ("offices:office-close", OFFICE, "302 404 404 404 404 404 200 404"),
    ("offices:office-reopen", OFFICE, "302 404 404 404 404 404 405 404"),
    ("offices:office-new", NOTHING, "302 404 404 404 404 404 200 404"),
    ("offices:person-list", NOTHING, "302 404 404 404 404 404 200 404"),
    ("offices:person-new", NOTHING, "302 404 404 404 404 404 200 404"),
    ("offices:person", PERSON, "302 404 404 404 404 404 404 404"),
    ("offices:person-edit", PERSON, "302 404 404 404 404 404 404 404"),
    ("offices:person-link", PERSON, "302 404 404 404 404 404 405 404"),
    ("offices:person-phone", PERSON, "302 404 404 404 404 404 404 404"),
    ("offices:person-close", PERSON, "302 404 404 404 404 404 405 404"),
    ("offices:person-reopen", PERSON, "302 404 404 404 404 404 405 404"),
    ("offices:posting-new", PERSON, "302 404 404 404 404 404 404 404"),
    ("offices:person-transfer", PERSON, "302 404 404 404 404 404 404 404"),
    ("offices:posting-edit", PERSON, "302 404 404 404 404 404 404 404"),
    ("offices:posting-end", PERSON, "302 404 404 404 404 404 404 404"),
    ("offices:posting-withdraw", PERSON, "302 404 404 404 404 404 405 404"),
    ("offices:set-up-links", NOTHING, "302 404 404 404 404 404 200 404"),
    ("offices:set-up-round", FILE, "302 404 404 404 404 404 404 404"),
    ("offices:set-up-slips", FILE, "302 404 404 404 404 404 404 404"),
    ("offices:set-up-go-on", FILE, "302 404 404 404 404 404 405 404"),
    ("offices:import", NOTHING, "302 404 404 404 404 404 200 404"),
    ("offices:journal", NOTHING, "302 404 404 404 404 404 200 404"),
    ("plans:rules", NOTHING, "302 404 404 404 404 404 200 404"),
    ("indicators:checks", NOTHING, "302 404 404 404 404 404 200 404"),
    ("offices:import-template", NOTHING, "302 404 404 404 404 404 200 404"),
    ("offices:forgotten", NOTHING, "200 200 200 200 200 200 200 200"),
    ("offices:set-password", LINK, "410 410 410 410 410 410 410 410"),
    ("offices:sign-in", NOTHING, "200 302 302 302 302 302 302 302"),
    ("offices:code", NOTHING, "302 302 302 302 302 302 302 302"),
    ("offices:account", NOTHING, "302 200 200 200 200 200 200 200"),
    ("offices:password", NOTHING, "302 404 404 404 404 404 404 404"),
    ("offices:sign-out-elsewhere", NOTHING, "302 405 405 405 405 405 405 405"),
    ("offices:second-factor", NOTHING, "302 200 200 200 200 200 200 200"),
    ("offices:remove-second-factor", NOTHING, "302 404 404 404 404 404 404 404"),
    ("offices:recovery-codes", NOTHING, "302 302 302 302 302 302 302 302"),
    ("offices:recovery-text", NOTHING, "302 404 404 404 404 404 404 404"),
    ("offices:new-recovery-codes", NOTHING, "302 404 404 404 404 404 404 404"),
    ("offices:sign-out", NOTHING, "405 405 405 405 405 405 405 405"),
    ("offices:language", NOTHING, "405 405 405 405 405 405 405 405"),
    ("admin:index", NOTHING, "302 404 404 404 404 404 200 404"),
    ("healthz", NOTHING, "200 200 200 200 200 200 200 200"),
)
# An empty form, so that nothing is asked for but to be let in.
WRITING: Final[tuple[tuple[str, dict[str, Any], str], ...]] = (
    ("home", NOTHING, "302 405 405 405 405 405 405 405"),
    ("guide", NOTHING, "302 405 405 405 405 405 405 405"),
    ("plans:list", NOTHING, "302 405 405 405 405 405 405 405"),
    ("plans:calendar", NOTHING, "302 405 405 405 405 405 405 405"),
    ("plans:agreement", PLAN, "302 404 404 404 404 404 404 404"),
    ("plans:workshop", NOTHING, "302 405 405 404 404 404 404 404"),
    ("plans:templates", NOTHING, "302 404 404 404 404 404 404 404"),
    ("plans:template", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:template-workbook", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:template-bring", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:template-send", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:template-give-up", PERSON, "302 404 404 404 404 404 404 404"),
    ("reports:tree", PERSON, "302 405 405 405 405 405 405 405"),
    ("plans:template-shares", {"pk": 0, "key": 1}, "302 404 404 404 404 404 404 404"),
    ("plans:template-differences", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:workshop-bring", NOTHING, "302 422 422 404 404 404 404 404"),
    ("plans:workshop-places", NOTHING, "302 422 422 404 404 404 404 404"),
    ("plans:workshop-new", NOTHING, "302 422 422 404 404 404 404 404"),
    ("plans:same-rows", NOTHING, "302 302 302 404 404 404 404 404"),
    ("plans:same-rows-take-back", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:wordings", NOTHING, "302 302 302 404 404 404 404 404"),
    ("plans:workshop-reading", FILE, "302 405 405 404 404 404 404 404"),
    ("plans:workshop-reopen", PLAN, "302 302 404 404 404 404 404 404"),
    ("plans:workshop-draft", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:workshop-changes", PERSON, "401 404 404 404 404 404 404 404"),
    ("plans:workshop-undo", PERSON, "401 404 404 404 404 404 404 404"),
    ("plans:workshop-redo", PERSON, "401 404 404 404 404 404 404 404"),
    ("plans:workshop-offices", {"pk": 0, "key": 1}, "302 404 404 404 404 404 404 404"),
    ("plans:workshop-source", PERSON, "302 405 405 404 404 404 404 404"),
    ("plans:workshop-address", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:workshop-keep", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:workshop-discard", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:workshop-restore", PERSON, "302 404 404 404 404 404 404 404"),
    ("plans:parts", PLAN, "302 302 404 404 404 404 404 404"),
    ("plans:parts-save", PLAN, "401 401 401 401 401 401 401 401"),
    ("plans:parts-copy", PLAN, "302 302 404 404 404 404 404 404"),
    ("plans:parts-fill", FILLED, "302 302 404 404 404 404 404 404"),
    ("plans:parts-bring", PLAN, "302 422 404 404 404 404 404 404"),
    ("plans:parts-take", PLAN, "302 302 404 404 404 404 404 404"),
    ("reports:whole-agreement", WHOLE, "302 405 405 405 405 405 405 405"),
    ("indicators:office-calendar", OFFICE, "302 404 404 422 404 422 422 404"),
    ("plans:year-rules", YEAR, "302 404 404 404 404 404 404 404"),
    ("plans:rules-draft", RULES, "302 404 404 404 404 404 404 404"),
    ("indicators:rules-effect", RULES, "302 404 404 404 404 404 404 404"),
    ("indicators:calendar-rules", YEAR, "302 404 404 404 404 404 302 404"),
    ("indicators:plan", PLAN, "302 405 405 405 405 405 405 405"),
    ("indicators:targets", PLAN, "302 405 405 405 405 405 405 405"),
    ("indicators:targets-overview", NOTHING, "302 405 405 405 405 405 405 405"),
    ("indicators:attention", NOTHING, "302 405 405 405 405 405 405 405"),
    ("indicators:attention-look", NOTHING, "302 404 404 302 302 302 302 404"),
    ("indicators:alert", PERSON, "302 404 404 404 404 404 404 404"),
    ("indicators:draft-targets", PERSON, "302 404 404 404 404 404 404 404"),
    ("indicators:entry", MONTH, "302 302 404 404 404 404 404 404"),
    ("indicators:save-cells", MONTH, "401 423 404 404 404 404 404 404"),
    ("indicators:check", MONTH, "302 302 404 404 404 404 404 404"),
    ("indicators:bring", MONTH, "302 302 404 404 404 404 404 404"),
    ("indicators:month-workbook", MONTH, "302 405 405 405 405 405 405 405"),
    ("indicators:months", NOTHING, "302 422 422 422 422 422 422 404"),
    ("indicators:months-workbook", NOTHING, "302 405 405 405 405 405 405 405"),
    ("indicators:quarter-workbook", PERIOD, "302 405 405 405 405 405 405 405"),
    ("indicators:evidence", CELL, "302 404 404 404 404 404 404 404"),
    ("indicators:rolled", CELL, "302 405 405 405 405 405 405 405"),
    ("indicators:comments", MONTH, "302 422 404 422 404 422 404 404"),
    ("indicators:cell-comments", CELL, "302 404 404 404 404 404 404 404"),
    ("indicators:evidence-file", FILE, "302 405 405 405 405 405 405 405"),
    ("indicators:evidence-remove", FILE, "302 404 404 404 404 404 404 404"),
    ("indicators:evidence-judge", FILE, "302 404 404 404 404 404 404 404"),
    ("indicators:amendment", PLAN, "302 302 404 302 404 302 302 404"),
    ("indicators:compare", NOTHING, "302 405 405 405 405 405 405 405"),
    ("indicators:roles", NOTHING, "302 405 405 405 405 405 405 405"),
    ("indicators:planning", NOTHING, "302 404 404 422 422 422 422 404"),
    ("offices:list-view", LIST, "302 404 404 302 302 302 302 404"),
    ("indicators:hand-over", NOBODY, "302 405 405 405 405 405 405 405"),
    ("indicators:notices", NOTHING, "302 302 302 302 302 302 302 302"),
    ("indicators:notice", NOTICE, "302 404 404 404 404 404 404 404"),
    ("indicators:history", NOTHING, "302 405 405 405 405 405 405 405"),
    ("indicators:review-queue", NOTHING, "302 405 405 405 405 405 405 405"),
    ("indicators:accept-many", NOTHING, "302 404 404 302 302 302 302 404"),
    ("indicators:many-returns", NOTHING, "302 404 404 422 422 422 422 404"),
    ("indicators:review", MONTH, "302 404 404 422 404 422 404 404"),
    ("indicators:quarter", PERIOD, "302 302 404 404 404 404 404 404"),
    ("indicators:half-year", PLAN, "302 404 404 422 404 422 404 404"),
    ("indicators:evaluation", PLAN, "302 302 404 404 404 404 404 404"),
    ("reports:find", NOTHING, "302 405 405 405 405 405 405 405"),
    ("reports:dashboard", NOTHING, "302 405 405 405 405 405 405 405"),
    ("reports:district-map", NOTHING, "302 405 405 405 405 405 405 405"),
    ("reports:trend", NOTHING, "302 405 405 405 405 405 405 405"),
    ("reports:month-in-brief", NOTHING, "302 405 405 405 405 405 405 405"),
    ("reports:ranking", NOTHING, "302 405 405 405 405 405 405 405"),
    ("reports:office", OFFICE, "302 405 405 405 405 405 405 405"),
    ("reports:office-years", OFFICE, "302 405 405 405 405 405 405 405"),
    ("reports:fact-sheet", OFFICE, "302 405 405 405 405 405 405 405"),
    ("reports:side-by-side", OFFICE, "302 405 405 405 405 405 405 405"),
    ("reports:objective", OBJECTIVE, "302 405 405 405 405 405 405 405"),
    ("reports:section", SECTION, "302 405 405 405 405 405 405 405"),
    ("reports:indicator", ROW, "302 405 405 405 405 405 405 405"),
    ("reports:whole-year", PLAN, "302 405 405 405 405 405 405 405"),
    ("reports:whole-year-file", YEAR_FILE, "302 405 405 405 405 405 405 405"),
    ("reports:paper", PAPER, "302 405 405 405 405 405 405 405"),
    ("reports:paper", WORD, "302 405 405 405 405 405 405 405"),
    ("reports:batches", NOTHING, "302 404 404 422 422 422 422 404"),
    ("reports:list-indicators", NOTHING, "302 405 405 405 405 405 405 405"),
    ("reports:list-evidence", NOTHING, "302 405 405 405 405 405 405 405"),
    ("reports:list-unproved", NOTHING, "302 405 405 405 405 405 405 405"),
    ("reports:batch-file", BATCH, "302 405 405 405 405 405 405 405"),
    ("reports:batch-cancel", BATCH, "302 404 404 404 404 404 404 404"),
    ("reports:packet", QUARTER, "302 302 404 302 404 302 302 404"),
    ("reports:packet-file", QUARTER, "302 405 405 405 405 405 405 405"),
    ("offices:office-list", NOTHING, "302 404 404 404 404 404 405 404"),
    ("offices:office", OFFICE, "302 404 404 404 404 404 405 404"),
    ("offices:office-edit", OFFICE, "302 404 404 404 404 404 422 404"),
    ("offices:office-move", OFFICE, "302 404 404 404 404 404 422 404"),
    ("offices:office-close", OFFICE, "302 404 404 404 404 404 422 404"),
    ("offices:office-reopen", OFFICE, "302 404 404 404 404 404 302 404"),
    ("offices:office-new", NOTHING, "302 404 404 404 404 404 422 404"),
    ("offices:person-list", NOTHING, "302 404 404 404 404 404 405 404"),
    ("offices:person-new", NOTHING, "302 404 404 404 404 404 422 404"),
    ("offices:person", PERSON, "302 404 404 404 404 404 405 404"),
    ("offices:person-edit", PERSON, "302 404 404 404 404 404 404 404"),
    ("offices:person-link", PERSON, "302 404 404 404 404 404 404 404"),
    ("offices:person-phone", PERSON, "302 404 404 404 404 404 404 404"),
    ("offices:person-close", PERSON, "302 404 404 404 404 404 404 404"),
    ("offices:person-reopen", PERSON, "302 404 404 404 404 404 404 404"),
    ("offices:posting-new", PERSON, "302 404 404 404 404 404 404 404"),
    ("offices:person-transfer", PERSON, "302 404 404 404 404 404 404 404"),
    ("offices:posting-edit", PERSON, "302 404 404 404 404 404 404 404"),
    ("offices:posting-end", PERSON, "302 404 404 404 404 404 404 404"),
    ("offices:posting-withdraw", PERSON, "302 404 404 404 404 404 404 404"),
    ("offices:set-up-links", NOTHING, "302 404 404 404 404 404 422 404"),
    ("offices:set-up-round", FILE, "302 404 404 404 404 404 405 404"),
    ("offices:set-up-slips", FILE, "302 404 404 404 404 404 405 404"),
    ("offices:set-up-go-on", FILE, "302 404 404 404 404 404 404 404"),
    ("offices:import", NOTHING, "302 404 404 404 404 404 422 404"),
    ("offices:journal", NOTHING, "302 404 404 404 404 404 405 404"),
    ("plans:rules", NOTHING, "302 404 404 404 404 404 405 404"),
    ("indicators:checks", NOTHING, "302 404 404 404 404 404 405 404"),
    ("offices:import-template", NOTHING, "302 404 404 404 404 404 405 404"),
    ("offices:forgotten", NOTHING, "200 200 200 200 200 200 200 200"),
    ("offices:set-password", LINK, "410 410 410 410 410 410 410 410"),
    ("offices:sign-in", NOTHING, "200 302 302 302 302 302 302 302"),
    ("offices:code", NOTHING, "302 302 302 302 302 302 302 302"),
    ("offices:account", NOTHING, "302 405 405 405 405 405 405 405"),
    ("offices:password", NOTHING, "302 404 404 404 404 404 404 404"),
    ("offices:sign-out-elsewhere", NOTHING, "302 302 302 302 302 302 302 302"),
    ("offices:second-factor", NOTHING, "302 422 422 422 422 422 422 422"),
    ("offices:remove-second-factor", NOTHING, "302 404 404 404 404 404 404 404"),
    ("offices:recovery-codes", NOTHING, "302 302 302 302 302 302 302 302"),
    ("offices:recovery-text", NOTHING, "302 405 405 405 405 405 405 405"),
    ("offices:new-recovery-codes", NOTHING, "302 404 404 404 404 404 404 404"),
    ("offices:sign-out", NOTHING, "302 302 302 302 302 302 302 302"),
    ("offices:language", NOTHING, "400 400 400 400 400 400 400 400"),
    ("healthz", NOTHING, "405 405 405 405 405 405 405 405"),
)
# Further roles and strangers: each gets what one of PEOPLE gets, but for the addresses named.
LIKE: Final[dict[str, tuple[str, dict[str, int], dict[str, int]]]] = {
    "head": (
        "officer",
        {"indicators:planning": 200},
        {"indicators:entry": 404, "indicators:save-cells": 404}
        | {"indicators:planning": 422, "offices:list-view": 302},
    ),
    "direct_reviewer": ("superior", {}, {}),
    "direct_from_above": ("other_region", {}, {}),
    "planner": (
        "reviewer",
        NO_REVIEW | SETS | MAKES | WRITES,
        NO_REVIEW_POST | SETS_POST | REOPENS_POST | WRITES_POST,
    ),
    "auditor": ("superior", NO_REVIEW | AUDITS, NO_PART | AUDITS_POST),
    "planner_elsewhere": (
        "other_region",
        {
            "indicators:review-queue": 404,
            "indicators:accept-many": 404,
            "indicators:many-returns": 404,
        }
        | MAKES,
        {"indicators:accept-many": 404, "indicators:many-returns": 404} | MAKES_POST,
    ),
    "superuser": ("administrator", {}, {}),
    "former_officer": ("outsider", {}, {}),
    "officer_to_come": ("outsider", {}, {}),
    "officer_of_closed_account": ("visitor", {}, {}),
}
ON_EVERY_DATABASE: Final = {"officer", "administrator", "planner"}
"""Between them they are shown every page, and write whatever is written."""

SHOWN_WHAT_WAS_WRITTEN: Final = ON_EVERY_DATABASE | {"visitor", "reviewer"}
"""Between them they get every page that answers what was sent."""

SEES_NOTHING_NEW: Final = LIKE.keys() - {"head", "planner", "auditor"}
"""Their pages are those of whom they are like; that these can be put together is seen there."""

PRIVATE: Final = [
    (name, named)
    for name, named, statuses in READING
    if statuses.startswith("302") and name != "admin:index"
]


EVERYBODY: Final = [
    who if who in ON_EVERY_DATABASE else pytest.param(who, marks=pytest.mark.once)
    for who in (*PEOPLE, *LIKE)
]


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_reads_what_is_theirs(cast: Cast, who: str) -> None:
    cast.submit()
    client = client_of(someone(cast, who))

    seen, leads_to = [], set[str]()
    with unrendered() if who in SEES_NOTHING_NEW else nullcontext():
        for name, named, _ in READING:
            response = client.get(reverse(name, kwargs=named))
            seen.append((name, status(response)))
            leads_to |= links(response)

    assert seen == expected(READING, who)
    refused = {
        reverse(name, kwargs=named)
        for (name, code), (_, named, _) in zip(seen, READING, strict=True)
        if code == HTTPStatus.NOT_FOUND
    }
    assert not refused & leads_to, "a page leads its reader to what is not there for them"


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_writes_what_is_theirs(cast: Cast, who: str) -> None:
    cast.submit()
    user = someone(cast, who)
    steps, version = ReturnStep.objects.count(), cast.monthly_return().version

    client, seen = client_of(user), []
    with nullcontext() if who in SHOWN_WHAT_WAS_WRITTEN else unrendered():
        for name, named, _ in WRITING:
            response = client.post(reverse(name, kwargs=named))
            seen.append((name, response.status_code))
            if settings.SESSION_COOKIE_NAME in response.cookies:
                # What was asked before is not to answer for the next: one of them signs out.
                client = client_of(user)

    assert seen == expected(WRITING, who)
    assert (ReturnStep.objects.count(), cast.monthly_return().version) == (steps, version)


def someone(cast: Cast, who: str) -> User | None:
    """Someone of the cast, or one of the further people, who come when they are asked for."""
    if who not in LIKE:
        return getattr(cast, who, None)
    today = timezone.localdate()
    tomorrow, yesterday = today + timedelta(1), today - timedelta(1)
    role, at, dates = {
        "head": (Role.HEAD, cast.khulna, {}),
        "direct_reviewer": (Role.REVIEWER, cast.region, {}),
        "direct_from_above": (Role.REVIEWER, cast.head_office, {}),
        "planner": (Role.PLANNER, cast.head_office, {}),
        "auditor": (Role.AUDITOR, cast.region, {}),
        "planner_elsewhere": (Role.PLANNER, cast.other_region.postings.get().office, {}),
        "superuser": (None, None, {}),
        "former_officer": (Role.ENTRY, cast.khulna, {"ends": yesterday}),
        "officer_to_come": (Role.ENTRY, cast.khulna, {"starts": tomorrow}),
        "officer_of_closed_account": (Role.ENTRY, cast.khulna, {}),
    }[who]
    user = person(who, role, at, **dates)
    user.postings.filter(role=Role.REVIEWER).update(reach=Reach.DIRECT)
    user.is_superuser, user.is_active = who == "superuser", not who.endswith("closed_account")
    user.save()
    return user


def links(response: Any) -> set[str]:
    """The addresses, without what is asked of them, that a page leads to."""
    if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
        return set()
    return {urlsplit(href).path for href in LINK_IN_PAGE.findall(response.text)}


def status(response: Any) -> int:
    """The answer's status; a file that it carries is let go."""
    for let_go in response._resource_closers:
        if response.streaming:
            let_go()
    return int(response.status_code)


def expected(table: tuple[tuple[str, Any, str], ...], who: str) -> list[tuple[str, int]]:
    like, reading, writing = LIKE.get(who, (who, {}, {}))
    other = reading if table is READING else writing
    place = PEOPLE.index(like)
    return [(name, other.get(name, int(statuses.split()[place]))) for name, _, statuses in table]


def test_no_address_is_left_out() -> None:
    ours = {name for name in named_patterns() if not name.startswith("admin:")}

    assert ours == {name for name, _, _ in READING} - {"admin:index"}
    assert ours == {name for name, _, _ in WRITING}


def named_patterns(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLPattern):
            yield f"{space}{one.name}"
        else:
            yield from named_patterns(one, f"{one.namespace}:" if one.namespace else space)


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize(("name", "named"), PRIVATE)
def test_visitor_is_led_to_sign_in_and_back(name: str, named: dict[str, str]) -> None:
    address = reverse(name, kwargs=named)

    response = Client().get(address)

    assert response.headers["Location"].endswith(f"/sign-in/?next={address}")


MONTHS: Final = (
    "2024-13",
    "2024-00",
    "0000-01",
    "9999-12",
    "24-06",
    "2024-6",
    "june",
    "2024-06-01",
    "2023-06",  # of the year before
    "2024-07",  # of the year after
)


@pytest.mark.once
@pytest.mark.parametrize("month", MONTHS)
def test_month_that_is_none_of_the_plans_is_not_there(cast: Cast, month: str) -> None:
    named = {**PLAN, "month": month}
    officer, reviewer = client_of(cast.officer), client_of(cast.reviewer)

    for name in ("entry", "check", "save-cells"):
        assert officer.post(reverse(f"indicators:{name}", kwargs=named)).status_code == 404
    for name in ("entry", "review"):
        assert reviewer.get(reverse(f"indicators:{name}", kwargs=named)).status_code == 404
    plan = reverse("indicators:plan", kwargs=PLAN)
    assert officer.get(plan, {"month": month}).status_code == 404


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "budget"},
        {"kind": "innovation"},  # Khulna has none
        {"year": "2023-25"},
        {"year": "2022-23"},
        {"year": "2023"},
        {"year": "20000-01"},
        {"office": "atlantis"},
    ],
)
def test_plan_that_does_not_exist_is_not_there(cast: Cast, changed: dict[str, str]) -> None:
    client = client_of(cast.officer)

    assert client.get(reverse("indicators:plan", kwargs={**PLAN, **changed})).status_code == 404
    entry = reverse("indicators:entry", kwargs={**MONTH, **changed})
    assert client.get(entry).status_code == 404
    assert client.post(entry).status_code == 404


NUMBERED: Final = [
    (name, {**named, key: 2**63})
    for name, named, _ in READING
    for key, value in named.items()
    if isinstance(value, int)
]


@pytest.mark.parametrize(("name", "named"), NUMBERED, ids=[name for name, _ in NUMBERED])
def test_number_that_no_record_can_have_is_not_there(
    cast: Cast, name: str, named: dict[str, Any]
) -> None:
    client = client_of(cast.administrator)

    assert client.get(reverse(name, kwargs=named)).status_code in (404, 405)
    assert client.post(reverse(name, kwargs=named)).status_code in (404, 405)


def test_review_of_a_return_that_was_never_begun_is_not_there(cast: Cast) -> None:
    address = reverse("indicators:review", kwargs={**PLAN, "month": "2024-03"})

    assert client_of(cast.reviewer).get(address).status_code == 404
    assert client_of(cast.reviewer).post(address, {"accept": "1"}).status_code == 404


def test_foreign_figures_cannot_be_written_by_any_form(cast: Cast) -> None:
    pk = cast.indicator("1.1.1").pk
    form = {f"cell-{pk}": "5", f"base-{pk}": "1", "accept": "1", "return": "1", "reason": "x"}

    for who in ("sibling", "superior", "other_region", "reviewer", "administrator", "outsider"):
        client = client_of(getattr(cast, who))
        for name in ("entry", "save-cells", "check"):
            assert client.post(reverse(f"indicators:{name}", kwargs=MONTH), form).status_code == 404

    assert not Achievement.objects.filter(value="5", indicator=pk).exists()
    assert not ReturnStep.objects.exists()


def test_own_form_cannot_carry_a_foreign_cell(cast: Cast) -> None:
    foreign = cast.sibling_plan.indicators.get(row="1.1.1").pk
    form = {f"cell-{foreign}": "5", f"base-{foreign}": "1"}

    client_of(cast.officer).post(reverse("indicators:save-cells", kwargs=MONTH), form)

    assert not Achievement.objects.filter(indicator=foreign, value="5").exists()


def test_posting_that_ended_closes_the_pages(cast: Cast) -> None:
    cast.officer.postings.update(ends="2021-06-30")

    assert client_of(cast.officer).get(reverse("indicators:entry", kwargs=MONTH)).status_code == 404


def test_month_to_come_is_not_there(cast: Cast) -> None:
    document = replace(agreement(), fiscal_year=FiscalYearSpan(2150))
    store_plan(document, office=cast.khulna, kind="apa")
    client = client_of(cast.officer)
    named = {**PLAN, "year": "2150-51"}
    entry = reverse("indicators:entry", kwargs={**named, "month": "2150-07"})

    page = client.get(reverse("indicators:plan", kwargs=named))

    assert client.get(entry).status_code == 404
    assert page.status_code == 200
    assert entry not in page.text
    assert client.get("/").status_code == 200
