"""Keys of areas: whole only in the system's keyring, wrapped in the store under a recovery key printed once."""

import base64
import hashlib
import os
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from sqlalchemy import Connection, insert, select

from storage.errors import KnownError
from storage.journal import Act, append
from storage.people.passwords import new_recovery_key, plain_recovery_key
from storage.secrets import Secrets
from storage.store.canonical import canonical_json
from storage.store.tables import sealed_key

KEY_BYTES = 32
NONCE_BYTES = 12
_SALT_BYTES = 16


def create_area_key(
    connection: Connection, secrets: Secrets, client: str, area: str, *, actor: str, at: datetime
) -> str:
    """Makes the key of an area, puts it in the keyring and returns the recovery key, to be shown once.

    Raises KnownError SELO_CHAVE_EXISTE when the area has one.
    """
    if _row(connection, client, area) is not None:
        raise KnownError("SELO_CHAVE_EXISTE", area=area)
    key = os.urandom(KEY_BYTES)
    recovery = new_recovery_key()
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(NONCE_BYTES)
    wrapped = AESGCM(_wrapping_key(recovery, salt)).encrypt(nonce, key, _about(client, area))
    row = {"client": client, "area": area, "key_id": key_id(key), "salt": salt, "nonce": nonce}
    connection.execute(insert(sealed_key), {**row, "wrapped": wrapped, "created": at})
    told = {"chave": key_id(key)}
    append(connection, Act(client, actor, "selo.criar_chave", f"selo/{area}", at, after=told))
    _keep(secrets, client, area, key)
    return recovery


def recover_area_key(connection: Connection, secrets: Secrets, client: str, area: str, typed_key: str) -> None:
    """Puts the area's key back in this machine's keyring. Raises KnownError SELO_SEM_CHAVE or CHAVE_RECUSADA."""
    row = _row(connection, client, area)
    if row is None:
        raise KnownError("SELO_SEM_CHAVE", area=area)
    salt, nonce, wrapped, _ = row
    try:
        key = AESGCM(_wrapping_key(typed_key, salt)).decrypt(nonce, wrapped, _about(client, area))
    except InvalidTag as error:
        raise KnownError("CHAVE_RECUSADA") from error
    _keep(secrets, client, area, key)


def area_key(connection: Connection, secrets: Secrets, client: str, area: str) -> bytes:
    """The area's key from the keyring. Raises KnownError SELO_SEM_CHAVE when it is not there, or not this one."""
    row = _row(connection, client, area)
    kept = secrets.get(_service(client, area), "chave")
    key = base64.b64decode(kept) if kept else b""
    if row is None or key_id(key) != row[3]:
        raise KnownError("SELO_SEM_CHAVE", area=area)
    return key


def key_id(key: bytes) -> str:
    """Public name of a key, from which nothing of it can be learnt."""
    return hashlib.sha256(b"prova-real:selo:id:" + key).hexdigest()[:16]


def _row(connection: Connection, client: str, area: str) -> tuple[bytes, bytes, bytes, str] | None:
    here = (sealed_key.c.client == client) & (sealed_key.c.area == area)
    columns = select(sealed_key.c.salt, sealed_key.c.nonce, sealed_key.c.wrapped, sealed_key.c.key_id)
    row = connection.execute(columns.where(here)).first()
    return None if row is None else (row.salt, row.nonce, row.wrapped, row.key_id)


def _wrapping_key(recovery: str, salt: bytes) -> bytes:
    # The recovery key has 160 random bits, so a light derivation is enough; it runs inside the lane of writers.
    derivation = Scrypt(salt=salt, length=KEY_BYTES, n=2**12, r=8, p=1)
    return derivation.derive(plain_recovery_key(recovery).encode())


def _about(client: str, area: str) -> bytes:
    return canonical_json(["chave", client, area]).encode()


def _keep(secrets: Secrets, client: str, area: str, key: bytes) -> None:
    secrets.put(_service(client, area), "chave", base64.b64encode(key).decode())


def _service(client: str, area: str) -> str:
    return f"prova-real/selo/{client}/{area}"
