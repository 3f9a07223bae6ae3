"""Keys with which a person signs away from the store: Ed25519, the private half sealed under a phrase of theirs.

Honest limits: whoever holds a file that carries a sealed key may try phrases on it for as long as they like, so the
phrase is long and the derivation slow; and this is not a signature of ICP-Brasil, it proves who decided to this store.
"""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from sqlalchemy import Connection, insert, select

from storage.errors import KnownError
from storage.workspace.tables import signing_key

SHORTEST = 14
"""Letters of a phrase: the file leaves, and guesses at it have no limit."""
LONGEST = 256
SCRYPT_COST = 2**16
"""64 MiB and about a fifth of a second for each guess."""
_SALT, _NONCE = 16, 12


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key as it is kept and carried: public half, and what the phrase opens; all in hexadecimal."""

    id: str
    public: str
    salt: str
    nonce: str
    sealed: str

    def carried(self) -> dict[str, str]:
        """The form a manifest keeps."""
        return {"id": self.id, "public": self.public, "salt": self.salt, "nonce": self.nonce, "sealed": self.sealed}


@dataclass(frozen=True, slots=True)
class Signer:
    """A person who may sign away from the store: pseudonym, key and since when."""

    user: str
    key: SigningKey
    created: datetime


def new_key(phrase: str) -> SigningKey:
    """A new key sealed under a phrase; slow, so call it outside `store.write()`.

    Raises KnownError FRASE_CURTA or FRASE_LONGA.
    """
    if len(phrase) < SHORTEST:
        raise KnownError("FRASE_CURTA", minimo=SHORTEST)
    if len(phrase) > LONGEST:
        raise KnownError("FRASE_LONGA", maximo=LONGEST)
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    sealed = AESGCM(_opening(phrase, salt)).encrypt(nonce, private.private_bytes_raw(), public)
    return SigningKey(key_id(public.hex()), public.hex(), salt.hex(), nonce.hex(), sealed.hex())


def sign(key: Mapping[str, str], phrase: str, message: str) -> str:
    """Signature of a text, in hexadecimal. Raises KnownError FRASE_RECUSADA when the phrase does not open the key."""
    try:
        salt, nonce, public = (bytes.fromhex(key[name]) for name in ("salt", "nonce", "public"))
        opened = AESGCM(_opening(phrase, salt)).decrypt(nonce, bytes.fromhex(key["sealed"]), public)
        private = Ed25519PrivateKey.from_private_bytes(opened)
    except (InvalidTag, ValueError, KeyError) as error:
        raise KnownError("FRASE_RECUSADA") from error
    return private.sign(message.encode()).hex()


def is_signed(public: str, message: str, signature: str) -> bool:
    """True when the signature of the text was made with the private half of this key."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), message.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def key_id(public: str) -> str:
    """Name of a key: SHA-256 of its public half."""
    return hashlib.sha256(bytes.fromhex(public)).hexdigest()


def keep_key(connection: Connection, client: str, user: str, key: SigningKey, at: datetime, seq: int) -> None:
    """Keeps a person's new key, made by entry `seq` of the journal; the newest is the one in use."""
    row = {"client": client, "user": user, "created": at, "seq": seq, **key.carried()}
    connection.execute(insert(signing_key), row)


def key_of(connection: Connection, client: str, user: str) -> Signer | None:
    """The key a person signs with now, None for one who never made any."""
    return next((each for each in signers(connection, client) if each.user == user), None)


def signers(connection: Connection, client: str) -> tuple[Signer, ...]:
    """Who may sign away from the store, each with the newest key: by the journal, for a clock may go backwards."""
    c = signing_key.c
    rows = connection.execute(select(signing_key).where(c.client == client).order_by(c.seq.desc()))
    newest: dict[str, Signer] = {}
    for row in rows:
        key = SigningKey(row.id, row.public, row.salt, row.nonce, row.sealed)
        newest.setdefault(row.user, Signer(row.user, key, row.created))
    return tuple(newest.values())


def _opening(phrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=SCRYPT_COST, r=8, p=1).derive(phrase.encode())
