import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(choices=[('plan', 'Plan'), ('office', 'Office'), ('user', 'User'), ('posting', 'Posting'), ('calendar', 'Calendar'), ('extension', 'Extra time')], default='plan', max_length=10)),
                ('month', models.CharField(blank=True, max_length=7, verbose_name='month')),
                ('row', models.CharField(blank=True, max_length=48, verbose_name='row')),
                ('field', models.CharField(blank=True, choices=[('figure', 'Achievement'), ('remarks', 'Remarks'), ('state', 'State of the return'), ('note', 'Note at a cell'), ('note_answer', 'Answer to a note'), ('evidence', 'Piece of evidence'), ('verdict', 'Verification of evidence'), ('comment', 'Comment'), ('thread', 'State of the comments'), ('target_100', 'Target 100%'), ('target_90', 'Target 90%'), ('target_80', 'Target 80%'), ('target_70', 'Target 70%'), ('target_60', 'Target 60%'), ('weight', 'Weight'), ('method', 'Calculation method'), ('frequency', 'How often'), ('unit', 'Unit'), ('code', 'Code'), ('title', 'Title'), ('evidence_required', 'Evidence required'), ('linked_kind', 'Scored from this action plan'), ('objective_code', 'Objective: code'), ('objective_title', 'Objective: title'), ('objective_weight', 'Objective: weight'), ('objective_section', 'Objective: section'), ('activity_code', 'Activity: code'), ('activity_title', 'Activity: title'), ('plan_title', 'Plan: title'), ('plan_heading', 'Plan: office heading'), ('period_state', "State of the period's report"), ('period_remarks', 'Remarks on the period'), ('evaluated', 'Evaluated value'), ('evaluation_reason', 'Reason of the evaluated value'), ('evaluated_claim', 'Claim that was evaluated'), ('kept', 'What the report keeps'), ('feedback', 'Half-yearly feedback'), ('feedback_answer', 'Answer to the half-yearly feedback'), ('rules', 'Scoring rules'), ('whole_plan', 'The plan as a whole')], max_length=20, verbose_name='what')),
                ('before', models.TextField(null=True, verbose_name='before')),
                ('after', models.TextField(null=True, verbose_name='after')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('request', models.CharField(blank=True, max_length=48, verbose_name='request')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='when')),
                ('digest', models.CharField(blank=True, help_text='SHA-256 of the row that it tells of, if it is one.', max_length=64)),
                ('signature', models.CharField(blank=True, help_text='As ledger.signing makes it.', max_length=80)),
            ],
            options={
                'verbose_name': 'change',
                'verbose_name_plural': 'history',
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True)),
                ('until', models.BigIntegerField()),
                ('lines', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('takes_over', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('signature', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ('number',),
            },
        ),
    ]
