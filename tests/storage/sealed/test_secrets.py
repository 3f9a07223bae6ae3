"""Secrets: in a keyring we trust, or asked each time; never in clear text."""

import keyring
import pytest
from keyring.backends.fail import Keyring as FailKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringLocked

from storage.errors import KnownError
from storage.secrets import (
    KeyringSecrets,
    SessionSecrets,
    forget_oracle_password,
    keep_oracle_password,
    oracle_password,
    safe_backend,
    system_secrets,
)


class MemoryKeyring:
    """A backend that keeps secrets in a dict, or refuses to."""

    def __init__(self, locked: bool = False) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = locked

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class PlaintextKeyring(MemoryKeyring):
    """What keyrings.alt would put in a file."""


PlaintextKeyring.__module__ = "keyrings.alt.file"


class SystemKeyring(MemoryKeyring):
    """What a desktop offers."""


SystemKeyring.__module__ = "keyring.backends.SecretService"


class Chain:
    """Several backends, as keyring's chainer."""

    def __init__(self, *backends: object) -> None:
        self.backends = backends


@pytest.mark.parametrize("secrets", [SessionSecrets(), KeyringSecrets(MemoryKeyring())])
def test_the_password_of_the_erp(secrets: KeyringSecrets | SessionSecrets) -> None:
    assert oracle_password(secrets, "erp", "ORCL", "metas") is None
    keep_oracle_password(secrets, "erp", "ORCL", "metas", "s3gredo")
    assert oracle_password(secrets, "erp", "ORCL", "metas") == "s3gredo"
    assert secrets.get("prova-real/oracle/erp/ORCL", "metas") == "s3gredo"
    assert oracle_password(secrets, "outro", "ORCL", "metas") is None
    for _ in range(2):
        forget_oracle_password(secrets, "erp", "ORCL", "metas")
    assert oracle_password(secrets, "erp", "ORCL", "metas") is None


def test_a_system_keyring_is_trusted_also_inside_a_chain() -> None:
    ours = SystemKeyring()
    assert safe_backend(ours) is ours
    assert safe_backend(Chain(PlaintextKeyring(), ours)) is ours


def test_clear_text_and_strangers_are_refused() -> None:
    for found in (PlaintextKeyring(), MemoryKeyring(), Chain(PlaintextKeyring(), FailKeyring())):
        with pytest.raises(KnownError) as caught:
            safe_backend(found)
        assert caught.value.code == "COFRE_INSEGURO"


@pytest.mark.parametrize("backend", [FailKeyring(), NullKeyring(), Chain(FailKeyring())])
def test_no_keyring_means_asking_each_time(backend: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    with pytest.raises(KnownError, match="COFRE_AUSENTE"):
        system_secrets()


def test_the_systems_keyring_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = SystemKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: ours)
    system_secrets().put("s", "a", "x")
    assert ours.kept == {("s", "a"): "x"}


def test_a_locked_keyring_says_so() -> None:
    locked = KeyringSecrets(MemoryKeyring(locked=True))
    for act in (lambda: locked.get("s", "a"), lambda: locked.put("s", "a", "x"), lambda: locked.forget("s", "a")):
        with pytest.raises(KnownError, match="COFRE_RECUSOU"):
            act()
