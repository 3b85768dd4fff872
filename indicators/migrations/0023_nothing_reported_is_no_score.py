"""A sum over no scores was stored as zero; it becomes missing, which is what it is."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import Exists, OuterRef

BATCH = 500
ZERO = "0"


def take_sums_of_nothing_away(apps, schema_editor):
    """Of the scores that have an objective at zero, those without any score become missing."""
    Score = apps.get_model("indicators", "Score")
    ScoreLine = apps.get_model("indicators", "ScoreLine")
    scored_lines = ScoreLine.objects.filter(score=OuterRef("pk"), weighted__isnull=False)
    Score.objects.filter(~Exists(scored_lines)).update(weighted=None, normalised=None)

    doubtful = []
    for score in Score.objects.only("objectives").order_by("pk").iterator(chunk_size=BATCH):
        if any(one["weighted"] == ZERO for one in score.objectives):
            doubtful.append(score)
        if len(doubtful) == BATCH:
            set_right(Score, ScoreLine, doubtful)
            doubtful = []
    set_right(Score, ScoreLine, doubtful)


def set_right(Score, ScoreLine, scores):
    """Let the objectives of these scores be without one that have no indicator with one."""
    scored = {}
    for score, place in (
        ScoreLine.objects.filter(score__in=[one.pk for one in scores], weighted__isnull=False)
        .values_list("score", "indicator__activity__objective__position")
        .distinct()
    ):
        scored.setdefault(score, set()).add(place)
    places = {}
    for score, place in (
        ScoreLine.objects.filter(score__in=[one.pk for one in scores])
        .values_list("score", "indicator__activity__objective__position")
        .distinct()
    ):
        places.setdefault(score, set()).add(place)
    changed = []
    for score in scores:
        # The plan's order, as the objectives are stored.
        own = sorted(places.get(score.pk, ()))
        if len(own) != len(score.objectives):
            continue
        for place, one in zip(own, score.objectives):
            if one["weighted"] == ZERO and place not in scored.get(score.pk, ()):
                one["weighted"] = None
        changed.append(score)
    Score.objects.bulk_update(changed, ["objectives"])


class Migration(migrations.Migration):

    dependencies = [
        ("indicators", "0022_officer_and_head"),
    ]

    operations = [
        migrations.AlterField(
            model_name="score",
            name="weighted",
            field=models.DecimalField(decimal_places=10, max_digits=16, null=True),
        ),
        migrations.RunPython(take_sums_of_nothing_away, migrations.RunPython.noop, elidable=True),
    ]
