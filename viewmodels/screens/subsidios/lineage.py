"""Linhagem: the graph of stages and inputs, unfolded on demand; a column chosen lights its way back to the inputs."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from engines.subsidy.column_lineage import Ancestor
from engines.subsidy.lineage import Graph, Node, NodeKind
from viewmodels.changes import Changed
from viewmodels.operations.subsidios.lineage_view import LineageView
from viewmodels.screens.subsidios.audit import CALCULATION, AuditViewModel
from viewmodels.screens.subsidios.rules_timeline_words import title_of

SHOWABLE = (NodeKind.PASSO, NodeKind.REGRA, NodeKind.FONTE)


@dataclass(frozen=True, slots=True)
class NodeMark:
    """A node as it is drawn: name, what it is, place in columns and rows, and the sentence said about it."""

    key: str
    title: str
    kind: str
    word: str
    column: int
    row: float
    spoken: str


class LineageViewModel(QObject):
    """The graph in front. `drawn` says that its nodes are others, `chosen` that another node or column is meant."""

    drawn = Signal()
    chosen = Signal()

    def __init__(self, audit: AuditViewModel, parent: QObject | None = None) -> None:
        """The lineage of the audit on the desk, folded to stages and inputs."""
        super().__init__(parent)
        self.audit, self.desk = audit, audit.desk
        self.shown: frozenset[NodeKind] = frozenset()
        self.inside = ""
        self.node = ""
        self.column = ""
        self.through_rows = False
        self.ancestors: tuple[Ancestor, ...] = ()
        self._view = self._asked()
        self.nodes = tuple(self._marks())
        self.desk.changes.subscribe(self._told, CALCULATION)

    # --- the picture

    @property
    def graph(self) -> Graph:
        """Nodes and who reads whom."""
        return self._view.graph

    @property
    def title(self) -> str:
        """What the picture shows."""
        if not self.inside:
            return self.desk.say("SUB_LINHAGEM.INTEIRA")
        return self.desk.say("SUB_LINHAGEM.DENTRO", etapa=title_of(self.desk.house.texts, "SUB_ETAPA", self.inside))

    @property
    def lit(self) -> frozenset[str]:
        """Keys of the nodes on the way: of the column's ancestors and their rules, else of what the node comes from.

        Inside a stage everything leads to it, and nothing is lit for it.
        """
        if self.ancestors:
            rules = {f"regra.{rule}" for one in self.ancestors for rule in (*one.rules, *one.row_rules)}
            return frozenset({one.relation for one in self.ancestors} | rules) & self.graph.nodes.keys()
        if self.node not in self.graph.nodes or self.node == self.inside:
            return frozenset()
        return self.graph.above(self.node)

    def unfold(self, kind: str, on: bool) -> None:
        """Draw, or fold away, the steps, the rules or the tables of the source."""
        one = NodeKind(kind)
        self.shown = self.shown | {one} if on else self.shown - {one}
        self.inside = ""
        self._draw()

    def go_inside(self, stage: str) -> None:
        """Draw the steps and rules of one published stage; "" goes back to the whole."""
        if stage == self.inside or (stage and stage not in self._view.columns):
            return
        self.inside = stage
        if stage:
            self.node, self.column, self.ancestors = stage, "", ()
        self._draw()

    # --- what is meant

    def choose(self, key: str) -> None:
        """Another node is meant, and no column of it yet."""
        if key != self.node:
            self.node, self.column, self.ancestors = key, "", ()
            self.chosen.emit()

    def choose_column(self, column: str) -> None:
        """Follow a published column of the node back to the inputs."""
        if column != self.column and column in self.columns_here:
            self.column = column
            self._follow()

    def follow_rows(self, on: bool) -> None:
        """Follow also what decides which rows there are."""
        self.through_rows = on
        if self.column:
            self._follow()

    @property
    def columns_here(self) -> tuple[str, ...]:
        """Published columns of the node meant."""
        return self._view.columns.get(self.node, ())

    @property
    def can_go_inside(self) -> bool:
        """True for a published stage that is not already the inside shown."""
        return self.node in self._view.columns and self.node != self.inside

    @property
    def about(self) -> tuple[str, str, str]:
        """Name of the node meant, what it is, and a sentence about it."""
        node, say = self.graph.nodes.get(self.node), self.desk.say
        if node is None:
            return "", "", say("SUB_LINHAGEM.ESCOLHA")
        before, after = self.neighbours(self.node)
        code = f"{node.title_code}.EXPLICA"
        explained = say(code) if self.desk.house.texts.knows(code) else ""
        read = say("SUB_LINHAGEM.LE", n=len(before), m=len(after))
        return self._title(node), say(f"SUB_NO.{node.kind}"), f"{explained} {read}".strip()

    @property
    def summary(self) -> str:
        """How many columns the chosen one comes from; "" while none is chosen."""
        if not self.ancestors:
            return ""
        return self.desk.say("SUB_LINHAGEM.RESUMO", n=len(self.ancestors) - 1, coluna=self.column)

    # --- inside

    def _told(self, _changed: Changed) -> None:
        """Another chain may have other steps; the picture of the same one stays as it is seen."""
        if self._asked() != self._view:
            self._draw()

    def _asked(self) -> LineageView:
        found: LineageView = self.desk.ask("subsidios.linhagem", shown=self.shown, inside=self.inside)
        return found

    def _draw(self) -> None:
        self._view = self._asked()
        self.nodes = tuple(self._marks())
        if self.node not in self.graph.nodes:
            self.node, self.column, self.ancestors = "", "", ()
        self.drawn.emit()
        self.chosen.emit()

    def _follow(self) -> None:
        address = f"{self.node}.{self.column}"
        self.ancestors = self.desk.ask("subsidios.ancestrais", address=address, through_rows=self.through_rows)
        self.chosen.emit()

    def _marks(self) -> Iterator[NodeMark]:
        for key, node in sorted(self.graph.nodes.items(), key=lambda item: (item[1].column, item[1].row)):
            title, word = self._title(node), self.desk.say(f"SUB_NO.{node.kind}")
            yield NodeMark(key, title, node.kind.value, word, node.column, node.row, f"{title}, {word}")

    def neighbours(self, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What a node reads and what reads it."""
        edges = self.graph.edges
        return tuple(a for a, b in edges if b == key), tuple(b for a, b in edges if a == key)

    def _title(self, node: Node) -> str:
        return self.desk.say(node.title_code) if node.title_code else node.name
