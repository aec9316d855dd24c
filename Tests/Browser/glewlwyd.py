"""A provider of OpenID Connect as a process on this computer: Glewlwyd, from its Debian packages.

`apt-get install glewlwyd glewlwyd-common`. Each provider has a folder and an SQLite database of its own, and is
set up through its own administration API; nothing in /etc or /var is used.
"""

from __future__ import annotations

import gzip
import http.client
import json
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

from world import Client, free_port, wait_until

APPLICATION = Path("/usr/share/glewlwyd/webapp")
PAGES = Path("/etc/glewlwyd/config-2.7.json/config.json")
SCHEMA = Path("/usr/share/doc/glewlwyd/database/init.sqlite3.sql.gz")
MODULES = Path("/usr/lib/glewlwyd")

CLIENT = "toetssteen"
# Glewlwyd does not decode what RFC 6749, section 2.3.1 has clients encode: letters and digits are the same.
SECRET = "geheimVanDeProef2718281828"
PASSWORD = "wachtwoord bij de aanbieder"


def is_here() -> bool:
    """Whether the program and all that it is set up with are installed."""
    return shutil.which("glewlwyd") is not None and all(
        path.exists() for path in (APPLICATION, PAGES, SCHEMA, MODULES)
    )


class Provider:
    """Glewlwyd on a port, with one client: the site at an address."""

    def __init__(self, site: str, algorithm: str = "rsa") -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="glewlwyd-"))
        self.port = free_port()
        # Another host than the site's: to a browser the two are different sites.
        self.address = f"http://127.0.0.1:{self.port}"
        self.issuer = f"{self.address}/api/oidc"
        self.process: subprocess.Popen[bytes] | None = None
        self.admin = Client(self.port)
        try:
            self._lay_out()
            self.start()
            self._set_up(site, algorithm)
        except BaseException:
            self.remove()
            raise

    # MARK: The process

    def _lay_out(self) -> None:
        with sqlite3.connect(self.folder / "db") as database:
            database.executescript(gzip.decompress(SCHEMA.read_bytes()).decode())
        # The package links the file with the settings of the pages to a folder.
        pages = self.folder / "pages"
        shutil.copytree(APPLICATION, pages, ignore=shutil.ignore_patterns("config.json"))
        shutil.copy(PAGES, pages / "config.json")
        kinds = {".html": "text/html", ".css": "text/css", ".js": "application/javascript",
                 ".json": "application/json", ".png": "image/png", ".woff2": "font/woff2"}
        types = ",".join(
            f'{{extension="{end}"; mime_type="{kind}";}}' for end, kind in kinds.items()
        )
        (self.folder / "conf").write_text(f"""
port={self.port}
bind_address="127.0.0.1"
external_url="{self.address}"
login_url="login.html"
api_prefix="api"
static_files_path="{pages}/"
static_files_mime_types=({types})
log_mode="file"
log_level="INFO"
log_file="{self.folder}/log"
cookie_secure=0
session_key="GLEWLWYD2_SESSION_ID"
session_expiration=3600
admin_session_authentication="cookie"
profile_session_authentication="cookie"
login_api_enabled=true
admin_scope="g_admin"
profile_scope="g_profile"
user_module_path="{MODULES}/user"
client_module_path="{MODULES}/client"
user_auth_scheme_module_path="{MODULES}/scheme"
plugin_module_path="{MODULES}/plugin"
use_secure_connection=false
secure_connection_key_file="{self.folder}/none"
secure_connection_pem_file="{self.folder}/none"
secure_connection_ca_file="{self.folder}/none"
hash_algorithm="SHA512"
database={{type="sqlite3"; path="{self.folder}/db";}};
""")

    def start(self) -> None:
        with open(self.folder / "output", "ab") as output:
            self.process = subprocess.Popen(
                ["glewlwyd", f"--config-file={self.folder}/conf"], stdout=output, stderr=output
            )
        wait_until(self._is_ready, "de aanbieder is gereed", 30)

    def _is_ready(self) -> bool:
        assert self.process is not None
        if self.process.poll() is not None:
            raise AssertionError((self.folder / "output").read_text(errors="replace")[-1_000:])
        try:
            return self.admin.get("/config").status == 200
        except (OSError, http.client.HTTPException):
            return False

    def stop(self) -> None:
        """Ends the process; what it knows stays."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(20)
            self.process = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    # MARK: What it knows

    def call(self, method: str, path: str, body: object = None) -> object:
        """Something of the administration API that has to work."""
        content = None if body is None else json.dumps(body).encode()
        reply = self.admin.send(method, f"/api{path}", content, "application/json")
        assert reply.status == 200, f"{method} {path}: {reply.status} {reply.text[:500]}"
        return json.loads(reply.text) if reply.text else None

    def _set_up(self, site: str, algorithm: str) -> None:
        self.call("POST", "/auth/", {"username": "admin", "password": "password"})
        module = self.call("GET", "/mod/user/database")
        assert isinstance(module, dict)
        plain = {"multiple": False, "read": True, "write": True}
        module["parameters"]["data-format"]["email-verified"] = plain
        self.call("PUT", "/mod/user/database", module)
        self.call("PUT", "/mod/user/database/reset/")
        self.call("POST", "/scope/", {
            "name": "email", "display_name": "E-mail", "description": "E-mail",
            "password_required": False, "scheme": {},
        })
        make = {"rsa": ["openssl", "genrsa", "2048"],
                "ecdsa": ["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout"]}
        key = subprocess.run(make[algorithm], check=True, capture_output=True, text=True).stdout
        public = subprocess.run(
            ["openssl", "pkey", "-pubout"], check=True, input=key, capture_output=True, text=True
        ).stdout
        off = ["token", "none", "password", "client", "device", "refresh"]
        self.call("POST", "/mod/plugin/", {
            "module": "oidc", "name": "oidc", "display_name": "OpenID Connect", "order_rank": 0,
            "readonly": False,
            "parameters": {
                "iss": self.issuer, "subject-type": "public", "jwt-type": algorithm,
                "jwt-key-size": "256", "key": key, "cert": public, "jwks-show": True,
                "jwks-x5c": [], "access-token-duration": 3600, "refresh-token-duration": 3600,
                "code-duration": 600, "refresh-token-rolling": False, "allow-non-oidc": False,
                "auth-type-code-enabled": True, "auth-type-code-revoke-replayed": True,
                "auth-type-id-token-enabled": True,
                **{f"auth-type-{name}-enabled": False for name in off},
                "scope": [], "additional-parameters": [], "name-claim": "no", "scope-claim": "no",
                "email-claim": "on-demand", "email-claim-scope": ["email"],
                "claims": [{
                    "name": "email_verified", "user-property": "email-verified",
                    "type": "boolean", "boolean-value-true": "true",
                    "boolean-value-false": "false", "mandatory": False, "on-demand": True,
                    "scope": ["email"],
                }],
                "allowed-scope": ["openid", "email"], "pkce-allowed": True, "pkce-required": True,
                "pkce-method-plain-allowed": False, "request-parameter-allow": False,
                "introspection-revocation-allowed": False, "register-client-allowed": False,
                "address-claim": {"type": "no"}, "session-management-allowed": False,
            },
        })
        self.call("POST", "/client/", {
            "client_id": CLIENT, "name": "Toetssteen", "enabled": True, "confidential": True,
            "client_secret": SECRET, "redirect_uri": [f"{site}/inloggen-extern/terug"],
            "authorization_type": ["code"], "token_endpoint_auth_method": ["client_secret_basic"],
            "scope": [],
        })

    def add(self, name: str, email: str, verified: bool = True) -> None:
        """Somebody with an account there."""
        self.call("POST", "/user/", {
            "username": name, "name": name, "email": email, "password": PASSWORD, "enabled": True,
            "email-verified": "true" if verified else "false", "scope": ["openid", "email"],
        })

    def move(self, name: str, email: str) -> None:
        """Gives somebody another address; who they are stays."""
        user = self.call("GET", f"/user/{quote(name)}")
        assert isinstance(user, dict)
        self.call("PUT", f"/user/{quote(name)}", user | {"email": email})
