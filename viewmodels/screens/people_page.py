"""Users and clients as an administrator handles them; every act is journalled by its operation."""

import secrets

from PySide6.QtCore import QObject, Signal

from storage.errors import KnownError
from storage.people import Client, Grant
from viewmodels.changes import Changed
from viewmodels.desk import Desk
from viewmodels.operations.pessoas.listing import PersonRow
from viewmodels.operations.pessoas.roles import AREAS, RoleAt
from viewmodels.state import State
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row

PEOPLE = "pessoas"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Signs of a temporary password: none that is taken for another when read from paper."""
GROUPS, GROUP = 4, 4


def temporary_password() -> str:
    """A password to be handed over once: four groups of four signs, about 79 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


class PeoplePage(QObject):
    """The people of the client, the one in front, the roles and what may be done."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """People of the desk's client."""
        super().__init__()
        self.desk = desk
        self.rows: tuple[PersonRow, ...] = ()
        self.selected = ""
        self.refusal = ""
        self.told = ""
        self.reason = desk.reason("pessoas.listar") or ""
        self.table = TableModel(self._columns())
        desk.changes.subscribe(self._changed, PEOPLE)
        self.refresh()

    def _changed(self, change: Changed) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        if self.reason:
            return
        self.rows = self.desk.ask("pessoas.listar")
        if self.selected not in {row.person.id for row in self.rows}:
            self.selected = self.rows[0].person.id if self.rows else ""
        self.table.set_rows([self._row(row) for row in self.rows])
        self.changed.emit()

    # --- what is shown

    @property
    def situation(self) -> str:
        """ "3 usuários ativos, 1 desativados."."""
        active = sum(1 for row in self.rows if row.person.active)
        return self.desk.say("USUARIOS.SITUACAO", ativos=active, desativados=len(self.rows) - active)

    @property
    def person(self) -> PersonRow | None:
        """The person in front."""
        return next((row for row in self.rows if row.person.id == self.selected), None)

    def select(self, user: str) -> None:
        """Bring a person to the front; what was said about another goes."""
        if user != self.selected:
            self.selected, self.refusal, self.told = user, "", ""
            self.changed.emit()

    @property
    def roles(self) -> tuple[tuple[str, str], ...]:
        """Roles that can be given: (id, name)."""
        if self.reason:
            return ()
        return tuple((role, self.desk.say(f"PAPEL.{role}")) for role in self.desk.ask("pessoas.papeis"))

    @property
    def areas(self) -> tuple[tuple[str, str], ...]:
        """Where a role may be limited to: (id, name), the whole client first."""
        return (("", self.desk.say("USUARIOS.TUDO")), *((area, self.desk.say(f"AREA.{area}")) for area in AREAS))

    @property
    def sectors(self) -> tuple[tuple[str, str], ...]:
        """Sectors a role may be limited to: (id, name), all of them first."""
        if self.desk.reason("metas.setores"):
            return (("", self.desk.say("USUARIOS.TODOS_SETORES")),)
        listed = self.desk.ask("metas.setores")
        return (("", self.desk.say("USUARIOS.TODOS_SETORES")), *((s.id, s.name) for s in listed))

    def grant_words(self, grant: Grant) -> str:
        """`Diretor`, `Operador em Metas, GAMA`."""
        parts = [dict(self.areas).get(grant.area, grant.area)] if grant.area else []
        parts += [dict(self.sectors).get(grant.sector, grant.sector)] if grant.sector else []
        name = self._role_word(grant.role)
        return self.desk.say("USUARIOS.PAPEL_EM", papel=name, onde=", ".join(parts)) if parts else name

    def _role_word(self, role: str) -> str:
        code = f"PAPEL.{role}"
        return self.desk.say(code) if self.desk.house.texts.knows(code) else self.desk.say("USUARIOS.COMANDOS")

    def _columns(self) -> tuple[ColumnSpec, ...]:
        say = self.desk.say
        return (
            ColumnSpec("nome", say("USUARIOS.NOME"), stretch=2),
            ColumnSpec("login", say("USUARIOS.LOGIN"), stretch=1),
            ColumnSpec("papeis", say("USUARIOS.PAPEIS"), stretch=3),
            ColumnSpec("entrou", say("USUARIOS.ULTIMA_ENTRADA"), kind=Kind.DATE, stretch=1),
            ColumnSpec("situacao", say("TELA.COLUNA.SITUACAO"), kind=Kind.CHIP),
        )

    def _row(self, row: PersonRow) -> Row:
        person = row.person
        seen = person.last_sign_in
        when = self.desk.house.texts.numbers.instant(seen, self.desk.house.texts.zone) if seen else "–"
        state, word = self._standing(row)
        return Row(
            person.id,
            {
                "nome": Cell(person.name),
                "login": Cell(person.login),
                "papeis": Cell(", ".join(self.grant_words(grant) for grant in row.roles) or "–"),
                "entrou": Cell(when, str(seen or "")),
                "situacao": Cell(word, state=state),
            },
        )

    def _standing(self, row: PersonRow) -> tuple[State, str]:
        person, say = row.person, self.desk.say
        if not person.active:
            return State.SEM_DADOS, say("USUARIOS.DESATIVADO")
        if person.locked_until and person.locked_until > self.desk.house.clock.now():
            return State.CRITICO, say("USUARIOS.BLOQUEADO")
        if person.must_change and not person.service:
            return State.ATENCAO, say("USUARIOS.TROCA_SENHA")
        return State.OK, say("USUARIOS.ATIVO")

    # --- what is done

    def create(self, name: str, login: str, role: RoleAt) -> tuple[str, str]:
        """Adds a person with a role: (temporary password shown once, "") or ("", what refuses it)."""
        password = temporary_password()
        made = self._try("pessoas.criar", name=name, login=login, password=password, roles=(role,))
        if not made:
            return "", self.refusal
        self.selected = str(made)
        self.refresh()
        return password, ""

    def reset_password(self) -> str:
        """A new temporary password for the person in front, "" when refused."""
        password = temporary_password()
        done = self._try("pessoas.redefinir_senha", user=self.selected, password=password)
        return "" if done is False else password

    def set_active(self, active: bool) -> None:
        """Switches the account in front on or off."""
        self._try("pessoas.reativar" if active else "pessoas.desativar", user=self.selected)

    def give(self, role: RoleAt) -> None:
        """Gives the person in front a role."""
        self._try("pessoas.atribuir_papel", user=self.selected, role=role)

    def take(self, grant: Grant) -> None:
        """Takes a role back from the person in front."""
        self._try("pessoas.revogar_papel", user=self.selected, role=RoleAt(grant.role, grant.area, grant.sector))

    def _try(self, operation: str, **arguments: object) -> str | bool:
        """The operation's result (True for none); False after keeping what refused it."""
        try:
            result = self.desk.act(operation, PEOPLE, **arguments)
        except KnownError as error:
            self.refusal = self.desk.say_error(error)
            self.changed.emit()
            return False
        self.refusal = ""
        self.refresh()
        return True if result is None else str(result)


