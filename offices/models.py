"""Who: the office tree, its people and their postings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from numerals import LANGUAGE_NAMES
from offices.prepared import Given
from offices.searching import KeptFolded, saying
from offices.subtrees import Under
from presentation.language import in_language


class Level(models.TextChoices):
    """The place of an office in the administration, top down."""

    MINISTRY = "ministry", _("Ministry or division")
    DEPARTMENT = "department", _("Department or corporation")
    REGIONAL = "regional", _("Regional office")
    DISTRICT = "district", _("District office")
    UPAZILA = "upazila", _("Upazila office")


class OfficeQuerySet(models.QuerySet["Office"]):
    """Questions about offices."""

    def active(self, day: date) -> OfficeQuerySet:
        """Those that exist on ``day``; a missing date is no limit."""
        return self.filter(
            Q(active_from=None) | Q(active_from__lte=day), Q(active_to=None) | Q(active_to__gte=day)
        )

    def named(self, text: str) -> OfficeQuerySet:
        """Those whose name or code contains ``text``, in either language."""
        fields = "name_bn", "name_en", "short_bn", "short_en", "code"
        return self.filter(saying(text, *fields))


SEARCHED: Final = (
    KeptFolded("offices_office", "name_bn", "name_en", "short_bn", "short_en", "code"),
    KeptFolded(
        "offices_user",
        "name_bn",
        "name_en",
        "designation_bn",
        "designation_en",
        "username",
        "email",
    ),
)

OFFICE_DETAILS: Final = (
    "level",
    "name_bn",
    "name_en",
    "short_bn",
    "short_en",
    "heading_bn",
    "heading_en",
    "address_bn",
    "address_en",
    "active_from",
)
"""What is corrected in place; superior office and last day have ways of their own."""


class Office(models.Model):
    """An office of the tree; ``path`` holds the ids from the root down, ``/1/4/27/``."""

    code = models.SlugField(_("code"), unique=True, help_text=_("Lower-case, such as khulna"))
    level = models.CharField(_("level"), max_length=12, choices=Level)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("superior office"),
    )
    path = models.CharField(max_length=1000, editable=False, default="", db_index=True)
    name_bn = models.CharField(_("name in Bengali"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    short_bn = models.CharField(_("short name in Bengali"), max_length=80, blank=True)
    short_en = models.CharField(_("short name in English"), max_length=80, blank=True)
    heading_bn = models.TextField(
        _("heading of printed forms"), blank=True, help_text=_("As on the office's letterhead")
    )
    heading_en = models.TextField(_("heading of printed forms in English"), blank=True)
    address_bn = models.TextField(_("address in Bengali"), blank=True)
    address_en = models.TextField(_("address in English"), blank=True)
    active_from = models.DateField(_("active from"), null=True, blank=True)
    active_to = models.DateField(
        _("active to"),
        null=True,
        blank=True,
        help_text=_("The last day of a closed office; its plans and figures stay"),
    )
    is_demo = models.BooleanField(_("demo data"), default=False)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ("path",)
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        constraints = (
            models.CheckConstraint(
                condition=Q(active_from=None)
                | Q(active_to=None)
                | Q(active_to__gte=F("active_from")),
                name="office_closes_after_opening",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The full name in the reader's language."""
        return in_language(self.name_bn, self.name_en)

    @property
    def short_name(self) -> str:
        """The name that lists use: the district's, where the office is a district's."""
        return in_language(self.short_bn, self.short_en) or self.name

    @property
    def address(self) -> str:
        """The postal address in the reader's language."""
        return in_language(self.address_bn, self.address_en)

    def is_active(self, day: date) -> bool:
        """Whether the office exists on ``day``; a missing date is no limit."""
        opened = self.active_from is None or self.active_from <= day
        return opened and (self.active_to is None or day <= self.active_to)


Office._meta.get_field("path").register_lookup(Under)


class User(AbstractUser):
    """A person who signs in, with a name and a designation in both languages."""

    name_bn = models.CharField(_("name in Bengali"), max_length=150, blank=True)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    designation_bn = models.CharField(_("designation in Bengali"), max_length=150, blank=True)
    designation_en = models.CharField(_("designation in English"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_NAMES, default="bn")
    # Kept beside the device itself, so that no request asks for the device.
    second_factor_since = models.DateTimeField(
        _("two-step sign-in since"), null=True, blank=True, editable=False
    )
    link_serial = models.PositiveIntegerField(default=0, editable=False)
    """Counts what makes earlier links to set the password void: a new one, closing the account."""

    held_today: tuple[HeldPosting, ...] | None = None
    """The postings of today once they were asked for: ``selectors.held`` reads and fills it."""

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, or the sign-in name."""
        return in_language(self.name_bn, self.name_en) or self.username

    @property
    def designation(self) -> str:
        """The designation in the reader's language."""
        return in_language(self.designation_bn, self.designation_en)


class Role(models.TextChoices):
    """What a posting lets a person do; ``offices.selectors`` decides it in detail."""

    ENTRY = "entry", _("Entry officer")
    HEAD = "head", _("Head of office")
    REVIEWER = "reviewer", _("Reviewer")
    PLANNER = "planner", _("Planner")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Reach(models.TextChoices):
    """How far below the own office a reviewer's posting reaches."""

    SUBTREE = "subtree", _("The office and all below it")
    DIRECT = "direct", _("The offices directly below it")


class Capacity(models.TextChoices):
    """As what somebody heads an office; printed beside the designation where they sign."""

    REGULAR = "", _("Regular")
    ACTING = "acting", _("Acting head")
    ADDITIONAL = "additional", _("Additional charge")


class PostingQuerySet(models.QuerySet["Posting"]):
    """Questions about postings."""

    def on(self, day: date | Given) -> PostingQuerySet:
        """Those in force on ``day``."""
        return self.filter(Q(ends=None) | Q(ends__gte=day), starts__lte=day)


class Posting(models.Model):
    """A user's role at an office from one day to another, both included."""

    user = models.ForeignKey(User, models.CASCADE, related_name="postings", verbose_name=_("user"))
    office = models.ForeignKey(
        Office, models.PROTECT, related_name="postings", verbose_name=_("office")
    )
    role = models.CharField(_("role"), max_length=16, choices=Role)
    reach = models.CharField(
        _("reach"),
        max_length=8,
        choices=Reach,
        default=Reach.SUBTREE,
        help_text=_("Of a reviewer: which offices' returns"),
    )
    capacity = models.CharField(
        _("as"),
        max_length=12,
        choices=Capacity,
        default=Capacity.REGULAR,
        blank=True,
        help_text=_("Of a head: printed where they sign"),
    )
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"), null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")), name="posting_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.office}"


@dataclass(frozen=True, slots=True)
class HeldPosting:
    """A posting on a day, with what others' postings and closed offices make of it.

    ``has_head`` and ``has_officer`` say whether anybody is posted at its office as head, or as
    entry officer; ``closed`` are the ids of the closed offices that it works for as well.
    """

    posting: Posting
    has_head: bool = False
    has_officer: bool = False
    closed: frozenset[int] = frozenset()

    @property
    def offices(self) -> frozenset[int]:
        """Ids of its office and of the closed ones that it works for."""
        return self.closed | {self.posting.office_id}
