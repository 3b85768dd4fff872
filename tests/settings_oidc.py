"""The settings of the tests with OpenID Connect switched on; its provider is on this machine."""

import os
import socket

# A port that nothing listens on yet: the tests' own provider will.
with socket.socket() as _free:
    _free.bind(("127.0.0.1", 0))
    _port = _free.getsockname()[1]
os.environ |= {
    "OIDC_ISSUER": f"http://127.0.0.1:{_port}",
    "OIDC_CLIENT_ID": "lokkho",
    "OIDC_CLIENT_SECRET": "a-secret-of-the-tests",
    "OIDC_NAME": "Example",
}

from tests.settings import *  # noqa: F403
