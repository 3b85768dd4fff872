import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('indicators', '0001_tables'),
        ('plans', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='achievement',
            name='changed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by'),
        ),
        migrations.AddField(
            model_name='achievement',
            name='indicator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='achievements', to='plans.indicator', verbose_name='indicator'),
        ),
        migrations.AddField(
            model_name='cellnote',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='cellnote',
            name='indicator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.indicator'),
        ),
        migrations.AddField(
            model_name='comment',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='comment',
            name='indicator',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='plans.indicator', verbose_name='indicator'),
        ),
        migrations.AddField(
            model_name='comment',
            name='plan',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='plans.plan', verbose_name='plan'),
        ),
        migrations.AddField(
            model_name='evaluatedvalue',
            name='changed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by'),
        ),
        migrations.AddField(
            model_name='evaluatedvalue',
            name='indicator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.indicator', verbose_name='indicator'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='indicator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='plans.indicator', verbose_name='indicator'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='judged_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='verified by'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='removed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='removed by'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='uploaded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by'),
        ),
        migrations.AddField(
            model_name='finalscore',
            name='plan',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='final_score', to='plans.plan', verbose_name='plan'),
        ),
        migrations.AddField(
            model_name='finalscore',
            name='rule_set',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.ruleset', verbose_name='scoring rules'),
        ),
        migrations.AddField(
            model_name='halfyearfeedback',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by'),
        ),
        migrations.AddField(
            model_name='halfyearfeedback',
            name='given_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='given by'),
        ),
        migrations.AddField(
            model_name='halfyearfeedback',
            name='plan',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='half_year_feedback', to='plans.plan', verbose_name='plan'),
        ),
        migrations.AddField(
            model_name='monthlyreturn',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='returned or accepted by'),
        ),
        migrations.AddField(
            model_name='monthlyreturn',
            name='opened_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='monthlyreturn',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='monthly_returns', to='plans.plan', verbose_name='plan'),
        ),
        migrations.AddField(
            model_name='monthlyreturn',
            name='submitted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by'),
        ),
        migrations.AddField(
            model_name='achievement',
            name='monthly_return',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='achievements', to='indicators.monthlyreturn', verbose_name='monthly return'),
        ),
        migrations.AddField(
            model_name='objectivefeedback',
            name='feedback',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='indicators.halfyearfeedback'),
        ),
        migrations.AddField(
            model_name='objectivefeedback',
            name='objective',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.objective', verbose_name='objective'),
        ),
        migrations.AddField(
            model_name='periodreport',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='returned or accepted by'),
        ),
        migrations.AddField(
            model_name='periodreport',
            name='opened_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='periodreport',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='period_reports', to='plans.plan', verbose_name='plan'),
        ),
        migrations.AddField(
            model_name='periodreport',
            name='submitted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by'),
        ),
        migrations.AddField(
            model_name='evaluatedvalue',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evaluated', to='indicators.periodreport'),
        ),
        migrations.AddField(
            model_name='periodstep',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='periodstep',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='indicators.periodreport'),
        ),
        migrations.AddField(
            model_name='finalscore',
            name='step',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='final_score', to='indicators.periodstep'),
        ),
        migrations.AddField(
            model_name='returnstep',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='returnstep',
            name='plan_as',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.keptplan'),
        ),
        migrations.AddField(
            model_name='returnstep',
            name='monthly_return',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='indicators.monthlyreturn'),
        ),
        migrations.AddField(
            model_name='cellnote',
            name='step',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='indicators.returnstep'),
        ),
        migrations.AddField(
            model_name='score',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='plans.plan', verbose_name='plan'),
        ),
        migrations.AddField(
            model_name='score',
            name='rule_set',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.ruleset'),
        ),
        migrations.AddField(
            model_name='scoreline',
            name='indicator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.indicator', verbose_name='indicator'),
        ),
        migrations.AddField(
            model_name='scoreline',
            name='score',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='indicators.score'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['plan', 'month', 'indicator'], name='comment_of_cell'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'said'), ('text', ''), _connector='XOR'), name='comment_says_something'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(fields=['indicator', 'month'], name='indicators__indicat_309e7e_idx'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('indicator', 'month', 'received_sha256'), name='evidence_once_a_cell'),
        ),
        migrations.AddIndex(
            model_name='monthlyreturn',
            index=models.Index(fields=['state', 'submitted_at'], name='indicators__state_5fdf24_idx'),
        ),
        migrations.AddConstraint(
            model_name='monthlyreturn',
            constraint=models.UniqueConstraint(fields=('plan', 'month'), name='monthly_return_once_a_month'),
        ),
        migrations.AddConstraint(
            model_name='achievement',
            constraint=models.UniqueConstraint(fields=('monthly_return', 'indicator'), name='achievement_once'),
        ),
        migrations.AddConstraint(
            model_name='achievement',
            constraint=models.CheckConstraint(condition=models.Q(('is_nil', False), ('value', None), _connector='OR'), name='achievement_nil_has_no_value'),
        ),
        migrations.AddConstraint(
            model_name='objectivefeedback',
            constraint=models.UniqueConstraint(fields=('feedback', 'objective'), name='objective_feedback_once'),
        ),
        migrations.AddIndex(
            model_name='periodreport',
            index=models.Index(fields=['state', 'submitted_at'], name='period_report_state'),
        ),
        migrations.AddConstraint(
            model_name='periodreport',
            constraint=models.UniqueConstraint(fields=('plan', 'kind', 'number'), name='period_report_once'),
        ),
        migrations.AddConstraint(
            model_name='evaluatedvalue',
            constraint=models.UniqueConstraint(fields=('report', 'indicator'), name='evaluated_value_once'),
        ),
        migrations.AddConstraint(
            model_name='evaluatedvalue',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_nil', True), ('value', None)), models.Q(('is_nil', False), ('value__isnull', False)), _connector='OR'), name='evaluated_value_or_none'),
        ),
        migrations.AddConstraint(
            model_name='cellnote',
            constraint=models.UniqueConstraint(fields=('step', 'indicator'), name='cell_note_once'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.UniqueConstraint(fields=('plan', 'month'), name='score_once_a_month'),
        ),
        migrations.AddConstraint(
            model_name='scoreline',
            constraint=models.UniqueConstraint(fields=('score', 'indicator'), name='score_line_once'),
        ),
    ]
