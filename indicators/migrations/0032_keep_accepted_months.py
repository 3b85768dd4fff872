"""Months that were accepted before stay with what their plans say on the day of the update.

How their plans read when they were accepted is not known. Who signed is named as they are called
now, as head where they headed the office on that day.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.models import Q
from django.utils import timezone

from numerals import Message
from plans.kept.digests import digest_of
from plans.kept.words import said_by

_TOGETHER = 500
_HANDED_IN = ("submitted", "resubmitted")


def _keep(apps: Any, _editor: Any) -> None:
    steps = apps.get_model("indicators", "Step").objects.order_by("pk")
    signed = steps.filter(to_state__in=(*_HANDED_IN, "accepted")).select_related(
        "by", "sheet__plan__office"
    )
    last = 0
    while some := list(signed.filter(pk__gt=last)[:_TOGETHER]):
        for step in some:
            step.signed = _signature(apps, step)
        _write(apps, some)
        last = some[-1].pk


def _write(apps: Any, steps: list[Any]) -> None:
    """The signatures, and with acceptances the plan and the line of the history."""
    accepted = [one for one in steps if one.to_state == "accepted" and one.from_state != "reopened"]
    kept = _kept(apps, {one.sheet.plan_id for one in accepted})
    for step in accepted:
        step.plan_as = kept[step.sheet.plan_id]
    step_model = apps.get_model("indicators", "Step")
    step_model.objects.bulk_update(steps, ["signed", "plan_as"], batch_size=100)
    change = apps.get_model("indicators", "Change")
    change.objects.bulk_create(
        change(
            plan_id=step.sheet.plan_id,
            sheet_id=step.sheet_id,
            field="kept",
            after=_digest(step),
            by_id=step.by_id,
        )
        for step in accepted
    )


def _kept(apps: Any, plans: set[int]) -> dict[int, Any]:
    model = apps.get_model("plans", "KeptPlan")
    found = {one.plan_id: one for one in model.objects.filter(plan__in=plans)}
    rows = apps.get_model("plans", "Indicator").objects.select_related("activity__objective")
    titles = apps.get_model("plans", "SectionRule").objects
    for plan in apps.get_model("plans", "Plan").objects.filter(pk__in=plans - found.keys()):
        sections = {
            one.code: Message(bn=one.title_bn, en=one.title_en)
            for one in titles.filter(rule_set=plan.rule_set_id)
        }
        said = said_by(plan, rows.filter(plan=plan).order_by("position"), sections)
        found[plan.pk] = model.objects.create(plan=plan, digest=digest_of(said), said=said)
    return found


def _signature(apps: Any, step: Any) -> dict[str, Any]:
    """As indicators.handing_in.signing keeps it."""
    on, by = timezone.localdate(step.at), step.by
    posted = apps.get_model("offices", "Posting").objects.filter(
        Q(ends=None) | Q(ends__gte=on),
        user=by,
        office=step.sheet.plan.office_id,
        role="head",
        starts__lte=on,
    )
    return {
        "name_bn": by.name_bn,
        "name_en": by.name_en,
        "designation_bn": by.designation_bn,
        "designation_en": by.designation_en,
        "is_head": posted.exists(),
    }


def _digest(step: Any) -> str:
    return digest_of({"figures": step.figures, "signed": step.signed, "said": step.plan_as.said})


class Migration(migrations.Migration):
    dependencies = [("indicators", "0031_what_a_month_was_accepted_with")]

    operations = [migrations.RunPython(_keep, migrations.RunPython.noop)]
