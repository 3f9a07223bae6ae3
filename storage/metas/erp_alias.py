"""What a reading tells of where an Oracle is: a short name that says "the same one" and nothing else.

A reading travels inside carried files and papers; host and service are connection data and stay in the settings.
"""

import hashlib
import hmac
import secrets
from datetime import datetime

from sqlalchemy import Connection

from storage.erp.extract import ErpIdentity
from storage.store.settings import read_settings, write_setting

ORACLE = "oracle"
SALT = "erp.sal"
_SIGNS = 12


def told_where(connection: Connection, client: str, identity: ErpIdentity, at: datetime, who: str) -> str:
    """`Oracle <signs>` for a server, the name of the file for any other source.

    The signs are a keyed hash whose key is made once per client and kept as a setting, which never leaves the store.
    """
    if identity.kind != ORACLE:
        return identity.where
    address = f"{identity.where}/{identity.user}".lower().encode()
    signs = hmac.new(_salt(connection, client, at, who), address, hashlib.sha256).hexdigest()
    return f"Oracle {signs[:_SIGNS]}"


def _salt(connection: Connection, client: str, at: datetime, who: str) -> bytes:
    kept = read_settings(connection, client).get(SALT)
    if kept is None:
        kept = secrets.token_hex(16)
        write_setting(connection, SALT, kept, actor=who, at=at, client=client)
    return bytes.fromhex(str(kept))
