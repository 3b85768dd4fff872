"""The lists of offices and people."""

from __future__ import annotations

import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from offices.models import Office, User
from offices.ordering import in_order_of_names


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

    class Meta:
        model = User
        fields = ("name_bn", "username", "postings", "last_login", "is_active")
        order_by = ("username",)
        attrs = {"class": "register list lines"}
        template_name = "_table.html"
        empty_text = _("No people match. Remove a filter and try again.")
