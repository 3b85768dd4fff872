from django.db import migrations


class Migration(migrations.Migration):
    """What it did is done by the first; databases remember its name."""

    dependencies = [('ledger', '0001_tables')]

    operations = []
