"""The one application style sheet, generated from the tokens and the text size."""

from string import Template

from ui.desktop.kit.tokens import RADIUS, TYPE, Scheme

_TYPES = ("hero", "stat", "page", "dialog", "card", "dense", "label", "total", "caption", "header", "chip", "note")

_SHEET = Template("""
QLabel { background: transparent; }
QLabel[cor="t2"] { color: $t2; }
QLabel[cor="t3"] { color: $t3; }
QLabel[cor="act"] { color: $act; }
QLabel[cor="critico"] { color: $critico_text; }
QLabel[cor="atencao"] { color: $atencao_text; }
QLabel[cor="erro"] { color: $erro_text; }
QLabel[cor="ok"] { color: $ok_text; }
QLabel[mono="true"] { font-family: "$mono"; color: $t2; font-size: ${px12}px; }

QPushButton { background: $button; color: $t1; border: 1px solid $b2; border-radius: ${r_input}px;
  padding: 0 ${px12}px; min-height: ${h_button}px; font-weight: 500; }
QPushButton:focus { outline: none; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $sel; }
QPushButton:disabled { color: $dis; background: $sunk; border-color: $b1; }
QPushButton[pequeno="true"] { min-height: ${h_small}px; padding: 0 ${px8}px; }
QPushButton[tipo="primario"] { background: $ac; color: $onac; border-color: $ac; }
QPushButton[tipo="primario"]:hover, QPushButton[tipo="primario"]:pressed { background: $acx; border-color: $acx; }
QPushButton[tipo="primario"]:disabled { color: $dis; background: $sunk; border-color: $b1; }
QPushButton[tipo="perigo"] { background: $danger; color: $ondanger; border-color: $danger; }
QPushButton[tipo="perigo"]:hover, QPushButton[tipo="perigo"]:pressed { background: $dangerx; border-color: $dangerx; }
QPushButton[tipo="perigo"]:disabled { color: $dis; background: $sunk; border-color: $b1; }
QPushButton[tipo="fantasma"] { background: transparent; border-color: transparent; }
QPushButton[tipo="fantasma"]:hover { background: $hover; }
QPushButton[tipo="fantasma"]:disabled { color: $dis; background: transparent; }
QPushButton[tipo="link"] { background: transparent; border: none; color: $act; padding: 0 2px;
  min-height: ${h_link}px; text-align: left; }
QPushButton[tipo="link"]:hover { text-decoration: underline; }
QPushButton[discreto="true"] { color: $t2; font-size: ${px12}px; font-weight: 500; min-height: ${h_quiet}px; }
QPushButton[tipo="link"]:disabled { color: $dis; background: transparent; }

QToolButton { background: transparent; border: none; border-radius: ${r_input}px; padding: 4px; color: $t2; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $sel; }
QToolButton:disabled { color: $dis; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QTextEdit { background: $s2; color: $t1; border: 1px solid $b3;
  border-radius: ${r_input}px; selection-background-color: $sel; selection-color: $t1; }
QComboBox { min-height: ${h_combo}px; }
QLineEdit { padding: 0 ${px8}px; min-height: ${h_button}px; }
QPlainTextEdit, QTextEdit { padding: 4px ${px8}px; }
QLineEdit:focus { border: 2px solid $ac; padding: 0 ${px7}px; min-height: ${h_focused}px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $ac; padding: 3px ${px7}px; }
QTextBrowser[leitura="true"], QTextBrowser[leitura="true"]:focus { border: none; padding: 0; }
QLineEdit[errado="true"], QLineEdit[errado="true"]:focus { border: 2px solid $danger; padding: 0 ${px7}px;
  min-height: ${h_focused}px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled { color: $dis; background: $sunk; border-color: $b2; }
QLineEdit:read-only { background: $sunk; border-color: $b2; color: $t2; }
QLineEdit[celula="true"] { border: 2px solid $ac; border-radius: 0; padding: 0 6px; min-height: 0; }
QLineEdit[procura="true"] { border-color: $b2; }

QMenuBar { background: $s0; color: $t2; }
QMenuBar::item { background: transparent; padding: 4px ${px8}px; }
QMenuBar::item:selected { background: $sel; color: $t1; }
QMenu { background: $s3; color: $t1; border: 1px solid $b2; padding: 4px; }
QMenu::item { padding: 5px ${px24}px 5px ${px12}px; border-radius: 4px; }
QMenu::item:selected { background: $sel; }
QMenu::item:disabled { color: $dis; }
QMenu::separator { height: 1px; background: $b1; margin: 4px 0; }
QToolTip { background: $s3; color: $t1; border: 1px solid $b2; padding: 4px 6px; }

QHeaderView { background: $s2; border: none; }
QTableView, QTreeView, QListView { background: $s2; border: none; outline: 0; gridline-color: $b1;
  selection-background-color: $sel; selection-color: $t1; }
QTableView[congelada="true"] { border-right: 1px solid $b2; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget#conteudo { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:vertical { background: $b2; border-radius: 3px; min-height: 28px; margin: 2px; }
QScrollBar::handle:horizontal { background: $b2; border-radius: 3px; min-width: 28px; margin: 2px; }
QScrollBar::handle:hover { background: $b3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QMainWindow::separator { background: $b1; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $ac; }

#trilho, #cabecalho, #rodape, #tira { background: $s0; }
#cabecalho { border-bottom: 1px solid $b1; }
#trilho { border-right: 1px solid $b1; }
#tira { border-left: 1px solid $b1; }
#rodape { border-top: 1px solid $b1; }
#tela, #passos { background: $s1; }
#passos { border-right: 1px solid $b1; }
#pe_assistente { background: $s2; border-top: 1px solid $b1; }
#memoria { background: $s2; border-left: 1px solid $b1; }
#barra_memoria { background: $s2; border-bottom: 1px solid $b1; }
#pe_memoria { background: $s2; border-top: 1px solid $b1; }
#popup QListWidget { background: $s3; }
#popup QListWidget::item { padding: 4px ${px8}px; border-radius: 4px; }
#popup QListWidget::item:selected { background: $sel; color: $t1; }
#popup { background: $s3; border: 1px solid $b2; border-radius: ${r_card}px; }
QDialog { background: $s3; }
QFrame[linha="true"] { background: $b1; border: none; max-height: 1px; min-height: 1px; }
QFrame[coluna="true"] { background: $b2; border: none; max-width: 1px; min-width: 1px; }
""")


