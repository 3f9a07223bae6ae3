"""Reads the coverage of a run: every floor at least at its measure, and the files that must be perfect, perfect.

Usage: python .ci/coverage_gate.py coverage.json — prints the table; exit 1 when something is below.
"""

import json
import sys
from pathlib import Path
from typing import Any

LEAST_OF_A_FLOOR = 80.0
MOST_SHOWN = 15
FLOORS = ("engines", "viewmodels", "storage")
PERFECT = ("engines/formula/", "engines/sheet/", "engines/money.py", "storage/journal/")


def measure(files: dict[str, Any], prefix: str) -> tuple[int, int]:
    """Lines and branches that ran, and how many there are, in files under a prefix."""
    summaries = [entry["summary"] for name, entry in files.items() if name.startswith(prefix)]
    ran = sum(each["covered_lines"] + each["covered_branches"] for each in summaries)
    there = sum(each["num_statements"] + each["num_branches"] for each in summaries)
    return ran, there


def below_floor(files: dict[str, Any]) -> list[str]:
    """Prints one line per floor; returns the floors below their measure."""
    faults = []
    for floor in FLOORS:
        ran, there = measure(files, f"{floor}/")
        share = 100 * ran / there if there else 0.0
        print(f"cobertura {floor:<12} {share:6.2f} %  ({ran} de {there} linhas e ramos)")
        if share < LEAST_OF_A_FLOOR:
            faults.append(f"{floor}: {share:.2f} % está abaixo de {LEAST_OF_A_FLOOR:.0f} %")
    return faults


def not_perfect(files: dict[str, Any]) -> list[str]:
    """Lines and branches nobody ran in the files that must be perfect; a prefix that matches no file is a fault."""
    faults = [f"{prefix}: nenhum arquivo medido" for prefix in PERFECT if measure(files, prefix)[1] == 0]
    for name, entry in sorted(files.items()):
        if name.startswith(PERFECT) and (entry["missing_lines"] or entry["missing_branches"]):
            branches = [f"{start}->{end}" for start, end in entry["missing_branches"]]
            faults.append(f"{name}: linhas {listed(entry['missing_lines'])}; ramos {listed(branches)}")
    return faults


def listed(places: list[Any]) -> str:
    """The first places, and how many more."""
    shown = ", ".join(map(str, places[:MOST_SHOWN])) or "-"
    return shown if len(places) <= MOST_SHOWN else f"{shown} e mais {len(places) - MOST_SHOWN}"


def main(path: Path) -> int:
    """Exit status: 0 when everything is at its measure."""
    report = json.loads(path.read_text(encoding="utf-8"))
    files = {name.replace("\\", "/"): entry for name, entry in report["files"].items()}
    faults = below_floor(files) + not_perfect(files)
    perfect = sum(name.startswith(PERFECT) for name in files)
    for fault in faults:
        print(f"COBERTURA INSUFICIENTE  {fault}")
    if not faults:
        print(f"cobertura inteira nos {perfect} arquivos que a exigem")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
