"""The matrix of rights, cell by cell, written out from the specifications; and what each operation does with it."""

from dataclasses import dataclass

import pytest

from storage.errors import KnownError
from storage.journal import entries, verify
from storage.people import all_rights, changed_roles, define_role, refresh_roles, rights_by_area, shipped_roles
from storage.texts.sentences import LOCALES, Texts
from tests.viewmodels.pessoas.conftest import HERE, NOON, Town
from viewmodels.operations import registry
from viewmodels.operations.gate import area_of
from viewmodels.operations.registry import Operation

ROLES = (
    "administrador", "diretor", "operador", "auditor", "gestor_kpis", "analista_bi", "gestor", "usuario_padrao",
    "representante_monitoramento", "preenchedor_prudencial",
)  # fmt: skip
# Columns: administrador, diretor, operador, auditor | gestor de KPIs, analista de BI, gestor, usuário padrão |
# representante de monitoramento, preenchedor. KPI rows: seed of the indicators, 5.1 and 5.2.
MATRIX = """
metas.ver                   x x x x  . . . .  . .
metas.calcular              x x x .  . . . .  . .
metas.aprovar               x x . .  . . . .  . .
metas.reverter              x x . .  . . . .  . .
metas.parametrizar          x x . .  . . . .  . .
metas.feriados              x x x .  . . . .  . .
metas.gastos                x x x .  . . . .  . .
metas.exportar              x x x x  . . . .  . .
subsidios.ver               x x x x  . . . .  . .
subsidios.importar          x . x x  . . . .  . .
subsidios.auditar           x . . x  . . . .  . .
subsidios.exportar          x x . x  . . . .  . .
KPI.VIEW                    x x x x  x x x x  x x
KPI.CREATE                  x . . .  x . . .  . .
KPI.UPDATE                  x . . .  x . . .  . .
KPI.DELETE                  x . . .  . . . .  . .
KPI.CONFIG_TARGETS          x . . .  x . . .  . .
KPI.VIEW_DASHBOARD          x x x x  x x x x  x x
KPI.EXPORT                  x . . x  x x x .  . .
KPI.MANAGE_ALERTS           x . . .  x . x .  . .
KPI.VIEW_AUDIT              x . . x  . . . .  . .
KPI.EXECUTE_CALC            x . . .  . . . .  . .
prudencial.ver              x . . x  . . . .  x x
prudencial.preencher        x . . .  . . . .  x x
prudencial.validar          x . . .  . . . .  x x
prudencial.enviar           x . . .  . . . .  x .
tempo_real.ver              x x x x  . . . .  . .
tempo_real.configurar       x . . .  . . . .  . .
usuarios.gerir              x . . .  . . . .  . .
clientes.gerir              x . . .  . . . .  . .
auditoria.ver               x x . x  . . . .  . .
documentos.verificar        x x x x  . . . .  x .
erp.configurar              x . . .  . . . .  . .
configuracoes.alterar       x . . .  . . . .  . .
loja.copiar                 x . . .  . . . .  . .
loja.restaurar              x . . .  . . . .  . .
"""
AREA_OF = {
    "metas": "metas", "subsidios": "subsidios", "KPI": "indicadores", "prudencial": "prudencial",
    "tempo_real": "tempo_real", "usuarios": "administracao", "clientes": "administracao",
    "auditoria": "administracao", "documentos": "administracao", "erp": "administracao",
    "configuracoes": "administracao", "loja": "administracao",
}  # fmt: skip


@dataclass(frozen=True)
class Expected:
    """One cell of the matrix."""

    right: str
    role: str
    held: bool


CELLS = tuple(
    Expected(right, role, mark == "x")
    for right, *marks in (line.split() for line in MATRIX.strip().splitlines())
    for role, mark in zip(ROLES, marks, strict=True)
)
HELD = frozenset((cell.right, cell.role) for cell in CELLS if cell.held)
OPERATIONS = registry.load_all()