def stylesheet(scheme: Scheme, percent: int, mono: str) -> str:
    """The whole QSS for a theme and a text size in per cent; `mono` is the monospaced family."""
    values: dict[str, object] = dict(scheme.colors)
    for state, colors in scheme.states.items():
        values[f"{state}_text"] = colors.text
    for pixels in (7, 8, 12, 24):
        values[f"px{pixels}"] = _scaled(pixels, percent)
    for name, radius in RADIUS.items():
        values[f"r_{name}"] = radius
    # Heights are of the content: the border takes 1 px on each side (2 px while focused or wrong).
    values["h_button"] = _scaled(32, percent) - 2
    values["h_combo"] = _scaled(32, percent) - 6  # Fusion's own frame takes the rest
    values["h_focused"] = _scaled(32, percent) - 4
    values["h_small"] = _scaled(28, percent) - 2
    values["h_quiet"] = _scaled(16, percent)
    values["h_link"] = _scaled(20, percent)
    values["button"] = scheme.colors["s3"] if scheme.dark else scheme.colors["s2"]
    values["mono"] = mono
    return _SHEET.substitute(values) + _type_rules(percent)


def _type_rules(percent: int) -> str:
    rules = []
    for name in _TYPES:
        step = TYPE[name]
        size = _scaled(step.size, percent)
        rules.append(f'QLabel[tipo="{name}"] {{ font-size: {size}px; font-weight: {step.weight}; }}')
    return "\n".join(rules)


def _scaled(pixels: float, percent: int) -> int:
    return int(pixels * percent / 100 + 0.5)
