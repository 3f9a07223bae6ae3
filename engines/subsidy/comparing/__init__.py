"""What SMTR published against what is recalculated: stage by stage, the money of the difference, and its causes."""

from engines.subsidy.comparing.clauses import Explanation, explain
from engines.subsidy.comparing.compared import Comparison, OrderTotal, compare, order_totals
from engines.subsidy.comparing.grounds import Grounds, load_grounds
from engines.subsidy.comparing.money import Cause
from engines.subsidy.comparing.stages import Pair, StageDifference

__all__ = [
    "Cause",
    "Comparison",
    "Explanation",
    "Grounds",
    "OrderTotal",
    "Pair",
    "StageDifference",
    "compare",
    "explain",
    "load_grounds",
    "order_totals",
]
