"""Secrets: in the system's keyring or, for one session, in memory; never in a file."""

from collections.abc import Callable, MutableMapping
from typing import Protocol, TypeVar

from storage.errors import KnownError

T = TypeVar("T")

_SAFE_MODULES = (
    "keyring.backends.SecretService",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)


class Secrets(Protocol):
    """Where secrets are kept: by service and account."""

    def get(self, service: str, account: str) -> str | None:
        """The secret, None when there is none."""

    def put(self, service: str, account: str, secret: str) -> None:
        """Keeps or replaces a secret."""

    def forget(self, service: str, account: str) -> None:
        """Removes a secret; nothing happens when there is none."""


class Backend(Protocol):
    """The part of `keyring.backend.KeyringBackend` that is used."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


class KeyringSecrets:
    """The system's keyring."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def get(self, service: str, account: str) -> str | None:
        """The secret, None when there is none. Raises KnownError COFRE_RECUSOU when the keyring stays locked."""
        return _asked(lambda: self._backend.get_password(service, account))

    def put(self, service: str, account: str, secret: str) -> None:
        """Keeps or replaces a secret. Raises KnownError COFRE_RECUSOU."""
        _asked(lambda: self._backend.set_password(service, account, secret))

    def forget(self, service: str, account: str) -> None:
        """Removes a secret; nothing happens when there is none. Raises KnownError COFRE_RECUSOU."""
        if self.get(service, account) is not None:
            _asked(lambda: self._backend.delete_password(service, account))


class SessionSecrets:
    """Memory of this session only: what is asked each time where there is no keyring."""

    def __init__(self) -> None:
        self._kept: MutableMapping[tuple[str, str], str] = {}

    def get(self, service: str, account: str) -> str | None:
        """The secret given in this session, None when there is none."""
        return self._kept.get((service, account))

    def put(self, service: str, account: str, secret: str) -> None:
        """Keeps or replaces a secret until the session ends."""
        self._kept[service, account] = secret

    def forget(self, service: str, account: str) -> None:
        """Removes a secret; nothing happens when there is none."""
        self._kept.pop((service, account), None)


def system_secrets() -> KeyringSecrets:
    """The keyring of this system.

    Raises KnownError COFRE_AUSENTE when there is none (ask each time, with SessionSecrets) and COFRE_INSEGURO
    when the only one keeps secrets in clear text or is not one we know.
    """
    import keyring

    return KeyringSecrets(safe_backend(keyring.get_keyring()))


def safe_backend(found: object) -> Backend:
    """The first backend we trust among those keyring chose (a chain is looked into). Raises as `system_secrets`."""
    members = list(getattr(found, "backends", ())) or [found]
    for backend in members:
        if _module(backend).startswith(_SAFE_MODULES):
            return backend  # type: ignore[no-any-return]
    if all(_module(backend) in ("keyring.backends.fail", "keyring.backends.null") for backend in members):
        raise KnownError("COFRE_AUSENTE")
    raise KnownError("COFRE_INSEGURO", cofre=", ".join(_module(backend) for backend in members))


def oracle_password(secrets: Secrets, host: str, service: str, user: str) -> str | None:
    """Password of an ERP user, None when it must be asked for (G-086)."""
    return secrets.get(_oracle_service(host, service), user)


def keep_oracle_password(secrets: Secrets, host: str, service: str, user: str, password: str) -> None:
    """Keeps the password of an ERP user under `prova-real/oracle/<host>/<service>`."""
    secrets.put(_oracle_service(host, service), user, password)


def forget_oracle_password(secrets: Secrets, host: str, service: str, user: str) -> None:
    """Removes the password of an ERP user."""
    secrets.forget(_oracle_service(host, service), user)


def _oracle_service(host: str, service: str) -> str:
    return f"prova-real/oracle/{host}/{service}"


def _module(backend: object) -> str:
    return type(backend).__module__


def _asked(question: Callable[[], T]) -> T:
    from keyring.errors import KeyringError

    try:
        return question()
    except KeyringError as error:
        raise KnownError("COFRE_RECUSOU") from error
