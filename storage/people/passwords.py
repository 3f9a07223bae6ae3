"""Passwords and recovery keys: argon2id hashes, rules of length, and keys a person can copy from paper."""

import base64
import re
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

from storage.errors import KnownError

SHORTEST = 10
LONGEST = 256
_KEY_BYTES = 20
_GROUP = 4


class Passwords:
    """Hashes and checks secrets with argon2id; tests pass cheaper parameters.

    The defaults are the second recommended option of RFC 9106: 64 MiB, three passes.
    """

    def __init__(self, passes: int = 3, memory_kib: int = 65536, lanes: int = 4) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=lanes, type=Type.ID)
        self._decoy = self._hasher.hash(secrets.token_hex(16))

    def hash(self, secret: str) -> str:
        """Argon2id hash, with its salt and parameters."""
        return self._hasher.hash(secret)

    def matches(self, kept: str, secret: str) -> bool:
        """True when `secret` is the one hashed in `kept`; takes the same time when nothing is kept."""
        if len(secret) > LONGEST:
            return False
        try:
            self._hasher.verify(kept or self._decoy, secret)
        except (VerificationError, InvalidHashError):
            return False
        return bool(kept)

    def outdated(self, kept: str) -> bool:
        """True when the hash was made with other parameters and should be made again at the next sign-in."""
        return self._hasher.check_needs_rehash(kept)


def refuse_weak(password: str, login: str) -> None:
    """Raises KnownError SENHA_CURTA, SENHA_LONGA or SENHA_IGUAL_AO_LOGIN; length is what keeps guesses away."""
    if len(password) < SHORTEST:
        raise KnownError("SENHA_CURTA", minimo=SHORTEST)
    if len(password) > LONGEST:
        raise KnownError("SENHA_LONGA", maximo=LONGEST)
    if login.casefold() in password.casefold():
        raise KnownError("SENHA_IGUAL_AO_LOGIN")


def new_recovery_key() -> str:
    """A key of 160 random bits as groups of letters and digits, to be printed once."""
    letters = base64.b32encode(secrets.token_bytes(_KEY_BYTES)).decode()
    return "-".join(letters[i : i + _GROUP] for i in range(0, len(letters), _GROUP))


def plain_recovery_key(typed: str) -> str:
    """The key as hashed, from what a person typed: case, spaces and hyphens do not matter."""
    return re.sub(r"[\s-]", "", typed).upper()
