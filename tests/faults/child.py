"""A forked child that never returns into pytest, and the pipe it speaks through."""

import os
import select
import traceback
from collections.abc import Callable

BROKEN = b"!"
"""What a child says before the traceback it died of."""
PATIENCE = 60.0
"""Seconds a child may take before it counts as hung."""

Tell = Callable[[bytes], object]


def forked(work: Callable[[Tell], object]) -> tuple[int, int]:
    """Number of a child that does `work(tell)`, and the end of the pipe where what it tells arrives."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    try:
        os.close(reading)
        work(lambda told: os.write(writing, told))
    except BaseException:  # noqa: BLE001 - the child must never return into pytest
        os.write(writing, BROKEN + traceback.format_exc().encode())
    finally:
        os._exit(0)


def hear(pipe: int) -> bytes:
    """The next thing told, b"" once the child is gone. Raises AssertionError when it hangs."""
    waiting, _, _ = select.select([pipe], [], [], PATIENCE)
    assert waiting, "the child hangs"
    return os.read(pipe, 65536)


def told_by(work: Callable[[Tell], object]) -> tuple[str, bool]:
    """All that a child told, and whether a signal killed it. Raises AssertionError with its traceback when it broke."""
    child, pipe = forked(work)
    heard = b""
    while (more := hear(pipe)) != b"":
        heard += more
    os.close(pipe)
    status = os.waitpid(child, 0)[1]
    text = heard.decode(errors="replace")
    assert BROKEN.decode() not in text, text
    return text, os.WIFSIGNALED(status)
