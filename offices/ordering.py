"""Lists stand in the order of their names in the reader's language."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from presentation.language import in_language


class ByName(F):
    """The order of names in the reader's language; ``ByName("office__")`` those of a relation.

    The language is asked for when the query is made, so that a list may keep the order as one
    of its columns.
    """

    def __init__(self, relation: str = "") -> None:
        super().__init__(f"{relation}name_bn")
        self.relation = relation

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        """The name in the reader's language, or the other one where that is missing."""
        first, second = in_language("name_bn", "name_en"), in_language("name_en", "name_bn")
        name = Coalesce(NullIf(f"{self.relation}{first}", Value("")), f"{self.relation}{second}")
        return name.resolve_expression(*args, **kwargs)


def in_order_of_names(
    rows: QuerySet[Any], relation: str, is_descending: bool
) -> tuple[QuerySet[Any], bool]:
    """What a table's ``order_…`` method gives: ``rows`` by the names of a relation."""
    name = ByName(relation)
    return rows.order_by(name.desc() if is_descending else name.asc(), "pk"), True
