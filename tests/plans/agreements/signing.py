"""What tests of agreements share: errors that are let stand, and both signatures."""

from __future__ import annotations

from offices.models import Role, User
from plans.agreements.findings import findings_of, stopping
from plans.agreements.selectors import agreement_of
from plans.agreements.services import agree, let_stand, propose
from plans.models import Plan
from tests.cast import Cast, person


def planner_of(cast: Cast) -> User:
    """A planner at the head office."""
    return User.objects.filter(username="planner").first() or person(
        "planner", Role.PLANNER, cast.head_office
    )


def let_errors_stand(cast: Cast, plan: Plan | None = None) -> None:
    """Khulna's real agreement has errors; a planner lets them stand."""
    planner, plan = planner_of(cast), plan or cast.plan
    # Examined once: to let one stand changes no other.
    findings = findings_of(plan)
    for one in stopping(findings):
        let_stand(plan, findings, digest=one.digest, reason="ছকে এমনই আছে", by=planner)


def both_sign(cast: Cast) -> None:
    """Khulna proposes its plan, and its regional office agrees."""
    let_errors_stand(cast)
    propose(agreement_of(cast.plan), by=cast.officer)
    agree(agreement_of(cast.plan), by=cast.superior)
    cast.plan.refresh_from_db()
