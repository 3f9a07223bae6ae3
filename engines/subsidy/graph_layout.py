"""Places for the nodes of a graph without cycles: columns by depth, rows so that few edges cross. Only numbers."""

from collections.abc import Mapping, Sequence

SWEEPS = 8
Edges = Sequence[tuple[str, str]]


def laid_out(nodes: Sequence[str], edges: Edges) -> dict[str, tuple[int, float]]:
    """Column and row of each node; rows are centred on zero, one apart. Raises ValueError for a cycle."""
    columns = _columns(nodes, edges)
    layers: dict[int, list[str]] = {}
    for name in nodes:
        layers.setdefault(columns[name], []).append(name)
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        for column in sorted(layers, reverse=not forward):
            _ordered(layers[column], _rows(layers), _near(edges, forward))
    rows = _rows(layers)
    return {name: (columns[name], rows[name]) for name in nodes}


def crossings(places: Mapping[str, tuple[int, float]], edges: Edges) -> int:
    """Pairs of edges between the same two columns that cross: what the order of the rows tries to make few."""
    spans = [(places[a], places[b]) for a, b in edges]
    count = 0
    for place, (a, b) in enumerate(spans):
        for c, d in spans[place + 1 :]:
            if a[0] == c[0] and b[0] == d[0] and (a[1] - c[1]) * (b[1] - d[1]) < 0:
                count += 1
    return count


def _columns(nodes: Sequence[str], edges: Edges) -> dict[str, int]:
    """Longest way from a node nothing comes before; such a node is then drawn beside the first that reads it."""
    before: dict[str, list[str]] = {name: [] for name in nodes}
    after: dict[str, list[str]] = {name: [] for name in nodes}
    for one, other in edges:
        before[other].append(one)
        after[one].append(other)
    depth: dict[str, int] = {}
    waiting = list(nodes)
    while waiting:
        ready = [name for name in waiting if all(one in depth for one in before[name])]
        if not ready:
            raise ValueError(f"a cycle among {', '.join(waiting)}")
        depth |= {name: 1 + max((depth[one] for one in before[name]), default=-1) for name in ready}
        waiting = [name for name in waiting if name not in depth]
    first = {name: min(depth[one] for one in after[name]) - 1 for name in nodes if not before[name] and after[name]}
    return depth | first


def _rows(layers: Mapping[int, list[str]]) -> dict[str, float]:
    return {name: place - (len(names) - 1) / 2 for names in layers.values() for place, name in enumerate(names)}


def _near(edges: Edges, forward: bool) -> dict[str, list[str]]:
    """Neighbours on the side a sweep comes from."""
    near: dict[str, list[str]] = {}
    for one, other in edges:
        here, there = (other, one) if forward else (one, other)
        near.setdefault(here, []).append(there)
    return near


def _ordered(names: list[str], rows: Mapping[str, float], near: Mapping[str, list[str]]) -> None:
    """Sorts a column in place by the middle of each node's neighbours."""
    middle = {
        name: sum(rows[one] for one in near[name]) / len(near[name]) if name in near else rows[name] for name in names
    }
    names.sort(key=lambda name: middle[name])
