"""Papers of many offices: asked for, watched, cancelled, taken home."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from offices.models import User
from offices.requests import signed_in
from offices.selectors import access_of
from presentation.language import reader_language
from reports.batch.forms import BatchForm
from reports.batch.requests import (
    PaperBatchProgress,
    TooManyBatches,
    batches_of,
    cancel_batch,
    request_batch,
)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def batches(request: HttpRequest) -> HttpResponse:
    """What the person asked for and how far it is; a POST asks for more."""
    user = _overseer_or_404(request)
    data = request.POST if request.method == "POST" else None
    form = BatchForm(data, user=user, language=reader_language())
    if data is not None and form.is_valid():
        try:
            request_batch(form.wanted(), by=user)
        except TooManyBatches:
            form.add_error(None, _("Your earlier files come first. Wait for one, or cancel it."))
        else:
            return redirect("reports:batches")
    own = batches_of(user)
    context = {
        "form": form,
        "batches": own,
        "is_under_way": any(one.is_under_way for one in own),
    }
    return render(request, "reports/batches.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def cancel(request: HttpRequest, *, pk: UUID) -> HttpResponse:
    """Let a batch be that is not made yet."""
    cancel_batch(_own_or_404(request, pk).batch)
    messages.success(request, _("It is cancelled."))
    return redirect("reports:batches")


@login_required
@require_safe
def batch_file(request: HttpRequest, *, pk: UUID) -> HttpResponseBase:
    """The finished file, for who asked for it."""
    found = _own_or_404(request, pk)
    if found.stage != "ready":
        raise Http404
    response = FileResponse(
        found.batch.file.open("rb"), as_attachment=True, filename=found.batch.filename
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _overseer_or_404(request: HttpRequest) -> User:
    user = signed_in(request)
    if not access_of(user).oversees:
        raise Http404
    return user


def _own_or_404(request: HttpRequest, pk: UUID) -> PaperBatchProgress:
    own = batches_of(_overseer_or_404(request))
    found = next((one for one in own if one.batch.pk == pk), None)
    if found is None:
        raise Http404
    return found
