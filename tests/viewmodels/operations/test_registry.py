"""Operations: the right is asked first, the refusal leaves a trace, and nothing is registered twice."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from engines.finding import Finding, Severity
from storage.clock import stopped_clock
from storage.errors import KnownError
from storage.texts import sentences
from storage.texts.sentences import Texts
from storage.texts.template import parse
from viewmodels.operations.house import House
from viewmodels.operations.plain_json import plain
from viewmodels.operations.registry import Registry, UnknownOperation
from viewmodels.operations.scope import Scope

SCOPE = Scope("viação", "ana")


@dataclass
class Gate:
    """Rights of one test, and the refusals it saw."""

    granted: set[tuple[str, str, str]]
    refusals: list[tuple[str, str, str]] = field(default_factory=list)

    def allows(self, client: str, user: str, right: str) -> bool:
        return (client, user, right) in self.granted

    def reaches_all(self, client: str, user: str, right: str) -> bool:
        return self.allows(client, user, right)

    def refused(self, scope: Scope, id: str, right: str) -> None:
        self.refusals.append((scope.user, id, right))


@pytest.fixture
def gate() -> Gate:
    return Gate({("viação", "ana", "metas.ver")})


@pytest.fixture
def house(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> House:
    ours = {
        "ACESSO.SEM_DIREITO": parse("{operacao}: falta {direito}"),
        "DIREITO.metas.aprovar": parse("aprovar metas"),
        "OPERACAO.metas.aprovar": parse("Aprovar"),
        "DIREITO.metas.ver": parse("ver metas"),
        "OPERACAO.metas.ver": parse("Ver"),
        "METAS.FECHADO": parse("O mês {mes} está fechado"),
    }
    monkeypatch.setattr(sentences, "templates", lambda locale: ours)
    anything: Any = None
    clock = stopped_clock(datetime(2025, 8, 2, tzinfo=UTC))
    return House(store=anything, clock=clock, texts=Texts(), rights=gate, refused=gate.refused)


@pytest.fixture
def registry() -> Registry:
    registry = Registry()

    @registry.operation("metas.ver", right="metas.ver", mode="read", area="metas")
    def see(house: House, scope: Scope, *, mes: str) -> str:
        return f"{scope.client} {mes}"

    @registry.operation("metas.aprovar", right="metas.aprovar", mode="write", verb="APROVAR", area="metas")
    def approve(house: House, scope: Scope) -> str:
        return "aprovado"

    def closed(house: House, scope: Scope) -> KnownError | None:
        return KnownError("METAS.FECHADO", mes="2025-08") if scope.origin == "desktop" else None

    @registry.operation("metas.a", right="metas.ver", mode="read", area="a", guard=closed)
    def guarded(house: House, scope: Scope) -> str:
        raise KnownError("DISCO")

    return registry


def test_with_the_right_it_is_done(registry: Registry, house: House, gate: Gate) -> None:
    assert registry.perform(house, SCOPE, "metas.ver", mes="2025-08") == "viação 2025-08"
    assert registry.disabled_reason(house, SCOPE, "metas.ver") is None
    assert gate.refusals == []


def test_without_the_right_it_is_refused_and_written_down(registry: Registry, house: House, gate: Gate) -> None:
    with pytest.raises(KnownError) as refusal:
        registry.perform(house, SCOPE, "metas.aprovar")
    assert (refusal.value.code, refusal.value.args_shown) == (
        "ACESSO.SEM_DIREITO",
        {"direito": "aprovar metas", "operacao": "Aprovar"},
    )
    assert gate.refusals == [("ana", "metas.aprovar", "metas.aprovar")]


def test_the_reason_beside_a_disabled_button_leaves_no_trace(registry: Registry, house: House, gate: Gate) -> None:
    assert registry.disabled_reason(house, SCOPE, "metas.aprovar") == "Aprovar: falta aprovar metas"
    assert registry.disabled_reason(house, SCOPE, "metas.a") == "O mês 2025-08 está fechado"
    assert gate.refusals == []


def test_a_right_over_one_client_is_none_over_another(registry: Registry, house: House) -> None:
    with pytest.raises(KnownError, match="SEM_DIREITO"):
        registry.perform(house, Scope("outra", "ana"), "metas.ver", mes="2025-08")


def test_guards_hold_and_errors_pass_untouched(registry: Registry, house: House) -> None:
    with pytest.raises(KnownError, match="METAS.FECHADO"):
        registry.perform(house, SCOPE, "metas.a")
    with pytest.raises(KnownError, match="DISCO"):
        registry.perform(house, Scope("viação", "ana", "terminal"), "metas.a")


def test_each_is_registered_once_with_what_the_journal_needs(registry: Registry) -> None:
    assert [each.id for each in registry.all()] == ["metas.a", "metas.aprovar", "metas.ver"]
    assert registry.get("metas.ver").title == "OPERACAO.metas.ver"
    with pytest.raises(ValueError, match="twice"):
        registry.add(registry.get("metas.ver"))
    with pytest.raises(ValueError, match="journal verb"):
        registry.operation("metas.gravar", right="x", mode="write", area="metas")(print)
    with pytest.raises(UnknownOperation):
        registry.get("nada")


@pytest.mark.parametrize(("client", "user", "origin"), [("", "ana", "desktop"), ("v", "", "desktop"), ("v", "ana", "")])
def test_a_scope_names_everyone(client: str, user: str, origin: str) -> None:
    with pytest.raises(ValueError, match="scope"):
        Scope(client, user, origin)


def test_findings_and_sets_as_json() -> None:
    finding = Finding("ERP_001", Severity.WARNING, "vazio", {"setor": "1"}, {"dias": (1, 2), "nomes": frozenset("ba")})
    assert plain([finding]) == [
        {
            "code": "ERP_001.vazio",
            "severity": "WARNING",
            "where": {"setor": "1"},
            "args": {"dias": [1, 2], "nomes": ["a", "b"]},
        }
    ]
