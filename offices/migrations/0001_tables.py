import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('name_bn', models.CharField(blank=True, max_length=150, verbose_name='name in Bengali')),
                ('name_en', models.CharField(blank=True, max_length=150, verbose_name='name in English')),
                ('designation_bn', models.CharField(blank=True, max_length=150, verbose_name='designation in Bengali')),
                ('designation_en', models.CharField(blank=True, max_length=150, verbose_name='designation in English')),
                ('language', models.CharField(choices=[('bn', 'বাংলা'), ('en', 'English')], default='bn', max_length=2, verbose_name='language')),
                ('second_factor_since', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='two-step sign-in since')),
                ('link_serial', models.PositiveIntegerField(default=0, editable=False)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='InvitationBatch',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('way', models.CharField(choices=[('mail', 'By email'), ('paper', 'On paper')], max_length=5)),
                ('chosen', models.CharField(blank=True, max_length=500)),
                ('made_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('ends_at', models.DateTimeField()),
                ('job', models.UUIDField(null=True)),
                ('unreached', models.PositiveSmallIntegerField(default=0)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-made_at',),
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(help_text='Lower-case, such as khulna', unique=True, verbose_name='code')),
                ('level', models.CharField(choices=[('ministry', 'Ministry or division'), ('department', 'Department or corporation'), ('regional', 'Regional office'), ('district', 'District office'), ('upazila', 'Upazila office')], max_length=12, verbose_name='level')),
                ('path', models.CharField(db_index=True, default='', editable=False, max_length=1000)),
                ('name_bn', models.CharField(max_length=200, verbose_name='name in Bengali')),
                ('name_en', models.CharField(max_length=200, verbose_name='name in English')),
                ('short_bn', models.CharField(blank=True, max_length=80, verbose_name='short name in Bengali')),
                ('short_en', models.CharField(blank=True, max_length=80, verbose_name='short name in English')),
                ('heading_bn', models.TextField(blank=True, help_text="As on the office's letterhead", verbose_name='heading of printed forms')),
                ('heading_en', models.TextField(blank=True, verbose_name='heading of printed forms in English')),
                ('address_bn', models.TextField(blank=True, verbose_name='address in Bengali')),
                ('address_en', models.TextField(blank=True, verbose_name='address in English')),
                ('active_from', models.DateField(blank=True, null=True, verbose_name='active from')),
                ('active_to', models.DateField(blank=True, help_text='The last day of a closed office; its plans and figures stay', null=True, verbose_name='active to')),
                ('is_demo', models.BooleanField(default=False, verbose_name='demo data')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='offices.office', verbose_name='superior office')),
            ],
            options={
                'verbose_name': 'office',
                'verbose_name_plural': 'offices',
                'ordering': ('path',),
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('entry', 'Entry officer'), ('head', 'Head of office'), ('reviewer', 'Reviewer'), ('planner', 'Planner'), ('auditor', 'Auditor'), ('administrator', 'Administrator')], max_length=16, verbose_name='role')),
                ('reach', models.CharField(choices=[('subtree', 'The office and all below it'), ('direct', 'The offices directly below it')], default='subtree', help_text="Of a reviewer: which offices' returns", max_length=8, verbose_name='reach')),
                ('starts', models.DateField(verbose_name='from')),
                ('ends', models.DateField(blank=True, null=True, verbose_name='until')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='offices.office', verbose_name='office')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postings', to=settings.AUTH_USER_MODEL, verbose_name='user')),
            ],
            options={
                'verbose_name': 'posting',
                'verbose_name_plural': 'postings',
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('agent', models.CharField(blank=True, max_length=300)),
                ('address', models.CharField(blank=True, max_length=45)),
                ('signed_in_at', models.DateTimeField(null=True)),
                ('seen_at', models.DateTimeField()),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SignInAttempts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('username', models.CharField(blank=True, max_length=150)),
                ('address', models.CharField(max_length=45)),
                ('count', models.PositiveIntegerField(default=0)),
                ('last_at', models.DateTimeField(db_index=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('username', 'address'), name='attempts_counted_once')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('made', 'Sent'), ('failed', 'Could not be sent'), ('passed', 'Left out')], default='waiting', max_length=7)),
                ('address', models.EmailField(blank=True, max_length=254)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='set_up_links', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='offices.invitationbatch')),
            ],
            options={
                'indexes': [models.Index(fields=['round', 'state', 'tries', 'id'], name='offices_inv_round_i_0c7b9f_idx')],
                'constraints': [models.UniqueConstraint(fields=('round', 'user'), name='one_link_of_a_round'), models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('user',), name='one_link_waits')],
            },
        ),
        migrations.AddConstraint(
            model_name='office',
            constraint=models.CheckConstraint(condition=models.Q(('active_from', None), ('active_to', None), ('active_to__gte', models.F('active_from')), _connector='OR'), name='office_closes_after_opening'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='posting_ends_after_start'),
        ),
    ]
