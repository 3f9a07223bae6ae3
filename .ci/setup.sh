#!/bin/sh
# Prepares this folder to run: virtual environment, locked dependencies, the system libraries Qt asks for.
# `setup.sh` prepares to run; `setup.sh test` also brings the programs some tests drive.
set -eu
cd "$(dirname "$0")/.."

VENV=.venv
QT_LIBRARIES="libglib2.0-0 libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 fonts-dejavu-core"
WINDOW_LIBRARIES="libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"

say() { printf '%s\n' "$*" >&2; }
is_root() { [ "$(id -u)" -eq 0 ]; }
has() { command -v "$1" >/dev/null 2>&1; }

apt_install() {
    say "Instalando: $*"
    has apt-get || return 1
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >/dev/null 2>&1 </dev/null && return 0
    apt-get update -q >/dev/null 2>&1 </dev/null || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >&2 </dev/null
}

ask_for() { # reason, packages…: installs them as root, else prints the exact command and stops
    reason=$1
    shift
    if is_root && apt_install "$@"; then return 0; fi
    say "$reason Execute e tente de novo:"
    say "    sudo apt-get install -y --no-install-recommends $*"
    exit 1
}

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
        if has "$candidate" && recent "$candidate"; then
            printf '%s' "$candidate"
            return 0
        fi
    done
    say "Falta o Python 3.11 ou mais novo. Indique um com PYTHON=/caminho/do/python make setup"
    return 1
}

make_environment() {
    [ -x "$VENV/bin/python" ] && recent "$VENV/bin/python" && "$VENV/bin/python" -m pip --version >/dev/null 2>&1 && return 0
    python=$(find_python)
    say "Criando o ambiente em $VENV com $("$python" --version)"
    "$python" -m venv --clear "$VENV" >/dev/null 2>&1 && return 0
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    ask_for "Este Python não cria ambientes virtuais." "python$version-venv"
    "$python" -m venv --clear "$VENV"
}

lock_hash() { "$VENV/bin/python" -c 'import hashlib; print(hashlib.sha256(open("requirements.lock", "rb").read()).hexdigest())'; }

install_locked() {
    stamp="$VENV/.lock-$(lock_hash)"
    [ -e "$stamp" ] && return 0
    say "Instalando as dependências de requirements.lock (na primeira vez leva alguns minutos)"
    "$VENV/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock </dev/null
    rm -f "$VENV"/.lock-*
    : >"$stamp"
}

qt_opens() {
    QT_QPA_PLATFORM=offscreen "$VENV/bin/python" -c 'from PySide6.QtWidgets import QApplication; QApplication([])' >/dev/null 2>&1
}

windows_open() { # Qt blames xcb-cursor for any missing library: ask the linker instead
    plugin=$("$VENV/bin/python" -c 'import pathlib, PySide6; print(pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so")')
    [ ! -e "$plugin" ] || ! has ldd || ! ldd "$plugin" | grep -q 'not found'
}

check_qt() {
    [ "$(uname)" = Linux ] || return 0
    qt_opens || ask_for "Faltam bibliotecas do sistema para o Qt." $QT_LIBRARIES $WINDOW_LIBRARIES
    windows_open && return 0
    if [ -n "${DISPLAY:-}" ] || is_root; then
        ask_for "Faltam bibliotecas do sistema para abrir janelas." $WINDOW_LIBRARIES
    fi
}

test_programs() {
    missing=""
    has Xvfb || missing="$missing xvfb"
    has xauth || missing="$missing xauth"
    has xdotool || missing="$missing xdotool"
    has openbox || missing="$missing openbox"
    has pdftotext || missing="$missing poppler-utils"
    has soffice || missing="$missing libreoffice-calc"
    [ -n "$missing" ] || return 0
    if is_root && apt_install $missing; then return 0; fi
    say "Sem estes programas os testes que os usam são pulados, e dizem isso:"
    say "    sudo apt-get install -y --no-install-recommends$missing"
}

make_environment
install_locked
check_qt
if [ "${1:-}" = test ]; then test_programs; fi
