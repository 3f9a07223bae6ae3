"""Sealing and opening payloads; the journal learns a name and a keyed hash, never the content."""

import hashlib
import hmac
import os
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import ColumnElement, Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from storage.errors import KnownError
from storage.journal import Act, append
from storage.sealed.keys import NONCE_BYTES, area_key, key_id
from storage.secrets import Secrets
from storage.store.canonical import canonical_json
from storage.store.tables import sealed_payload


def seal(
    connection: Connection,
    secrets: Secrets,
    client: str,
    area: str,
    name: str,
    payload: bytes,
    *,
    actor: str,
    at: datetime,
    why: str = "",
) -> None:
    """Encrypts the payload under the area's key (AES-256-GCM) and keeps it, replacing one of the same name.

    Raises KnownError SELO_SEM_CHAVE when this machine does not hold the key.
    """
    key = area_key(connection, secrets, client, area)
    nonce = os.urandom(NONCE_BYTES)
    row = {
        "nonce": nonce,
        "ciphertext": AESGCM(key).encrypt(nonce, payload, _about(client, area, name)),
        "key_id": key_id(key),
        "sealed": at,
    }
    statement = upsert(sealed_payload).values(client=client, area=area, name=name, **row)
    kept = statement.on_conflict_do_update(
        index_elements=["client", "area", "name"], set_={column: statement.excluded[column] for column in row}
    )
    connection.execute(kept)
    told = {"nome": name, "hmac": keyed_hash(key, payload)}
    append(connection, Act(client, actor, "selo.guardar", _entity(area, name), at, after=told, why=why))


def unseal(connection: Connection, secrets: Secrets, client: str, area: str, name: str) -> bytes:
    """The payload in clear.

    Raises KnownError SELO_AUSENTE, SELO_SEM_CHAVE, or SELO_VIOLADO when the bytes, their name or their area are
    not those that were sealed.
    """
    here = _here(client, area, name)
    columns = select(sealed_payload.c.nonce, sealed_payload.c.ciphertext).where(here)
    row = connection.execute(columns).first()
    if row is None:
        raise KnownError("SELO_AUSENTE", area=area, nome=name)
    key = area_key(connection, secrets, client, area)
    try:
        return AESGCM(key).decrypt(row.nonce, row.ciphertext, _about(client, area, name))
    except InvalidTag as error:
        raise KnownError("SELO_VIOLADO", area=area, nome=name) from error


def forget(
    connection: Connection, client: str, area: str, name: str, *, actor: str, at: datetime, why: str = ""
) -> None:
    """Erases a payload, leaving the journal's name and keyed hash. Raises KnownError SELO_AUSENTE."""
    if connection.execute(delete(sealed_payload).where(_here(client, area, name))).rowcount == 0:
        raise KnownError("SELO_AUSENTE", area=area, nome=name)
    append(connection, Act(client, actor, "selo.apagar", _entity(area, name), at, why=why))


def names_in(connection: Connection, client: str, area: str) -> tuple[str, ...]:
    """Names of the payloads of an area, in order."""
    columns = select(sealed_payload.c.name).where((sealed_payload.c.client == client) & (sealed_payload.c.area == area))
    return tuple(connection.execute(columns.order_by(sealed_payload.c.name)).scalars())


def keyed_hash(key: bytes, payload: bytes) -> str:
    """HMAC-SHA256 under a key of its own, so that a short payload cannot be guessed from the journal."""
    own = hmac.new(key, b"prova-real:selo:hmac", hashlib.sha256).digest()
    return hmac.new(own, payload, hashlib.sha256).hexdigest()


def _here(client: str, area: str, name: str) -> ColumnElement[bool]:
    table = sealed_payload.c
    return (table.client == client) & (table.area == area) & (table.name == name)


def _about(client: str, area: str, name: str) -> bytes:
    # client|area|name as a JSON list, so that no choice of names can make two places look alike.
    return canonical_json([client, area, name]).encode()


def _entity(area: str, name: str) -> str:
    return f"selo/{area}/{name}"
