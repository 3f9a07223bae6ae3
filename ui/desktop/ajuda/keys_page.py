"""The keyboard map: keys of the window and of the page from the one list, then those of tables and grids."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QKeySequence

from ui.desktop.kit.card import Card
from ui.desktop.kit.table import FigureTable
from ui.desktop.shell.areas import AREAS
from ui.desktop.shell.keymap import PAGE_KEYS, SHELL_KEYS
from ui.desktop.shell.page import PageWidget
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Row, RowKind

_CONTEXT = "KeysPage"
_WINDOW = str(QT_TRANSLATE_NOOP("KeysPage", "Em toda parte"))
_PAGE = str(QT_TRANSLATE_NOOP("KeysPage", "Na página"))
_TABLE = str(QT_TRANSLATE_NOOP("KeysPage", "Em tabelas"))
_WIZARD = str(QT_TRANSLATE_NOOP("KeysPage", "Ao preparar o mês"))
_TABLE_KEYS = (
    ("Enter, F1", str(QT_TRANSLATE_NOOP("KeysPage", "Explicar o número"))),
    ("F2", str(QT_TRANSLATE_NOOP("KeysPage", "Editar"))),
    ("F4", str(QT_TRANSLATE_NOOP("KeysPage", "Decidir"))),
    ("Ctrl+C", str(QT_TRANSLATE_NOOP("KeysPage", "Copiar valores"))),
    ("Ctrl+Shift+C", str(QT_TRANSLATE_NOOP("KeysPage", "Copiar a frase"))),
    ("Esc", str(QT_TRANSLATE_NOOP("KeysPage", "Desistir do que está aberto"))),
    (str(QT_TRANSLATE_NOOP("KeysPage", "Espaço")), str(QT_TRANSLATE_NOOP("KeysPage", "Marcar, desmarcar"))),
    ("Ctrl+A", str(QT_TRANSLATE_NOOP("KeysPage", "Selecionar tudo"))),
    ("Alt+T", str(QT_TRANSLATE_NOOP("KeysPage", "Ver um gráfico como tabela"))),
)
_WIZARD_KEYS = (
    ("Alt+P", str(QT_TRANSLATE_NOOP("KeysPage", "Próximo passo"))),
    ("Alt+V", str(QT_TRANSLATE_NOOP("KeysPage", "Passo anterior"))),
    ("U, S, D", str(QT_TRANSLATE_NOOP("KeysPage", "Classificar o dia em foco: útil, sábado, domingo"))),
    ("↑, ↓", str(QT_TRANSLATE_NOOP("KeysPage", "Dia anterior, dia seguinte"))),
)


class KeysPage(PageWidget):
    """Every key of the house with what it does."""

    def __init__(self) -> None:
        """The table of keys."""
        super().__init__(self.tr("Ajuda"), self.tr("Tudo se faz pelo teclado; Alt sozinho mostra o menu."))
        columns = (
            ColumnSpec("teclas", self.tr("Teclas"), sortable=False, stretch=1),
            ColumnSpec("ato", self.tr("O que faz"), sortable=False, stretch=3),
        )
        self.model = TableModel(columns)
        self.model.set_rows(_rows())
        table = FigureTable(self.model, self.tr("Mapa do teclado"))
        table.set_fit_height(True)
        card = Card()
        card.body.addWidget(table)
        self.body.addWidget(card)


def _rows() -> list[Row]:
    native = QKeySequence.SequenceFormat.NativeText
    areas = [(f"Ctrl+{at + 1}", area.shown_title) for at, area in enumerate(a for a in AREAS if not a.foot)]

    def of(keys: tuple[object, ...]) -> list[tuple[str, str]]:
        return [(", ".join(QKeySequence(s).toString(native) for s in k.sequences), k.words) for k in keys]  # type: ignore[attr-defined]

    parts = (
        (_WINDOW, [*of(SHELL_KEYS), *areas]),
        (_PAGE, of(PAGE_KEYS)),
        (_TABLE, [(_tr(keys), _tr(words)) for keys, words in _TABLE_KEYS]),
        (_WIZARD, [(keys, _tr(words)) for keys, words in _WIZARD_KEYS]),
    )
    rows: list[Row] = []
    for title, listed in parts:
        rows.append(Row(title, {"teclas": Cell(_tr(title))}, RowKind.GROUP))
        rows += [Row(f"{title}/{keys}/{w}", {"teclas": Cell(keys), "ato": Cell(w)}) for keys, w in listed]
    return rows


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
