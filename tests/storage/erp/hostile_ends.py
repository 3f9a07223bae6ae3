"""Other ends that misbehave on the loopback: refusals, silences, strangers, and a proxy that cuts or stalls."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Talk = Callable[[socket.socket], None]

_REFUSE, _ACCEPT = 4, 2
_OLD_VERSION, _NEW_VERSION = 314, 319
_NATIVE_ENCRYPTION = 0x10


@contextmanager
def listening(talk: Talk, backlog: int = 8) -> Iterator[int]:
    """Port where each connection is handed to `talk` on its own daemon thread."""
    server = socket.create_server(("127.0.0.1", 0), backlog=backlog)

    def serve() -> None:
        while True:
            try:
                client, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=_quietly, args=(talk, client), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield server.getsockname()[1]
    finally:
        server.close()


def _quietly(talk: Talk, client: socket.socket) -> None:
    try:
        talk(client)
    except OSError:
        client.close()


@contextmanager
def closed_port() -> Iterator[int]:
    """A port where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    yield port


@contextmanager
def full_backlog() -> Iterator[int]:
    """A port whose queue is full: the handshake itself is never answered."""
    server = socket.create_server(("127.0.0.1", 0), backlog=0)
    port = server.getsockname()[1]
    waiting = [socket.socket() for _ in range(4)]
    for each in waiting:
        each.setblocking(False)
        each.connect_ex(("127.0.0.1", port))
    try:
        yield port
    finally:
        for each in (*waiting, server):
            each.close()


def silence(client: socket.socket) -> None:
    """Takes everything and never answers."""
    while client.recv(4096):
        continue


def hang_up(client: socket.socket) -> None:
    """Reads a little and closes."""
    client.recv(64)
    client.close()


def reset(client: socket.socket) -> None:
    """Reads a little and resets."""
    client.recv(64)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()


def web_server(client: socket.socket) -> None:
    """Answers as a web server would."""
    client.recv(64)
    client.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
    client.close()


def _packet(kind: int, body: bytes) -> bytes:
    return struct.pack(">HHBBH", len(body) + 8, 0, kind, 0, 0) + body


def refusing(error: int) -> Talk:
    """A listener that refuses the connection with a TNS error number."""
    said = f"(DESCRIPTION=(TMP=)(VSNNUM=0)(ERR={error})(ERROR_STACK=(ERROR=(CODE={error})(EMFI=4))))".encode()

    def talk(client: socket.socket) -> None:
        client.recv(4096)
        client.sendall(_packet(_REFUSE, struct.pack(">BBH", 1, 0, len(said)) + said))
        silence(client)

    return talk


def _accepting(version: int, flags: int) -> Talk:
    body = struct.pack(">HHHHHHHBB", version, 0, 8192, 8192, 1, 0, 32, flags, flags) + bytes(8) + bytes(12)

    def talk(client: socket.socket) -> None:
        client.recv(4096)
        client.sendall(_packet(_ACCEPT, body))
        silence(client)

    return talk


too_old: Talk = _accepting(_OLD_VERSION, 0)
"""A server of 11.2, which thin mode does not speak to."""

native_encryption: Talk = _accepting(_NEW_VERSION, _NATIVE_ENCRYPTION)
"""A server that demands Oracle's own encryption."""


class Proxy:
    """Between us and a server: lets `after` bytes of answers through, then cuts or stalls; counts connections.

    Only the first `times` connections suffer; later ones pass whole.
    """

    def __init__(self, target: int, after: int, stall: bool = False, times: int = 1000) -> None:
        self.connections = 0
        self._target = target
        self._after = after
        self._stall = stall
        self._times = times

    def __call__(self, client: socket.socket) -> None:
        self.connections += 1
        suffers = self.connections <= self._times
        server = socket.create_connection(("127.0.0.1", self._target))
        threading.Thread(target=_quietly, args=(lambda one: _pump(one, server), client), daemon=True).start()
        left = self._after
        while data := server.recv(512):
            if suffers and left < len(data):
                client.sendall(data[:left])
                break
            left -= len(data)
            client.sendall(data)
        if suffers and self._stall:
            threading.Event().wait()
        client.shutdown(socket.SHUT_RDWR)
        client.close()
        server.close()


def _pump(source: socket.socket, target: socket.socket) -> None:
    while data := source.recv(4096):
        target.sendall(data)
