"""Columns matched once are remembered for the next import."""

from storage.auditoria.catalogue import Catalogue, catalogue
from storage.auditoria.remembered import keep_columns, kept_columns
from storage.store import Store
from tests.storage.store.opening import CLIENT, NOON, clock, empty, path, store

__all__ = ["clock", "empty", "path", "store"]


def test_what_was_matched_is_kept_and_added_to(store: Store) -> None:
    with store.write() as connection:
        assert kept_columns(connection, CLIENT) == {}
        first = {"viagem_completa": {"sentido": "DIR", "data": "data"}, "inventada": {"a": "b"}}
        keep_columns(connection, CLIENT, first, catalogue(), at=NOON, who="ana")
        second = {"viagem_completa": {"id_viagem": "NR"}, "transacao": {"modo": "TIPO", "nenhuma": "X"}}
        keep_columns(connection, CLIENT, second, catalogue(), at=NOON, who="ana")
        none = Catalogue({}, ())
        keep_columns(connection, CLIENT, {"viagem_completa": {"data": "DIA"}}, none, at=NOON, who="ana")
    with store.read() as connection:
        assert kept_columns(connection, CLIENT) == {
            "viagem_completa": {"sentido": "DIR", "id_viagem": "NR"},
            "transacao": {"modo": "TIPO"},
        }
        assert kept_columns(connection, "outro") == {}
