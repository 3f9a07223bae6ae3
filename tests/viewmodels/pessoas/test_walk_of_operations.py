"""Every operation there is, asked with the wrong client and by somebody without the right: refused and written down."""

import pytest

from storage.errors import KnownError
from storage.journal import entries
from storage.people import all_rights, provision_service
from tests.viewmodels.pessoas.conftest import HERE, NOON, THERE, Town
from viewmodels.operations import registry
from viewmodels.operations.registry import Operation
from viewmodels.operations.scope import Scope

OPERATIONS = registry.load_all()


@pytest.mark.parametrize("asked", OPERATIONS, ids=lambda each: each.id)
def test_all_rights_over_one_client_are_none_over_another(town: Town, asked: Operation) -> None:
    _refused(town, Scope(THERE, town.ids["ana"]), asked)


@pytest.mark.parametrize("asked", OPERATIONS, ids=lambda each: each.id)
def test_every_right_but_the_one_asked_is_not_enough(town: Town, asked: Operation) -> None:
    others = tuple(right for right in all_rights() if right != asked.right)
    with town.house.store.write() as connection:
        user = provision_service(connection, HERE, "quase", others, actor=town.ids["ana"], at=NOON)
    _refused(town, Scope(HERE, user), asked)


def _refused(town: Town, scope: Scope, asked: Operation) -> None:
    """No argument is given: an operation that looked at its arguments first would fail here as our bug."""
    with pytest.raises(KnownError) as refusal:
        registry.perform(town.house, scope, asked.id)
    assert refusal.value.code == registry.NO_RIGHT
    with town.house.store.read() as connection:
        body = entries(connection, scope.client, limit=1)[0].body
    assert body is not None
    told = (body["verb"], body["actor"], body["entity"], body["after"])
    assert told == ("acesso.recusar", scope.user, f"operacao/{asked.id}", {"direito": asked.right})
