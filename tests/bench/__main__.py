"""The benchmark table: `python -m tests.bench` (`make bench`).

`--grande` adds the ERP of 29 million rows (minutes); `--tamanho real` (`make bench TAMANHO=real`) measures the subsidy
chain on 19.5 million points of validators instead of 1.3.
"""

import argparse
import platform
import sys
import tempfile
from pathlib import Path

from tests.bench import erp_scale
from tests.bench.dragging import measure_dragging
from tests.bench.measuring import Measured, print_table, reference
from tests.bench.month import measure_month
from tests.bench.subsidy import SIZES, measure_subsidy
from tests.bench.window import measure_window


def main(large: bool, size: str) -> int:
    """Prints the table; 1 when something is above its budget."""
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}; mediana de 5")
    with tempfile.TemporaryDirectory(prefix="prova-real-medidas-") as name:
        folder = Path(name)
        beside = reference()
        results: list[Measured] = [beside, *measure_month(folder), *measure_window(folder / "pasta")]
        results += measure_dragging(folder / "arrastar")
        results += measure_subsidy(folder / "subsidio", size)
    print_table(results, beside)
    above = any(each.verdict == "ACIMA" for each in results)
    if not large:
        print("ERP de 29 milhões de linhas: só com --grande (alguns minutos e 2 GB de disco)")
        return int(above)
    with tempfile.TemporaryDirectory(prefix="prova-real-erp-") as name:
        return erp_scale.main(Path(name) / "erp.db") or int(above)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--grande", action="store_true", help="mede também o ERP de 29 milhões de linhas")
    parser.add_argument("--tamanho", choices=SIZES, default="pequeno", help="tamanho da quinzena do subsídio")
    given = parser.parse_args()
    sys.exit(main(given.grande, given.tamanho))
