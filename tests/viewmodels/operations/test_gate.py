"""The gate over a real store: rights per client, refusals in the journal, commands under their own user."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.clock import stopped_clock
from storage.errors import KnownError
from storage.journal import entries
from storage.people import create_client, provision_service
from storage.store import Store
from storage.texts.sentences import Texts
from viewmodels.operations.gate import StoreGate, service_scope
from viewmodels.operations.house import House
from viewmodels.operations.registry import Registry

NOW = datetime(2025, 8, 2, 11, 25, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "loja.sqlite", stopped_clock(NOW)) as store:
        with store.write() as connection:
            create_client(connection, "Viação", NOW, actor="sistema", client_id="viacao")
            create_client(connection, "Outra", NOW, actor="sistema", client_id="outra")
            provision_service(connection, "viacao", "Maria", ("metas.ver",), actor="sistema", at=NOW)
        yield store


def test_rights_are_those_of_the_store_in_that_client(store: Store) -> None:
    gate, user = StoreGate(store), service_scope(store, "viacao", "maria").user
    assert gate.allows("viacao", user, "metas.ver")
    assert not gate.allows("viacao", user, "metas.aprovar")
    assert not gate.allows("outra", user, "metas.ver")
    assert not gate.allows("viacao", "ninguem", "metas.ver")


def test_a_command_without_its_user_is_told_what_to_do(store: Store) -> None:
    for client, name in (("viacao", "joao"), ("outra", "maria")):
        with pytest.raises(KnownError) as refusal:
            service_scope(store, client, name)
        assert Texts().say_error(refusal.value).startswith(f"O usuário terminal:{name} não tem direitos neste arquivo.")


def test_a_refused_act_is_in_the_journal(store: Store) -> None:
    gate, registry = StoreGate(store), Registry()
    registry.operation(
        "metas.aprovar", right="metas.aprovar", mode="write", verb="metas.aprovar", area="metas", title="AREA.metas"
    )(lambda house, scope: None)
    house = House(store=store, clock=store.clock, texts=Texts(), rights=gate, refused=gate.refused)
    scope = service_scope(store, "viacao", "maria")
    with pytest.raises(KnownError, match="ACESSO.SEM_DIREITO"):
        registry.perform(house, scope, "metas.aprovar")
    with store.read() as connection:
        body = entries(connection, "viacao", limit=1)[0].body
    assert body is not None
    assert (body["verb"], body["actor"]) == ("acesso.recusar", scope.user)
    assert (body["entity"], body["origin"]) == ("operacao/metas.aprovar", "terminal")
    assert body["after"] == {"direito": "metas.aprovar"}
