"""Every variable that the application reads, from the declarations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pydantic.fields import FieldInfo

from config.environment.declaring import Declared
from config.environment.groups import Email, EvidenceStore, OpenIdConnect
from config.environment.site import Site

GROUPS: Final[tuple[type[Declared], ...]] = (Site, OpenIdConnect, EvidenceStore, Email)


def names_of(group: type[Declared]) -> Iterator[tuple[FieldInfo, str]]:
    """The fields of a group with the names of their variables, in the order of declaration."""
    for field in group.model_fields.values():
        yield field, str(field.validation_alias)


VARIABLES: Final = {name: field for group in GROUPS for field, name in names_of(group)}
"""The declaration of each variable by its name."""