class ClientsPage(QObject):
    """The clients of the store."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Clients of the desk's store."""
        super().__init__()
        self.desk = desk
        self.reason = desk.reason("clientes.listar") or ""
        self.clients: tuple[Client, ...] = ()
        say = desk.say
        self.table = TableModel(
            (
                ColumnSpec("nome", say("CLIENTES.NOME"), stretch=3),
                ColumnSpec("documento", say("CLIENTES.DOCUMENTO"), stretch=1),
                ColumnSpec("situacao", say("TELA.COLUNA.SITUACAO"), kind=Kind.CHIP),
            )
        )
        desk.changes.subscribe(self._changed, PEOPLE)
        self.refresh()

    def _changed(self, change: Changed) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        if self.reason:
            return
        self.clients = self.desk.ask("clientes.listar")
        self.table.set_rows([self._row(each) for each in self.clients])
        self.changed.emit()

    def _row(self, each: Client) -> Row:
        state = State.OK if each.active else State.SEM_DADOS
        word = self.desk.say("CLIENTES.EM_USO" if each.active else "CLIENTES.FORA_DE_USO")
        cells = {
            "nome": Cell(each.name),
            "documento": Cell(each.document or "–"),
            "situacao": Cell(word, state=state),
        }
        return Row(each.id, cells)

    def create(self, name: str, document: str) -> str:
        """Adds a client; what refuses it, "" when it was made."""
        try:
            self.desk.act("clientes.criar", PEOPLE, name=name, document=document)
        except KnownError as error:
            return self.desk.say_error(error)
        self.refresh()
        return ""
