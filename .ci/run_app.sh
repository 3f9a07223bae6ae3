#!/bin/sh
# Opens the app on the sample company; where there is no display, runs the sample month and says where its papers are.
set -eu
cd "$(dirname "$0")/.."
if [ "$(uname)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/python main.py
fi
printf '%s\n' "Sem tela: calculando o mês da empresa de exemplo sem janela." >&2
mkdir -p out
.venv/bin/python main.py metas calcular --vigencia 2025-08 --pdf out/metas-2025-08.pdf --xlsx out/metas-2025-08.xlsx
printf '%s\n' "PDF:      $PWD/out/metas-2025-08.pdf" "Planilha: $PWD/out/metas-2025-08.xlsx"
