"""Sealed payloads: open only with the area's key, only in their own place; the journal never learns them."""

import pytest
from sqlalchemy import text

from storage.errors import KnownError
from storage.journal import entries, verify
from storage.sealed import create_area_key, forget, names_in, recover_area_key, seal, unseal
from storage.secrets import SessionSecrets
from storage.store import Store
from tests.storage.store.opening import CLIENT, NOON

PAYLOAD = "patrimônio de referência: 1.234,56".encode()


@pytest.fixture
def secrets() -> SessionSecrets:
    return SessionSecrets()


@pytest.fixture
def recovery(store: Store, secrets: SessionSecrets) -> str:
    with store.write() as connection:
        return create_area_key(connection, secrets, CLIENT, "prudencial", actor="u", at=NOON)


def put(store: Store, secrets: SessionSecrets, name: str, payload: bytes) -> None:
    with store.write() as connection:
        seal(connection, secrets, CLIENT, "prudencial", name, payload, actor="u", at=NOON, why="envio")


def opened(store: Store, secrets: SessionSecrets, name: str) -> bytes:
    with store.read() as connection:
        return unseal(connection, secrets, CLIENT, "prudencial", name)


def test_what_is_sealed_opens_again(store: Store, secrets: SessionSecrets, recovery: str) -> None:
    put(store, secrets, "dlo", PAYLOAD)
    put(store, secrets, "dlo", PAYLOAD + b"!")
    put(store, secrets, "anexo", b"")
    assert opened(store, secrets, "dlo") == PAYLOAD + b"!"
    assert opened(store, secrets, "anexo") == b""
    with store.read() as connection:
        assert names_in(connection, CLIENT, "prudencial") == ("anexo", "dlo")


def test_neither_file_nor_journal_holds_it(store: Store, secrets: SessionSecrets, recovery: str) -> None:
    put(store, secrets, "dlo", PAYLOAD)
    with store.read() as connection:
        newest = entries(connection, CLIENT)[0]
        assert verify(connection, CLIENT) == ()
    assert newest.body is not None
    assert (newest.body["verb"], newest.body["entity"]) == ("selo.guardar", "selo/prudencial/dlo")
    assert set(newest.body["after"]) == {"nome", "hmac"}
    key = secrets.get(f"prova-real/selo/{CLIENT}/prudencial", "chave")
    assert key is not None
    store.close()
    everything = store.path.read_bytes()
    for secret in (PAYLOAD, key.encode(), recovery.encode(), recovery.replace("-", "").encode()):
        assert secret not in everything


def test_equal_payloads_have_equal_keyed_hashes_and_other_bytes(
    store: Store, secrets: SessionSecrets, recovery: str
) -> None:
    put(store, secrets, "a", PAYLOAD)
    put(store, secrets, "b", PAYLOAD)
    with store.read() as connection:
        one, two = (line.body for line in entries(connection, CLIENT, verb="selo.guardar"))
        rows = connection.execute(text("SELECT nonce, ciphertext FROM sealed_payload")).all()
    assert one is not None and two is not None
    assert one["after"]["hmac"] == two["after"]["hmac"]
    assert len({row.nonce for row in rows}) == len({row.ciphertext for row in rows}) == 2


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE sealed_payload SET ciphertext = zeroblob(length(ciphertext)) WHERE name = 'a'",
        "UPDATE sealed_payload SET (nonce, ciphertext) = (SELECT nonce, ciphertext FROM sealed_payload"
        " WHERE name = 'b') WHERE name = 'a'",
        "UPDATE sealed_payload SET nonce = zeroblob(12) WHERE name = 'a'",
    ],
)
def test_altered_or_swapped_payloads_do_not_open(
    store: Store, secrets: SessionSecrets, recovery: str, tamper: str
) -> None:
    put(store, secrets, "a", PAYLOAD)
    put(store, secrets, "b", b"other")
    with store.write() as connection:
        connection.execute(text(tamper))
    with pytest.raises(KnownError, match="SELO_VIOLADO"):
        opened(store, secrets, "a")


def test_without_the_key_nothing_opens_and_the_recovery_key_brings_it_back(
    store: Store, secrets: SessionSecrets, recovery: str
) -> None:
    put(store, secrets, "dlo", PAYLOAD)
    elsewhere = SessionSecrets()
    with pytest.raises(KnownError, match="SELO_SEM_CHAVE"):
        opened(store, elsewhere, "dlo")
    with store.read() as connection:
        with pytest.raises(KnownError, match="CHAVE_RECUSADA"):
            recover_area_key(connection, elsewhere, CLIENT, "prudencial", "AAAA-BBBB")
        with pytest.raises(KnownError, match="SELO_SEM_CHAVE"):
            recover_area_key(connection, elsewhere, CLIENT, "subsidios", recovery)
        recover_area_key(connection, elsewhere, CLIENT, "prudencial", recovery.lower())
    assert opened(store, elsewhere, "dlo") == PAYLOAD


def test_an_area_has_one_key(store: Store, secrets: SessionSecrets, recovery: str) -> None:
    with store.write() as connection, pytest.raises(KnownError, match="SELO_CHAVE_EXISTE"):
        create_area_key(connection, secrets, CLIENT, "prudencial", actor="u", at=NOON)
    with store.write() as connection, pytest.raises(KnownError, match="SELO_SEM_CHAVE"):
        seal(connection, secrets, CLIENT, "subsidios", "x", b"", actor="u", at=NOON)


def test_forgetting_leaves_the_journal(store: Store, secrets: SessionSecrets, recovery: str) -> None:
    put(store, secrets, "dlo", PAYLOAD)
    with store.write() as connection:
        forget(connection, CLIENT, "prudencial", "dlo", actor="u", at=NOON, why="prazo")
        with pytest.raises(KnownError, match="SELO_AUSENTE"):
            forget(connection, CLIENT, "prudencial", "dlo", actor="u", at=NOON)
    with pytest.raises(KnownError, match="SELO_AUSENTE"):
        opened(store, secrets, "dlo")
    with store.read() as connection:
        assert [line.body["verb"] for line in entries(connection, CLIENT)[:2] if line.body] == [
            "selo.apagar",
            "selo.guardar",
        ]
