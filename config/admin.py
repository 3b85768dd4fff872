"""The administration shows what is the administrators' to change, and the queue is not."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

admin.site.unregister(DBTaskResult)
