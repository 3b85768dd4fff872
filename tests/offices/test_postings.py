from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from offices.models import Level, Office, Posting, Reach, Role, User
from offices.refusal import Refused
from offices.selectors import access_of, offices_visible_to
from offices.services.people import create_user, deactivate_user, reactivate_user
from offices.services.postings import (
    Assignment,
    add_postings,
    change_posting,
    end_posting,
    transfer,
    withdraw_posting,
)
from tests.cast import LONG_AGO, client_of, office, person
from tests.offices.journal.lines import lines_about

pytestmark = pytest.mark.django_db

FIFTEENTH = date(2024, 6, 15)


@pytest.fixture
def top() -> Office:
    return office("top", Level.DEPARTMENT)


@pytest.fixture
def old(top: Office) -> Office:
    return office("old", Level.DISTRICT, top)


@pytest.fixture
def new(top: Office) -> Office:
    return office("new", Level.DISTRICT, top)


@pytest.fixture
def admin(top: Office) -> User:
    return person("admin", Role.ADMINISTRATOR, top)


@pytest.fixture
def officer(old: Office) -> User:
    return person("officer", Role.ENTRY, old)


def periods(user: User) -> list[tuple[str, str, date, date | None]]:
    return [
        (one.office.code, one.role, one.starts, one.ends)
        for one in user.postings.order_by("starts", "pk")
    ]


class TestTransfer:
    @pytest.mark.once
    def test_old_ends_the_day_before_and_new_begins(
        self, officer: User, new: Office, admin: User
    ) -> None:
        transfer(
            officer,
            on=FIFTEENTH,
            leaving=list(officer.postings.all()),
            assignments=[Assignment(new, Role.ENTRY)],
            by=admin,
        )

        assert periods(officer) == [
            ("old", "entry", LONG_AGO, date(2024, 6, 14)),
            ("new", "entry", FIFTEENTH, None),
        ]

    @pytest.mark.once
    @pytest.mark.parametrize(("days", "sees"), [(1, "old"), (0, "new"), (-30, "new")])
    def test_officer_sees_the_old_office_until_the_day_before(
        self, officer: User, new: Office, admin: User, *, days: int, sees: str
    ) -> None:
        transfer(
            officer,
            on=timezone.localdate() + timedelta(days),
            leaving=list(officer.postings.all()),
            assignments=[Assignment(new, Role.ENTRY)],
            by=admin,
        )

        assert [one.code for one in offices_visible_to(officer)] == [sees]

    @pytest.mark.parametrize(
        ("moment", "sees"),
        [
            (datetime(2024, 6, 14, 17, 59, 59, tzinfo=UTC), "old"),
            (datetime(2024, 6, 14, 18, 0, 0, tzinfo=UTC), "new"),
        ],
    )
    def test_officer_sees_the_new_office_from_midnight_in_dhaka_on_in_the_same_sign_in(
        self,
        officer: User,
        new: Office,
        admin: User,
        monkeypatch: pytest.MonkeyPatch,
        *,
        moment: datetime,
        sees: str,
    ) -> None:
        transfer(
            officer,
            on=FIFTEENTH,
            leaving=list(officer.postings.all()),
            assignments=[Assignment(new, Role.ENTRY)],
            by=admin,
        )
        monkeypatch.setattr(timezone, "now", lambda: datetime(2024, 6, 14, 17, 30, tzinfo=UTC))
        client = client_of(officer)
        client.get("/account/")

        monkeypatch.setattr(timezone, "now", lambda: moment)

        assert [one.office.code for one in client.get("/account/").context["postings"]] == [sees]

    @pytest.mark.once
    def test_what_is_refused_leaves_everything_as_it_was(
        self, officer: User, old: Office, new: Office, admin: User
    ) -> None:
        before = periods(officer)

        with pytest.raises(Refused):
            transfer(
                officer,
                on=FIFTEENTH,
                leaving=list(officer.postings.all()),
                assignments=[Assignment(new, Role.ENTRY), Assignment(new, Role.ENTRY)],
                by=admin,
            )

        assert periods(officer) == before

    def test_additional_charge_that_is_kept_goes_on(
        self, officer: User, old: Office, new: Office, admin: User
    ) -> None:
        kept = Posting.objects.create(user=officer, office=new, role=Role.HEAD, starts=LONG_AGO)
        leaving = officer.postings.exclude(pk=kept.pk)

        transfer(
            officer,
            on=FIFTEENTH,
            leaving=list(leaving),
            assignments=[Assignment(new, "entry")],
            by=admin,
        )

        assert ("new", "head", LONG_AGO, None) in periods(officer)

    @pytest.mark.once
    def test_posting_that_ends_sooner_is_not_prolonged(
        self, officer: User, new: Office, admin: User
    ) -> None:
        officer.postings.update(ends=date(2024, 6, 1))

        transfer(
            officer,
            on=FIFTEENTH,
            leaving=list(officer.postings.all()),
            assignments=[Assignment(new, Role.ENTRY)],
            by=admin,
        )

        assert periods(officer)[0][3] == date(2024, 6, 1)


