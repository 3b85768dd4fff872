"""My work: what I owe, by when, in what state."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_required
def my_work(request: HttpRequest) -> HttpResponse:
    """The home page."""
    return render(request, "indicators/my_work.html")
