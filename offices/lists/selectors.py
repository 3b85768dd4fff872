"""Which views of a list somebody finds."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from offices.lists.models import DefaultView, SavedView, Shared
from offices.models import User
from offices.selectors import postings_of


def views_for(user: User, name: str) -> QuerySet[SavedView]:
    """The person's views of that list, then those that others share with them; of each whether
    the list opens with it (``is_default``).
    """
    own = DefaultView.objects.filter(view=OuterRef("pk"), person=user)
    found = views_seen_by(user).filter(list=name).select_related("person", "office")
    return found.annotate(is_default=Exists(own), is_others=~Q(person=user)).order_by(
        "is_others", "name", "pk"
    )


def views_seen_by(user: User) -> QuerySet[SavedView]:
    """The person's own views, and those of others that are shared with them today."""
    offices = [posting.office for posting in postings_of(user)]
    above = {int(pk) for office in offices for pk in office.path.split("/") if pk}
    return SavedView.objects.filter(
        Q(person=user)
        | Q(shared=Shared.ALL)
        | Q(shared=Shared.OFFICE, office__in=offices)
        | Q(shared=Shared.BELOW, office__in=above)
    )
