"""What looks odd in a month becomes a rule of a fiscal year and kind, with quiet defaults."""

import django.core.validators
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0009_reasons_of_the_calendar'),
    ]

    operations = [
        migrations.AddField(
            model_name='ruleset',
            name='odd_column_cells',
            field=models.PositiveSmallIntegerField(default=8, validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(200)], verbose_name='whole column: cells other than zero, at least'),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='odd_column_percent',
            field=models.DecimalField(decimal_places=2, default=Decimal('80'), max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('50')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='whole column: one figure in percent of the cells'),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='odd_floor_days',
            field=models.PositiveSmallIntegerField(default=7, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(90)], verbose_name='least spread of dates, days'),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='odd_floor_percent',
            field=models.DecimalField(decimal_places=2, default=Decimal('5'), help_text="Where nearly all figures are equal; the unit's smallest step if that is more", max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('1')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='least spread, percent of the median'),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='odd_own_months',
            field=models.PositiveSmallIntegerField(default=4, help_text="So many must stand before a figure is compared with the office's own past", validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(11)], verbose_name='earlier reports of the office, at least'),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='odd_own_z',
            field=models.DecimalField(decimal_places=2, default=Decimal('5'), help_text='Robust z: 0.6745 × (figure − median) ÷ median distance from the median', max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('2')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name="distance from the office's own past"),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='odd_peer_offices',
            field=models.PositiveSmallIntegerField(default=8, help_text='So many must have handed in the month before a figure is compared with them', validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(500)], verbose_name='other offices, at least'),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='odd_peer_z',
            field=models.DecimalField(decimal_places=2, default=Decimal('3.5'), help_text="Robust z of the figure as a share of the office's own target", max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('2')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='distance from the other offices'),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='odd_run_chance',
            field=models.DecimalField(decimal_places=8, default=Decimal('0.0001'), help_text="That counts around the office's own mean would be equal by themselves", max_digits=9, validators=[django.core.validators.MinValueValidator(Decimal('1E-8')), django.core.validators.MaxValueValidator(Decimal('0.05'))], verbose_name='equal reports: chance below'),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='odd_run_months',
            field=models.PositiveSmallIntegerField(default=4, validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(12)], verbose_name='equal reports in a row, at least'),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='odd_small_base',
            field=models.DecimalField(decimal_places=2, default=Decimal('10'), help_text="In the unit's smallest steps; a spread of handfuls means nothing", max_digits=6, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1000'))], verbose_name='small figures: a median below'),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='odd_small_times',
            field=models.DecimalField(decimal_places=2, default=Decimal('5'), help_text='So many times it, and more than it by the distance of two tiers', max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('1.5')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='small figures: times the largest so far'),
        ),
    ]
