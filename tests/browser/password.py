"""The demo's password, for whoever asks a running server and has no models at hand."""

from typing import Final

PASSWORD: Final = "lokkho-demo"
