"""Signing in with the account of another organisation, by OpenID Connect, where it is on."""
