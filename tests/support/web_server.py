"""A server on this machine that says whatever a test wants, down to the byte."""

import socket
import threading
from contextlib import contextmanager

__all__ = ["NO_RULES", "page", "serve"]


def page(body=b"<p>Drones over the coast.", *headers, status="200 OK", length=None):
    """The bytes of an answer."""
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Length: {len(body) if length is None else length}",
        "Connection: close",
    ]
    return "\r\n".join([*lines, *headers, "", ""]).encode() + body


NO_RULES = page(b"", status="404 Not Found")


@contextmanager
def serve(answers):
    """The server's port and the heads of all requests so far, as long as the block runs.

    An answer is the bytes to send, or a function that is handed the connection and an event that
    is set at the end.
    """
    door = socket.create_server(("127.0.0.1", 0))
    requests = []
    workers = []
    over = threading.Event()

    def answer(caller):
        with caller:
            try:
                path = _read_head(caller, requests)
                reply = answers.get(path, NO_RULES)
                if callable(reply):
                    reply(caller, over)
                else:
                    caller.sendall(reply)
            except OSError:
                return  # the other side had enough

    def receive():
        while True:
            caller, _ = door.accept()
            if over.is_set():
                caller.close()
                return
            workers.append(threading.Thread(target=answer, args=(caller,)))
            workers[-1].start()

    porter = threading.Thread(target=receive)
    porter.start()
    try:
        yield door.getsockname()[1], requests
    finally:
        over.set()
        with socket.socket() as last:  # wakes the porter
            last.connect(door.getsockname())
        porter.join()
        door.close()
        for worker in workers:
            worker.join()


def _read_head(caller, requests):
    caller.settimeout(5)
    head = b""
    while b"\r\n\r\n" not in head and (more := caller.recv(65536)):
        head += more
    requests.append(head.decode("latin-1"))
    return head.decode("latin-1").split(" ")[1] if b" " in head else ""
