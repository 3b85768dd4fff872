"""What happens to an account and has no value before or after, by its name in the ledger."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AccountEvent(TextChoices):
    """An event of an account, most of them of its sign-in."""

    LINK = "link", _("Link to set the password made")
    MAIL = "mail", _("Email with a link to set the password could not be sent")
    PASSWORD_BY_LINK = "password", _("Password set by link")
    NEW_PASSWORD = "new_password", _("Password changed")
    PHONE = "phone", _("Two-step sign-in set up")
    OTHER_PHONE = "other_phone", _("Another phone set up for two-step sign-in")
    PHONE_REMOVED = "phone_removed", _("Two-step sign-in removed")
    NEW_CODES = "recovery_codes", _("New recovery codes made")
    CODE_USED = "recovery_code", _("Recovery code used")
    RESET = "second_factor", _("Two-step sign-in reset")


class OfficeMatter(TextChoices):
    """What is decided at an office and is no field of it, by its name in the ledger."""

    SAME_ROWS = "same_rows", _("Whether two rows of plans are the same")
    PLAN_REMINDER = "plan_reminder", _("Reminder of a plan that is to be made")
