"""Seal the secrets of phones, and keep of recovery codes their fingerprints alone."""

from django.db import migrations

from offices.accounts.second_factor.models import about_phone, fingerprint, sealed_key
from offices.accounts.sealing import unseal


def seal(apps, editor):
    phones = apps.get_model("otp_totp", "TOTPDevice").objects.using(editor.connection.alias)
    tokens = apps.get_model("otp_static", "StaticToken").objects.using(editor.connection.alias)
    secrets = {phone.user_id: bytes.fromhex(phone.key) for phone in phones.all()}
    for phone in phones.all():
        phones.filter(pk=phone.pk).update(
            key=sealed_key(secrets[phone.user_id], person=phone.user_id)
        )
    for token in tokens.select_related("device"):
        secret = secrets.get(token.device.user_id)
        if secret is None:
            token.delete()
        else:
            tokens.filter(pk=token.pk).update(token=fingerprint(token.token, secret=secret))


def unseal_phones(apps, editor):
    """Recovery codes stay as they are: nobody can tell them, so they open nothing any more."""
    phones = apps.get_model("otp_totp", "TOTPDevice").objects.using(editor.connection.alias)
    for phone in phones.all():
        secret = unseal(phone.key, about=about_phone(phone.user_id))
        phones.filter(pk=phone.pk).update(key=secret.hex())


class Migration(migrations.Migration):
    dependencies = [
        ("offices", "0006_set_up_links"),
        ("otp_totp", "0003_add_timestamps"),
        ("otp_static", "0003_add_timestamps"),
    ]

    operations = [
        migrations.CreateModel(
            name="Phone",
            fields=[],
            options={"proxy": True, "indexes": [], "constraints": []},
            bases=("otp_totp.totpdevice",),
        ),
        migrations.RunPython(seal, unseal_phones),
    ]
