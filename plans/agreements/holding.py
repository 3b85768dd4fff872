"""Why the workshop may not change a plan: it is agreed, or somebody has it to be signed."""

from __future__ import annotations

from typing import Final

from numerals import Message
from plans.agreements.models import Agreement
from plans.agreements.workflow import IN_HANDS
from plans.handing_in.states import State
from plans.models import Plan
from plans.services.frozen import AGREED
from plans.workshop.above import Above

_PROPOSED: Final = Message(
    bn="প্রস্তাবটি ঊর্ধ্বতন কার্যালয়ে আছে, তাই এখন বদলানো যায় না; বদলাতে চাইলে আগে প্রস্তাব ফিরিয়ে নিন।",
    en="The plan is proposed and with the superior office, so it cannot be changed now. Take the "
    "proposal back first.",
)


_WITH_HEAD: Final = Message(
    bn="চুক্তিটি স্বাক্ষরের জন্য কার্যালয় প্রধানের কাছে আছে, তাই এখন বদলানো যায় না; আগে ফেরত নিন।",
    en="The plan is with the head of the office to be signed, so it cannot be changed now. Take it "
    "back first.",
)


class AgreementHolds(Above):
    """The agreement's part in the keeping of plans: nobody changes what was signed."""

    def refusal(self, plan: Plan) -> Message | None:
        """Signed by one side or by both, or before the head to be signed."""
        if plan.is_frozen:
            return AGREED
        held = Agreement.objects.filter(plan=plan, state__in=IN_HANDS).first()
        if held is None:
            return None
        return _WITH_HEAD if held.state == State.WITH_HEAD else _PROPOSED
