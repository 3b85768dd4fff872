"""Steps of reports that were taken before get their digest into the history, too.

What was altered before this day cannot be told by it; what is altered after it can.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import Any

from django.db import migrations


def _seal(apps: Any, _editor: Any) -> None:
    steps = apps.get_model("indicators", "PeriodStep").objects.select_related("report", "by")
    change = apps.get_model("indicators", "Change")
    lines = (
        change(
            plan_id=step.report.plan_id,
            row=f"q{step.report.number}" if step.report.kind == "quarter" else step.report.kind,
            field="kept",
            after=_digest(step),
            by=step.by,
        )
        for step in steps.order_by("pk").iterator(chunk_size=500)
    )
    change.objects.bulk_create(lines, batch_size=500)


def _digest(step: Any) -> str:
    data = {
        "from": step.from_state,
        "to": step.to_state,
        "by": step.by_id,
        "at": step.at.astimezone(UTC).isoformat(),
        "reason": step.reason,
        "remarks": step.remarks,
        "reported": step.reported,
    }
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


class Migration(migrations.Migration):
    dependencies = [("indicators", "0027_final_scores_of_accepted_years")]

    operations = [migrations.RunPython(_seal, migrations.RunPython.noop)]
