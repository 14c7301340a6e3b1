"""A sign-in service on loopback that can be told to lie: one wrong thing at a time in what it signs or tells."""

import json
import threading
import time
from base64 import urlsafe_b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "samhandling", "hemlig-nyckel"
KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


class Service:
    """`wrong` is merged over what the service says: claims of the signed word in `id`, what userinfo tells in `info`."""

    def __init__(self) -> None:
        self.wrong: dict[str, Any] = {}
        self.nonce = ""
        self.asked: list[dict[str, str]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def authorised(self, location: str) -> str:
        """The person has said yes to what `location` asks: the address that the browser is sent back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        self.nonce = asked["nonce"]
        return f"{asked['redirect_uri']}?code=abc&state={asked['state']}"

    def answer(self, path: str) -> Any:
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.url,
                **{f"{name}_endpoint": f"{self.url}/{name}" for name in ("authorization", "token", "userinfo")},
                "jwks_uri": f"{self.url}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        if path == "/keys":
            return {"keys": [{**_public(), "kid": "1", "alg": "RS256", "use": "sig"}]}
        if path == "/token":
            return {"access_token": "t", "token_type": "Bearer", "id_token": self._signed()} | self.wrong.get("token", {})
        return {
            "sub": "kim-1",
            "email": "kim@example.se",
            "email_verified": True,
            "name": "Kim Ek",
            "groups": ["naringsliv"],
        } | self.wrong.get("info", {})

    def _signed(self) -> str:
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "sub": "kim-1", "iat": now, "exp": now + 300, "nonce": self.nonce}
        claims |= self.wrong.get("id", {})
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.wrong.get("unsigned"):
            return jwt.encode(claims, None, algorithm="none", headers={"kid": "1"})
        return jwt.encode(claims, OTHER_KEY if self.wrong.get("forged") else KEY, algorithm="RS256", headers={"kid": "1"})

    def _handler(service) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                form = parse_qs(self.rfile.read(length).decode())
                service.asked.append({"path": self.path, **{name: values[0] for name, values in form.items()}})
                body = json.dumps(service.answer(self.path)).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET  # noqa: N815

            def log_message(self, *words: Any) -> None:
                pass

        return Handler


def _public() -> dict[str, str]:
    numbers = KEY.public_key().public_numbers()
    words = {name: value.to_bytes((value.bit_length() + 7) // 8, "big") for name, value in (("n", numbers.n), ("e", numbers.e))}
    return {"kty": "RSA", **{name: urlsafe_b64encode(value).rstrip(b"=").decode() for name, value in words.items()}}
