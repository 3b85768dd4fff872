"""The lists of offices and people."""

from __future__ import annotations

import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from offices.models import Office, Posting, User
from offices.ordering import in_order_of_names
from presentation.figures import day


class OfficeTable(tables.Table):
    """One line per office; its name leads to its page."""

    name_bn = tables.TemplateColumn(
        template_name="offices/_office_link.html",
        verbose_name=_("Office"),
    )
    code = tables.Column(verbose_name=_("code"))
    level = tables.Column(verbose_name=_("level"))
    parent = tables.TemplateColumn(
        template_name="offices/_superior.html",
        empty_values=(),
        verbose_name=_("superior office"),
    )
    active_to = tables.TemplateColumn(
        template_name="offices/_office_state.html", verbose_name=_("State"), empty_values=()
    )

    def order_name_bn(
        self, offices: QuerySet[Office], is_descending: bool
    ) -> tuple[QuerySet[Office], bool]:
        """By the name that is shown."""
        return in_order_of_names(offices, "", is_descending)

    def order_parent(
        self, offices: QuerySet[Office], is_descending: bool
    ) -> tuple[QuerySet[Office], bool]:
        """By the name of the superior office."""
        return in_order_of_names(offices, "parent__", is_descending)

    def value_name_bn(self, record: Office) -> str:
        """The name in the reader's language."""
        return record.name

    def value_level(self, record: Office) -> str:
        """The level by its name."""
        return record.get_level_display()

    def value_parent(self, record: Office) -> str:
        """Its short name; nothing where nothing stands above."""
        return record.parent.short_name if record.parent else ""

    def value_active_to(self, record: Office) -> str:
        """Until when it is open; nothing where no end is known."""
        return day(record.active_to) if record.active_to else ""

    class Meta:
        model = Office
        fields = ("name_bn", "code", "level", "parent", "active_to")
        order_by = ("path",)
        attrs = {"class": "register list lines"}
        template_name = "_table.html"
        empty_text = _("No offices match. Remove a filter and try again.")


class PersonTable(tables.Table):
    """One line per person, with what they are posted to today."""

    name_bn = tables.TemplateColumn(
        template_name="offices/_person_link.html",
        empty_values=(),
        verbose_name=_("name"),
    )
    username = tables.Column(verbose_name=_("User name"))
    postings = tables.TemplateColumn(
        template_name="offices/_assignments.html",
        orderable=False,
        empty_values=(),
        verbose_name=_("Posted today"),
    )
    last_login = tables.TemplateColumn(
        template_name="offices/accounts/_last_login.html",
        empty_values=(),
        verbose_name=_("Last sign-in"),
    )
    is_active = tables.TemplateColumn(
        template_name="offices/accounts/_account_state.html", verbose_name=_("State")
    )

    def order_name_bn(
        self, people: QuerySet[User], is_descending: bool
    ) -> tuple[QuerySet[User], bool]:
        """By the name that is shown."""
        return in_order_of_names(people, "", is_descending)

    def value_name_bn(self, record: User) -> str:
        """The name in the reader's language."""
        return record.name

    def value_postings(self, record: User) -> str:
        """Role and office of each."""
        # As people_with_postings read them.
        postings: list[Posting] = record.postings_today  # type: ignore[attr-defined]
        return "; ".join(f"{one.get_role_display()}, {one.office.short_name}" for one in postings)

    def value_last_login(self, record: User) -> str:
        """The day, where the offices are; nothing for who never signed in."""
        return day(record.last_login) if record.last_login else ""

    def value_is_active(self, record: User) -> str:
        """Whether the account is open."""
        return pgettext("office", "open") if record.is_active else pgettext("office", "closed")

    class Meta:
        model = User
        fields = ("name_bn", "username", "postings", "last_login", "is_active")
        order_by = ("username",)
        attrs = {"class": "register list lines"}
        template_name = "_table.html"
        empty_text = _("No people match. Remove a filter and try again.")
