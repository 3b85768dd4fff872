"""What tests of agreements share: errors that are let stand, and both signatures."""

from __future__ import annotations

from offices.models import Role, User
from plans.agreements.findings import findings_of, stopping
from plans.agreements.selectors import agreement_of
from plans.agreements.services import agree, override, propose
from plans.models import Plan
from tests.cast import Cast, person


def planner_of(cast: Cast) -> User:
    """A planner at the head office."""
    return User.objects.filter(username="planner").first() or person(
        "planner", Role.PLANNER, cast.head_office
    )


def let_errors_stand(cast: Cast, plan: Plan | None = None) -> None:
    """Khulna's real agreement has errors; a planner lets them stand."""
    planner = planner_of(cast)
    for one in stopping(findings_of(plan or cast.plan)):
        override(plan or cast.plan, digest=one.digest, reason="ছকে এমনই আছে", by=planner)


def both_sign(cast: Cast) -> None:
    """Khulna proposes its plan, and its regional office agrees."""
    let_errors_stand(cast)
    propose(agreement_of(cast.plan), by=cast.officer)
    agree(agreement_of(cast.plan), by=cast.superior)
    cast.plan.refresh_from_db()