class TestAdding:
    def test_several_assignments_begin_together(
        self, officer: User, new: Office, top: Office, admin: User
    ) -> None:
        assignments = [Assignment(new, Role.HEAD), Assignment(top, Role.REVIEWER, Reach.DIRECT)]

        add_postings(officer, assignments, starts=FIFTEENTH, by=admin)

        assert [(one.role, one.reach) for one in officer.postings.filter(starts=FIFTEENTH)] == [
            ("head", "subtree"),
            ("reviewer", "direct"),
        ]

    @pytest.mark.parametrize(
        ("starts", "ends", "twice"),
        [
            (date(2024, 1, 1), None, True),
            (date(2024, 1, 1), date(2024, 6, 1), True),
            (date(2024, 6, 30), None, True),
            (date(2024, 1, 1), date(2024, 5, 31), False),
            (date(2024, 7, 1), None, False),
        ],
    )
    def test_same_charge_is_held_once_at_a_time(
        self, new: Office, admin: User, *, starts: date, ends: date | None, twice: bool
    ) -> None:
        user = person("someone", Role.ENTRY, new, starts=date(2024, 6, 1), ends=date(2024, 6, 30))

        def add() -> None:
            add_postings(user, [Assignment(new, Role.ENTRY)], starts=starts, ends=ends, by=admin)

        if twice:
            with override("en"), pytest.raises(Refused, match="01-06-2024 – 30-06-2024"):
                add()
        else:
            add()
        assert user.postings.count() == (1 if twice else 2)

    @pytest.mark.once
    def test_closed_office_takes_nobody(self, officer: User, new: Office, admin: User) -> None:
        new.active_to = FIFTEENTH
        new.save()

        with pytest.raises(Refused):
            add_postings(officer, [Assignment(new, Role.HEAD)], starts=date(2024, 6, 1), by=admin)

        add_postings(
            officer, [Assignment(new, Role.HEAD)], starts=date(2024, 6, 1), ends=FIFTEENTH, by=admin
        )

    @pytest.mark.once
    def test_closed_account_is_not_posted(self, officer: User, new: Office, admin: User) -> None:
        deactivate_user(officer, by=admin)

        with pytest.raises(Refused):
            add_postings(officer, [Assignment(new, Role.HEAD)], starts=FIFTEENTH, by=admin)


class TestChanging:
    @pytest.mark.once
    def test_correction_does_not_stumble_over_itself(
        self, officer: User, old: Office, admin: User
    ) -> None:
        posting = officer.postings.get()

        change_posting(posting, Assignment(old, Role.ENTRY), starts=FIFTEENTH, ends=None, by=admin)

        assert periods(officer) == [("old", "entry", FIFTEENTH, None)]

    @pytest.mark.once
    def test_posting_cannot_end_before_it_begins(self, officer: User, admin: User) -> None:
        with pytest.raises(Refused):
            end_posting(officer.postings.get(), last_day=date(2020, 6, 30), by=admin)

    def test_withdrawn_posting_is_gone_and_told(self, officer: User, admin: User) -> None:
        withdraw_posting(officer.postings.get(), by=admin)

        assert periods(officer) == []
        entry = lines_about(officer).get()
        assert (entry.before, entry.after, entry.by) == (
            "entry subtree 2020-07-01 -",
            None,
            admin,
        )


class TestAdministrators:
    @pytest.mark.once
    def test_last_one_stays(self, top: Office, admin: User) -> None:
        with override("en"), pytest.raises(Refused, match="no administrator left"):
            end_posting(admin.postings.get(), last_day=timezone.localdate(), by=None)

        assert admin.postings.get().ends is None

    @pytest.mark.once
    def test_one_of_two_may_go(self, top: Office, admin: User) -> None:
        other = person("other", Role.ADMINISTRATOR, top)

        end_posting(admin.postings.get(), last_day=timezone.localdate(), by=other)

        assert access_of(admin).administers

    def test_nobody_locks_themselves_out(self, top: Office, admin: User) -> None:
        person("other", Role.ADMINISTRATOR, top)

        with override("en"), pytest.raises(Refused, match="no longer be an administrator"):
            withdraw_posting(admin.postings.get(), by=admin)

    @pytest.mark.once
    def test_closed_account_of_the_other_one_does_not_count(self, top: Office, admin: User) -> None:
        other = person("other", Role.ADMINISTRATOR, top)
        deactivate_user(other, by=admin)

        with pytest.raises(Refused):
            end_posting(admin.postings.get(), last_day=timezone.localdate(), by=None)

    @pytest.mark.once
    def test_own_account_is_not_closed(self, admin: User) -> None:
        with pytest.raises(Refused):
            deactivate_user(admin, by=admin)


class TestAccounts:
    def test_new_person_is_posted_in_the_same_step(self, new: Office, admin: User) -> None:
        user = create_user(
            username="rahima",
            name_bn="রহিমা",
            assignments=(Assignment(new, Role.ENTRY),),
            starts=FIFTEENTH,
            by=admin,
        )

        assert periods(user) == [("new", "entry", FIFTEENTH, None)]
        assert not user.has_usable_password()

    @pytest.mark.once
    def test_name_differing_in_capitals_is_taken(self, officer: User, admin: User) -> None:
        with pytest.raises(Refused):
            create_user(username="Officer", name_bn="ক", by=admin)

    def test_closing_and_opening_is_told(self, officer: User, admin: User) -> None:
        deactivate_user(officer, by=admin)
        reactivate_user(officer, by=admin)

        told = [(one.field, one.before, one.after) for one in lines_about(officer).order_by("id")]
        assert told == [("is_active", "True", "False"), ("is_active", "False", "True")]
