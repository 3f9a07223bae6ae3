"""The keys of the house as data: each is an action of the menu bar, with its words and its shortcut."""

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_CONTEXT = "Keymap"


@dataclass(frozen=True, slots=True)
class Key:
    """One key: the act it asks for, the menu it stands in, words, sequences (the first is shown)."""

    act: str
    menu: str
    text: str
    sequences: tuple[str, ...]

    @property
    def words(self) -> str:
        """The words in the language of the screen."""
        return QCoreApplication.translate(_CONTEXT, self.text)


FILE = str(QT_TRANSLATE_NOOP("Keymap", "Arquivo"))
EDIT = str(QT_TRANSLATE_NOOP("Keymap", "Editar"))
GO = str(QT_TRANSLATE_NOOP("Keymap", "Ir"))
NUMBER = str(QT_TRANSLATE_NOOP("Keymap", "Número"))
HELP = str(QT_TRANSLATE_NOOP("Keymap", "Ajuda"))
MENUS = (FILE, EDIT, GO, NUMBER, HELP)

SHELL_KEYS = (
    Key("search", GO, str(QT_TRANSLATE_NOOP("Keymap", "Ir para ou procurar")), ("Ctrl+K",)),
    Key("next_tab", GO, str(QT_TRANSLATE_NOOP("Keymap", "Página seguinte")), ("Ctrl+PgDown",)),
    Key("previous_tab", GO, str(QT_TRANSLATE_NOOP("Keymap", "Página anterior")), ("Ctrl+PgUp",)),
    Key("next_pane", GO, str(QT_TRANSLATE_NOOP("Keymap", "Painel seguinte")), ("F6",)),
    Key("previous_pane", GO, str(QT_TRANSLATE_NOOP("Keymap", "Painel anterior")), ("Shift+F6",)),
    Key("dock", NUMBER, str(QT_TRANSLATE_NOOP("Keymap", "Mostrar ou esconder a Memória de cálculo")), ("Ctrl+M",)),
    Key("visited_back", NUMBER, str(QT_TRANSLATE_NOOP("Keymap", "Número visitado antes")), ("Alt+Left",)),
    Key("visited_forward", NUMBER, str(QT_TRANSLATE_NOOP("Keymap", "Número visitado depois")), ("Alt+Right",)),
    Key("help_focus", HELP, str(QT_TRANSLATE_NOOP("Keymap", "Ajuda do que está em foco")), ("F1", "Shift+F1")),
    Key("open_file", FILE, str(QT_TRANSLATE_NOOP("Keymap", "Abrir um arquivo .prova")), ("Ctrl+O",)),
    Key("quit", FILE, str(QT_TRANSLATE_NOOP("Keymap", "Sair")), ("Ctrl+Q",)),
)
"""Keys the window itself answers."""

PAGE_KEYS = (
    Key("excel", FILE, str(QT_TRANSLATE_NOOP("Keymap", "Abrir no Excel")), ("Ctrl+E",)),
    Key("print", FILE, str(QT_TRANSLATE_NOOP("Keymap", "Imprimir")), ("Ctrl+P",)),
    Key("undo", EDIT, str(QT_TRANSLATE_NOOP("Keymap", "Desfazer")), ("Ctrl+Z",)),
    Key("filter", EDIT, str(QT_TRANSLATE_NOOP("Keymap", "Filtrar a tabela")), ("Ctrl+F",)),
    Key("refresh", EDIT, str(QT_TRANSLATE_NOOP("Keymap", "Recalcular, testar, tentar de novo")), ("F5",)),
    Key("decide", NUMBER, str(QT_TRANSLATE_NOOP("Keymap", "Decidir")), ("F4",)),
    Key("next_difference", NUMBER, str(QT_TRANSLATE_NOOP("Keymap", "Próxima diferença")), ("F3",)),
    Key("previous_difference", NUMBER, str(QT_TRANSLATE_NOOP("Keymap", "Diferença anterior")), ("Shift+F3",)),
    Key("next_finding", NUMBER, str(QT_TRANSLATE_NOOP("Keymap", "Próximo achado")), ("F8",)),
    Key("previous_finding", NUMBER, str(QT_TRANSLATE_NOOP("Keymap", "Achado anterior")), ("Shift+F8",)),
    Key("precedents", NUMBER, str(QT_TRANSLATE_NOOP("Keymap", "Precedentes")), ("Ctrl+[",)),
    Key("dependents", NUMBER, str(QT_TRANSLATE_NOOP("Keymap", "Dependentes")), ("Ctrl+]",)),
)
"""Keys answered by the page in front when it has the act; disabled in the menu otherwise."""
