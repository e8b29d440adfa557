"""A small provider of OpenID Connect on this machine, which tells what a test wants told."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "chinapoort", "client-secret"


class OidcProvider:
    """Signs in the ``person`` at once; ``claims`` overrides what the signed answer says."""

    def __init__(self):
        self.person = {"sub": "42", "email": "", "email_verified": True}
        self.claims, self.userinfo, self.discovery = {}, {}, {}
        self.codes, self.tokens, self.asked = {}, set(), []
        self.key = self.signing_key = rsa.generate_private_key(65537, 2048)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def _handler(provider):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
                answer = {
                    "/.well-known/openid-configuration": provider.configuration,
                    "/jwks": provider.jwks,
                    "/userinfo": lambda: provider.person_of(self.headers["Authorization"]),
                }.get(path)
                if path == "/authorize":
                    self.send_response(302)
                    self.send_header("Location", provider.authorize(query))
                    self.end_headers()
                else:
                    self.say(answer())

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self.say(provider.token(parse_qs(body)))

            def say(self, answer):
                body = json.dumps(answer).encode()
                self.send_response(200 if answer else 400)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                pass

        return Handler

    def configuration(self):
        places = {
            "authorization_endpoint": "authorize",
            "token_endpoint": "token",
            "userinfo_endpoint": "userinfo",
            "jwks_uri": "jwks",
        }
        config = {name: f"{self.issuer}/{place}" for name, place in places.items()}
        methods = ["client_secret_post"]
        config |= {"issuer": self.issuer, "token_endpoint_auth_methods_supported": methods}
        return config | self.discovery

    def jwks(self):
        key = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**key, "kid": "one", "use": "sig", "alg": "RS256"}]}

    def authorize(self, query):
        """Return the address to go back to, with a code for what was asked."""
        asked = {name: values[0] for name, values in query.items()}
        self.asked.append(asked)
        assert asked["client_id"] == CLIENT_ID
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, body):
        """Give tokens for a code, once, to whoever holds the secret and the verifier."""
        given = {name: values[0] for name, values in body.items()}
        asked = self.codes.pop(given["code"], None)
        digest = hashlib.sha256(given["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if not asked or given["client_secret"] != CLIENT_SECRET:
            return None
        if asked["code_challenge"] != challenge or asked["redirect_uri"] != given["redirect_uri"]:
            return None
        token = secrets.token_urlsafe()
        self.tokens.add(f"Bearer {token}")
        return {"access_token": token, "token_type": "Bearer", "id_token": self.signed(asked)}

    def signed(self, asked):
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT_ID, "iat": now, "exp": now + 300}
        claims |= {"sub": self.person["sub"], "nonce": asked.get("nonce", "")} | self.claims
        return jwt.encode(claims, self.signing_key, algorithm="RS256", headers={"kid": "one"})

    def person_of(self, header):
        return self.person | self.userinfo if header in self.tokens else None
