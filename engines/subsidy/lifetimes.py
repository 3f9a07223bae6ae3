"""When a step's table may go: after the last step that reads it, unless something published still does."""

from collections.abc import Mapping, Sequence

from engines.subsidy.steps import Step


def dropped_after(steps: Sequence[Step]) -> Mapping[str, tuple[str, ...]]:
    """Step name -> tables of other steps, or its own, that nothing reads any more once it has run.

    A published stage never goes. A view is read where its readers are, so what it reads lives as long as they do.
    """
    place = {step.name: position for position, step in enumerate(steps)}
    last = {name: len(steps) if steps[position].published else position for name, position in place.items()}
    for step in reversed(steps):
        until = last[step.name] if step.view else place[step.name]
        for name in place.keys() & set(step.reads):
            last[name] = max(last[name], until)
    return {
        step.name: tuple(one.name for one in steps if not one.view and last[one.name] == position)
        for position, step in enumerate(steps)
    }
