"""A provider of OpenID Connect, as small as one can be: real HTTP, real signatures."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from config.environment import OpenIdConnect

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
STRANGE_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    """Listens at the issuer's address; ``claims`` is whoever has signed in there."""

    def __init__(self, client: OpenIdConnect) -> None:
        self.client = client
        self.start_anew()
        address = urlsplit(client.issuer)
        self._server = ThreadingHTTPServer(("127.0.0.1", address.port or 80), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever)

    def start_anew(self) -> None:
        """An honest provider, in good health, that knows the cast's officer."""
        self.claims: dict[str, Any] = {
            "sub": "7",
            "email": "officer@example.gov.bd",
            "email_verified": True,
            "preferred_username": "officer",
        }
        self.in_token: dict[str, Any] = {}
        self.in_userinfo: dict[str, Any] = {}
        self.key = KEY
        self.is_broken = False
        self.challenges: dict[str, str] = {}
        self.nonces: dict[str, str] = {}

    def __enter__(self) -> Provider:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer_to(self, address: str, **instead: str) -> str:
        """Where the browser goes from the authorisation page, once the person has agreed."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["client_id"] == self.client.client_id
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.challenges)}"
        self.challenges[code] = asked["code_challenge"]
        self.nonces[code] = asked["nonce"]
        back = urlsplit(asked["redirect_uri"])
        query = {"code": code, "state": asked["state"], **instead}
        return f"{back.path}?{urlencode({name: text for name, text in query.items() if text})}"

    def description(self) -> dict[str, Any]:
        issuer = self.client.issuer
        return {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "userinfo_endpoint": f"{issuer}/userinfo",
            "jwks_uri": f"{issuer}/jwks",
        }

    def tokens(self, form: dict[str, str]) -> dict[str, Any] | None:
        """What a code is exchanged for, once, by who has the secret and the verifier."""
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        is_client = form.get("client_secret") == self.client.client_secret
        if not is_client or self.challenges.pop(form.get("code", ""), "") != challenge:
            return None
        now = int(time.time())
        issued = {
            "iss": self.client.issuer,
            "aud": self.client.client_id,
            "nonce": self.nonces[form["code"]],
        }
        token = {**self.claims, **issued, "iat": now, "exp": now + 60, **self.in_token}
        signed = jwt.encode(token, self.key, algorithm="RS256", headers={"kid": "one"})
        return {"access_token": "open", "token_type": "Bearer", "id_token": signed}

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]}


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pages = {
                "/.well-known/openid-configuration": provider.description,
                "/jwks": provider.keys,
                "/userinfo": lambda: {**provider.claims, **provider.in_userinfo},
            }
            self.say(pages[self.path]() if not provider.is_broken else None)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self.say(provider.tokens(form))

        def say(self, answer: dict[str, Any] | None) -> None:
            self.send_response(200 if answer else 500)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(answer or {"error": "server_error"}).encode())

        def log_message(self, *_arguments: Any) -> None:
            """Nothing: the tests' output is for their findings."""

    return Handler
