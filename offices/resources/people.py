"""People in and out as a table."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.results import RowResult

from numerals import LANGUAGE_NAMES
from offices.models import User
from offices.refusal import Refused
from offices.services.importing import store_people
from offices.services.people import require_changeable
from spreadsheets.cells import ChoiceCell, Column, Text, UnreadableCell, read_but_expected
from spreadsheets.exchange.resource import TableResource, TableRow, refuse_repeated


class UserName(Text):
    """The name that a person signs in by."""

    def clean(self, value: str, row: object = None, **kwargs: object) -> Any:
        name = super().clean(value, row, **kwargs)
        try:
            UnicodeUsernameValidator()(name)
        except ValidationError as error:
            raise UnreadableCell(
                read_but_expected(name, _("Latin letters, digits and @ . + - _"))
            ) from error
        return name


class Address(Text):
    """An email address, or none."""

    def clean(self, value: str, row: object = None, **kwargs: object) -> Any:
        address = super().clean(value, row, **kwargs)
        try:
            if address:
                validate_email(address)
        except ValidationError as error:
            raise UnreadableCell(read_but_expected(address, _("an email address"))) from error
        return address


class PersonResource(TableResource):
    """One row per person, known by the user name. Nobody gets a password by it."""

    username = Column(
        "username",
        gettext_lazy("User name"),
        cell=UserName(longest=150),
        required=True,
        guide=gettext_lazy("If the name is already used, that person is changed"),
    )
    name_bn = Column(
        "name_bn", gettext_lazy("name in Bengali"), cell=Text(longest=150), filled=True
    )
    name_en = Column("name_en", gettext_lazy("name in English"), cell=Text(longest=150))
    designation_bn = Column(
        "designation_bn", gettext_lazy("designation in Bengali"), cell=Text(longest=150)
    )
    designation_en = Column(
        "designation_en", gettext_lazy("designation in English"), cell=Text(longest=150)
    )
    email = Column("email", gettext_lazy("email address"), cell=Address(longest=254))
    language = Column(
        "language",
        gettext_lazy("language"),
        cell=ChoiceCell(LANGUAGE_NAMES),
        filled=True,
        guide=gettext_lazy("bn or en; Bengali where the column is left out"),
    )

    def match(self, rows: Sequence[TableRow]) -> None:
        refuse_repeated(rows, "username")
        people = {user.username: user for user in User.objects.order_by()}
        folded = {name.casefold(): name for name in people}
        for row in rows:
            name = row.values.get("username", "")
            row.stored = people.get(name)
            row.is_new = row.stored is None
            if row.is_new and "username" in row.values:
                self._refuse_unfit(row, name, taken=folded.get(name.casefold()))

    def permit(self, rows: Sequence[TableRow], *, by: Any) -> None:
        """A superuser's account is changed by superusers alone, as on the person's page."""
        for row in rows:
            if row.import_type == RowResult.IMPORT_TYPE_UPDATE:
                try:
                    require_changeable([row.stored], by=by)
                except Refused as refusal:
                    row.refuse("username", str(refusal))

    def store(self, rows: Sequence[TableRow], *, by: Any) -> None:
        with transaction.atomic():
            store_people([(row.stored, _person(row)) for row in rows], by=by)

    @staticmethod
    def _refuse_unfit(row: TableRow, name: str, *, taken: str | None) -> None:
        if taken is not None:
            row.refuse(
                "username", _("Someone already has the user name “%(name)s”.") % {"name": taken}
            )
        if "name_bn" not in row.values and "name_bn" not in row.problems:
            row.refuse("name_bn", _("A new person needs it."))


def _person(row: TableRow) -> User:
    """The person as they will be; columns that the file lacks stay as they are."""
    person: User = copy(row.stored) if row.stored else User()
    for name, value in row.values.items():
        setattr(person, name, value)
    return person