def test_the_matrix_has_every_right_and_every_role() -> None:
    assert {cell.right for cell in CELLS} == set(all_rights())
    assert tuple(shipped_roles()) == ROLES
    assert {right: area_of(right) for right in all_rights()} == {r: AREA_OF[r.partition(".")[0]] for r in all_rights()}


@pytest.mark.parametrize("role", ROLES)
def test_each_cell_is_as_written(role: str) -> None:
    held = set(shipped_roles()[role])
    assert {cell.right: cell.right in held for cell in CELLS if cell.role == role} == {
        cell.right: cell.held for cell in CELLS if cell.role == role
    }


def test_every_cell_can_be_read() -> None:
    for locale in LOCALES:
        texts = Texts(locale)
        assert all(texts.knows(f"DIREITO.{right}") for right in all_rights())
        assert all(texts.knows(f"PAPEL.{role}") for role in ROLES)
        assert all(texts.knows(f"AREA.{area}") for area in rights_by_area())


@pytest.fixture
def crowd(town: Town) -> Town:
    """One person per role over the whole client, and one per role limited to each area."""
    for role in ROLES:
        town.add(role, role)
        for area in rights_by_area():
            town.add(f"{role}-{area}", role, area=area)
    return town


def test_each_operation_opens_to_the_roles_of_the_matrix_and_to_no_other(crowd: Town) -> None:
    """Every operation there is x every role, and each role again limited to each area."""
    wrong = [
        (asked.id, login)
        for asked in OPERATIONS
        for role in ROLES
        for login, within in [(role, True), *((f"{role}-{a}", a == area_of(asked.right)) for a in rights_by_area())]
        if crowd.house.rights.allows(HERE, crowd.ids[login], asked.right)
        != ((asked.right, role) in HELD and within)
    ]  # fmt: skip
    assert wrong == []


def _least(mode: str) -> tuple[Operation, str]:
    """An operation of that mode, and a role the matrix refuses it to."""
    asked = next(each for each in OPERATIONS if each.mode == mode and each.right == "metas.aprovar" or
                 each.mode == mode == "read" and each.right == "auditoria.ver")  # fmt: skip
    return asked, next(role for role in ROLES if (asked.right, role) not in HELD)


@pytest.mark.parametrize("mode", ["read", "write"])
def test_what_the_matrix_refuses_is_refused_and_written_down(crowd: Town, mode: str) -> None:
    asked, role = _least(mode)
    with pytest.raises(KnownError) as refusal:
        crowd.perform(role, asked.id)
    assert refusal.value.code == registry.NO_RIGHT
    with crowd.house.store.read() as connection:
        body = entries(connection, HERE, limit=1)[0].body
    assert body is not None
    assert (body["verb"], body["actor"], body["after"]) == (
        "acesso.recusar", crowd.ids[role], {"direito": asked.right},
    )  # fmt: skip


def test_what_the_matrix_allows_is_done(crowd: Town) -> None:
    assert crowd.perform("auditor", "auditoria.diario") is not None
    assert crowd.perform("auditor-administracao", "auditoria.diario") is not None
    with pytest.raises(KnownError, match=registry.NO_RIGHT):
        crowd.perform("auditor-metas", "auditoria.diario")
    assert crowd.perform("operador", "metas.periodos") == ()


def test_an_older_store_gets_the_roles_of_this_program_once_and_the_journal_says_so(town: Town) -> None:
    store = town.house.store
    with store.write() as connection:
        define_role(connection, "auditor", ("metas.ver",), shipped=True)
        define_role(connection, "nosso", ("metas.ver",))
        assert changed_roles(connection) == {"auditor": {"metas.ver"}}
        refresh_roles(connection, NOON)
        assert changed_roles(connection) == {}
        refresh_roles(connection, NOON)
        told = [line.body for line in entries(connection, HERE, limit=3) if line.body is not None]
        (body,) = [each for each in told if each["verb"] == "papel.atualizar"]
        assert body["entity"] == "papel/auditor" and body["before"] == {"direitos": ["metas.ver"]}
        assert body["after"] == {"direitos": sorted(shipped_roles()["auditor"])}
        assert verify(connection, HERE) == ()
