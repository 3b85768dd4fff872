import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import plans.calendar.models
import plans.choices
import plans.fields
import presentation.fields
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('offices', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FiscalYear',
            fields=[
                ('start', models.PositiveSmallIntegerField(help_text='2023 for 2023-24', primary_key=True, serialize=False, verbose_name='first calendar year')),
            ],
            options={
                'verbose_name': 'fiscal year',
                'verbose_name_plural': 'fiscal years',
                'ordering': ('-start',),
            },
        ),
        migrations.CreateModel(
            name='Objective',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                ('section', models.SlugField(max_length=32, verbose_name='section')),
                ('code', models.CharField(blank=True, max_length=16, verbose_name='code')),
                ('title', models.TextField(verbose_name='title')),
                ('weight', models.DecimalField(decimal_places=2, max_digits=7, null=True, verbose_name='weight')),
            ],
            options={
                'verbose_name': 'objective',
                'verbose_name_plural': 'objectives',
                'ordering': ('plan', 'position'),
            },
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                ('code', models.CharField(blank=True, max_length=16, verbose_name='code')),
                ('title', models.TextField(verbose_name='title')),
                ('objective', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='activities', to='plans.objective', verbose_name='objective')),
            ],
            options={
                'verbose_name': 'activity',
                'verbose_name_plural': 'activities',
                'ordering': ('objective', 'position'),
            },
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=plans.choices.kinds, max_length=16, verbose_name='kind of plan')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='version')),
                ('title', models.CharField(max_length=400, verbose_name='title')),
                ('heading', models.TextField(blank=True, verbose_name='office heading as in the document')),
                ('frozen_months', models.JSONField(default=list, editable=False, help_text="Such as 2024-06; kept by indicators.periods, read under the plan's lock.", verbose_name='months that are reported for good')),
                ('is_demo', models.BooleanField(default=False, verbose_name='demo data')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('fiscal_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='plans.fiscalyear', verbose_name='fiscal year')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='offices.office', verbose_name='office')),
            ],
            options={
                'verbose_name': 'plan',
                'verbose_name_plural': 'plans',
                'ordering': ('-fiscal_year__start', 'office', 'kind'),
            },
        ),
        migrations.AddField(
            model_name='objective',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objectives', to='plans.plan', verbose_name='plan'),
        ),
        migrations.CreateModel(
            name='KeptPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('said', models.JSONField()),
                ('kept_at', models.DateTimeField(auto_now_add=True)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept', to='plans.plan')),
            ],
            options={
                'verbose_name': 'plan as it once stood',
                'verbose_name_plural': 'plans as they once stood',
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(help_text='Within the whole plan', verbose_name='position')),
                ('row', models.CharField(help_text='The code, or section/activity where there is none', max_length=48, verbose_name='row')),
                ('code', models.CharField(blank=True, max_length=16, verbose_name='code')),
                ('title', models.TextField(verbose_name='title')),
                ('unit', models.CharField(blank=True, max_length=60, verbose_name='unit')),
                ('method', models.CharField(blank=True, choices=plans.choices.methods, max_length=12, verbose_name='calculation method')),
                ('frequency', models.CharField(choices=plans.choices.frequencies, default='monthly', help_text='It is due only in the last month of its quarter, half-year or year', max_length=12, verbose_name='reported')),
                ('weight', models.DecimalField(decimal_places=2, max_digits=7, null=True, verbose_name='weight')),
                ('target_100', plans.fields.ValueField(blank=True, max_length=40, null=True, verbose_name='target 100%')),
                ('target_90', plans.fields.ValueField(blank=True, max_length=40, null=True, verbose_name='target 90%')),
                ('target_80', plans.fields.ValueField(blank=True, max_length=40, null=True, verbose_name='target 80%')),
                ('target_70', plans.fields.ValueField(blank=True, max_length=40, null=True, verbose_name='target 70%')),
                ('target_60', plans.fields.ValueField(blank=True, max_length=40, null=True, verbose_name='target 60%')),
                ('evidence_required', models.BooleanField(default=False, help_text='A month with a figure other than 0 or “-” cannot be submitted without a file', verbose_name='evidence required')),
                ('linked_kind', models.CharField(blank=True, choices=plans.choices.kinds, help_text="The achievement is then that plan's composite score, of the same office", max_length=16, verbose_name='scored from this action plan')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='plans.activity', verbose_name='activity')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='plans.plan', verbose_name='plan')),
            ],
            options={
                'verbose_name': 'indicator',
                'verbose_name_plural': 'indicators',
                'ordering': ('plan', 'position'),
            },
        ),
        migrations.CreateModel(
            name='RuleSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('odd_own_months', models.PositiveSmallIntegerField(default=4, help_text="How many there must be before a figure is compared with the office's own past", validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(11)], verbose_name='earlier reports of the office, at least')),
                ('odd_own_z', models.DecimalField(decimal_places=2, default=Decimal('5'), help_text='Robust z: 0.6745 × (figure − median) ÷ median distance from the median', max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('2')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name="distance from the office's own past")),
                ('odd_peer_offices', models.PositiveSmallIntegerField(default=8, help_text='How many must have submitted the month before a figure is compared with them', validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(500)], verbose_name='other offices, at least')),
                ('odd_peer_z', models.DecimalField(decimal_places=2, default=Decimal('3.5'), help_text="Robust z of the figure as a share of the office's own target", max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('2')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='distance from the other offices')),
                ('odd_floor_percent', models.DecimalField(decimal_places=2, default=Decimal('5'), help_text="Where nearly all figures are equal; the unit's smallest step if that is more", max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('1')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='least spread, percent of the median')),
                ('odd_floor_days', models.PositiveSmallIntegerField(default=7, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(90)], verbose_name='least spread of dates, days')),
                ('odd_small_base', models.DecimalField(decimal_places=2, default=Decimal('10'), help_text="In the unit's smallest steps; a spread of handfuls means nothing", max_digits=6, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1000'))], verbose_name='small figures: a median below')),
                ('odd_small_times', models.DecimalField(decimal_places=2, default=Decimal('5'), help_text='So many times it, and more than it by the distance of two tiers', max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('1.5')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='small figures: times the largest so far')),
                ('odd_run_months', models.PositiveSmallIntegerField(default=4, validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(12)], verbose_name='equal reports in a row, at least')),
                ('odd_run_chance', models.DecimalField(decimal_places=8, default=Decimal('0.0001'), help_text="That counts around the office's own mean would be equal by themselves", max_digits=9, validators=[django.core.validators.MinValueValidator(Decimal('1E-8')), django.core.validators.MaxValueValidator(Decimal('0.05'))], verbose_name='equal reports: chance below')),
                ('odd_column_cells', models.PositiveSmallIntegerField(default=8, validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(200)], verbose_name='whole column: cells other than zero, at least')),
                ('odd_column_percent', models.DecimalField(decimal_places=2, default=Decimal('80'), max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('50')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='whole column: one figure in percent of the cells')),
                ('kind', models.CharField(choices=plans.choices.kinds, max_length=16, verbose_name='kind of plan')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='version')),
                ('interpolation', models.CharField(choices=plans.choices.interpolations, default='linear', max_length=8, verbose_name='between two tiers')),
                ('cut_off', models.BooleanField(default=True, help_text="Below the last tier the score is 0; otherwise, where more is better, it is a share of that tier's percent", verbose_name='cut off below the last tier')),
                ('fiscal_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rule_sets', to='plans.fiscalyear', verbose_name='fiscal year')),
            ],
            options={
                'verbose_name': 'scoring rules',
                'verbose_name_plural': 'scoring rules',
                'ordering': ('-fiscal_year__start', 'kind', '-version'),
            },
        ),
        migrations.AddField(
            model_name='plan',
            name='rule_set',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='plans.ruleset', verbose_name='scoring rules'),
        ),
        migrations.CreateModel(
            name='SectionRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=32, verbose_name='code')),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                ('title_bn', models.CharField(max_length=200, verbose_name='title in Bengali')),
                ('title_en', models.CharField(max_length=200, verbose_name='title in English')),
                ('mode', models.CharField(choices=plans.choices.modes, default='tiers', max_length=16, verbose_name='scored')),
                ('rule_set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='plans.ruleset', verbose_name='scoring rules')),
            ],
            options={
                'verbose_name': 'section',
                'verbose_name_plural': 'sections',
                'ordering': ('rule_set', 'position'),
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plan_kind', models.CharField(blank=True, max_length=16, verbose_name='kind of plan')),
                ('kind', models.CharField(choices=plans.calendar.models.periods, max_length=8, verbose_name='period')),
                ('first', presentation.fields.MonthField(verbose_name='first month')),
                ('until', models.DateField(null=True, verbose_name='until')),
                ('reason', models.TextField(verbose_name='reason')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='when')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='offices.office', verbose_name='office')),
            ],
            options={
                'verbose_name': 'extension',
                'verbose_name_plural': 'extensions',
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['office', 'first'], name='extension_of_office')],
                'constraints': [models.CheckConstraint(condition=models.Q(('id__gt', 0)), name='extension_id_is_positive')],
            },
        ),
        migrations.CreateModel(
            name='CalendarRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(blank=True, choices=[('ministry', 'Ministry or division'), ('department', 'Department or corporation'), ('regional', 'Regional office'), ('district', 'District office'), ('upazila', 'Upazila office')], help_text='Blank: all levels', max_length=12, verbose_name='office level')),
                ('kind', models.CharField(choices=plans.calendar.models.periods, max_length=8, verbose_name='period')),
                ('opens_day', models.PositiveSmallIntegerField(default=1, verbose_name='entry opens on day')),
                ('opens_months', models.PositiveSmallIntegerField(default=0, verbose_name='months after the period')),
                ('due_day', models.PositiveSmallIntegerField(verbose_name='due on day')),
                ('due_months', models.PositiveSmallIntegerField(default=1, verbose_name='months after the period')),
                ('grace_days', models.PositiveSmallIntegerField(default=0, verbose_name='days of grace')),
                ('closes_day', models.PositiveSmallIntegerField(null=True, verbose_name='closes on day')),
                ('closes_months', models.PositiveSmallIntegerField(null=True, verbose_name='months after the period')),
                ('withdrawn', models.BooleanField(default=False)),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='when')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('fiscal_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calendar_rules', to='plans.fiscalyear', verbose_name='fiscal year')),
            ],
            options={
                'verbose_name': 'calendar rule',
                'verbose_name_plural': 'calendar rules',
                'ordering': ('id',),
                'indexes': [models.Index(fields=['fiscal_year', 'level', 'kind'], name='rule_of_calendar')],
                'constraints': [models.CheckConstraint(condition=models.Q(('id__gt', 0)), name='rule_id_is_positive')],
            },
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.UniqueConstraint(fields=('objective', 'position'), name='activity_position_once'),
        ),
        migrations.AddConstraint(
            model_name='objective',
            constraint=models.UniqueConstraint(fields=('plan', 'position'), name='objective_position_once'),
        ),
        migrations.AddConstraint(
            model_name='keptplan',
            constraint=models.UniqueConstraint(fields=('plan', 'digest'), name='kept_plan_once'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.UniqueConstraint(fields=('plan', 'position'), name='indicator_position_once'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.UniqueConstraint(fields=('plan', 'row'), name='indicator_row_once'),
        ),
        migrations.AddConstraint(
            model_name='ruleset',
            constraint=models.UniqueConstraint(fields=('fiscal_year', 'kind', 'version'), name='rule_set_version_once'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(fields=('office', 'fiscal_year', 'kind', 'version'), name='plan_version_once'),
        ),
        migrations.AddConstraint(
            model_name='sectionrule',
            constraint=models.UniqueConstraint(fields=('rule_set', 'code'), name='section_rule_once'),
        ),
    ]
