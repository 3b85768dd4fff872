"""Views are saved, shared, changed, forgotten; they prove nothing, so no record is kept of them."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from offices.lists.models import LONGEST_NAME, LONGEST_QUERY, DefaultView, SavedView, Shared
from offices.models import Office, User
from offices.refusal import Refused
from offices.selectors import Access, access_of, postings_of


def sharing_open_to(access: Access) -> tuple[Shared, ...]:
    """With whom the person may share a view."""
    found = [Shared.NOBODY]
    if access.posted:
        found.append(Shared.OFFICE)
    if access.oversight:
        found.append(Shared.BELOW)
    if access.may_share_with_all:
        found.append(Shared.ALL)
    return tuple(found)


def save_view(
    *, list_name: str, name: str, query: str, shared: Shared = Shared.NOBODY, by: User
) -> SavedView:
    """Save the view, in place of the person's own of that name.

    Raises ``Refused`` for sharing that is not theirs, ``ValueError`` without a name and for what
    is too long to be kept.
    """
    kept = _kept(name, query, shared, by)
    return SavedView.objects.update_or_create(
        list=list_name, person=by, name=kept.pop("name"), defaults=kept
    )[0]


def change_view(view: SavedView, *, name: str, query: str, shared: Shared, by: User) -> None:
    """Give one's own view another name, another content, other readers; as ``save_view``.

    ``ValueError``, too, where another of the person's views of the list has the name.
    """
    kept = _kept(name, query, shared, by)
    try:
        with transaction.atomic():
            SavedView.objects.filter(pk=view.pk, person=by).update(**kept)
    except IntegrityError as error:
        raise ValueError(name) from error


def forget_view(view: SavedView, *, by: User) -> None:
    """Forget one of the person's own; another's is left as it is."""
    SavedView.objects.filter(pk=view.pk, person=by).delete()


def open_with(view: SavedView, *, by: User, is_default: bool) -> None:
    """Let the view be what its list opens with for the person, or no longer."""
    if is_default:
        DefaultView.objects.update_or_create(list=view.list, person=by, defaults={"view": view})
    else:
        DefaultView.objects.filter(view=view, person=by).delete()


def _kept(name: str, query: str, shared: Shared, by: User) -> dict[str, object]:
    if shared not in sharing_open_to(access_of(by)):
        raise Refused(str(shared.label))
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or len(query) > LONGEST_QUERY:
        raise ValueError(name)
    office = _office_of(by, shared)
    return {"name": name, "query": query, "shared": shared, "office": office}


def _office_of(user: User, shared: Shared) -> Office | None:
    """The office of the posting by which the person shares: of oversight for those below."""
    if shared not in (Shared.OFFICE, Shared.BELOW):
        return None
    overseen = {scope.office for scope in access_of(user).oversight}
    offices = [one.office for one in postings_of(user)]
    chosen = [one for one in offices if one.pk in overseen] if shared is Shared.BELOW else offices
    return chosen[0]
