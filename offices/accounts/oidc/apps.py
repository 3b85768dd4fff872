from django.apps import AppConfig


class OpenIdConnectConfig(AppConfig):
    name = "offices.accounts.oidc"
