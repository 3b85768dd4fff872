"""Why the workshop may not change a plan: it is agreed, or the superior side has it."""

from __future__ import annotations

from typing import Final

from numerals import Message
from plans.agreements.models import Agreement
from plans.agreements.workflow import IN_REVIEW
from plans.models import Plan
from plans.services.frozen import AGREED
from plans.workshop.above import Above

_PROPOSED: Final = Message(
    bn="প্রস্তাবটি ঊর্ধ্বতন কার্যালয়ে আছে, তাই এখন বদলানো যায় না; বদলাতে চাইলে আগে প্রস্তাব ফিরিয়ে নিন।",
    en="The plan is proposed and with the superior office, so it cannot be changed now. Take the "
    "proposal back first.",
)


class AgreementHolds(Above):
    """The agreement's part in the keeping of plans: nobody changes what was signed."""

    def refusal(self, plan: Plan) -> Message | None:
        """Signed by one side or by both."""
        if plan.is_frozen:
            return AGREED
        is_proposed = Agreement.objects.filter(plan=plan, state__in=IN_REVIEW).exists()
        return _PROPOSED if is_proposed else None
