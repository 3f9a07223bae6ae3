"""Settings and drafts keep their types."""

from datetime import date
from decimal import Decimal

from storage.people import NewUser, create_user
from storage.store import Store
from storage.store.drafts import DraftKey, discard_draft, load_draft, save_draft
from storage.store.settings import read_settings, write_setting
from tests.storage.store.opening import CLIENT, NOON


def test_a_setting_is_read_as_it_was_written(store: Store) -> None:
    with store.write() as connection:
        write_setting(connection, "erp.porta", 1521, actor="u", at=NOON)
        write_setting(connection, "metas.fator", Decimal("0.985"), actor="u", at=NOON, client=CLIENT)
        write_setting(connection, "metas.fator", Decimal("0.980"), actor="u", at=NOON, client=CLIENT)
    with store.read() as connection:
        assert read_settings(connection) == {"erp.porta": 1521}
        assert str(read_settings(connection, CLIENT)["metas.fator"]) == "0.980"
        assert read_settings(connection, "outro") == {}


def test_a_draft_is_kept_replaced_and_discarded(store: Store) -> None:
    with store.write() as connection:
        user = create_user(connection, NewUser(CLIENT, "ana", "Ana", "h"), actor="u", at=NOON)
        place = DraftKey(CLIENT, user, "metas.nova", "2025-08")
        save_draft(connection, place, {"passo": 1}, NOON)
        save_draft(connection, place, {"passo": 2, "dia": date(2025, 8, 2)}, NOON)
    with store.read() as connection:
        assert load_draft(connection, place) == {"passo": 2, "dia": date(2025, 8, 2)}
    with store.write() as connection:
        discard_draft(connection, place)
        discard_draft(connection, place)
        assert load_draft(connection, place) is None
