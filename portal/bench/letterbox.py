"""A mail server for measurements: takes every mail, counts it, and throws it away."""

import socketserver
import threading
from contextlib import contextmanager

HOST = "127.0.0.1"


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 letterbox")
        while line := self.rfile.readline():
            word = line[:4].strip().upper()
            if word == b"DATA":
                self.say("354 go on")
                while (line := self.rfile.readline()) and line != b".\r\n":
                    pass
                with self.server.lock:
                    self.server.count += 1
            if word == b"QUIT":
                self.say("221 bye")
                return
            self.say("250 letterbox" if word in (b"EHLO", b"HELO") else "250 OK")

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


class Letterbox(socketserver.ThreadingTCPServer):
    """Listens on a free port; ``count`` is how many mails have come."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self):
        super().__init__((HOST, 0), _Conversation)
        self.count, self.lock = 0, threading.Lock()

    @property
    def port(self):
        return self.server_address[1]


@contextmanager
def letterbox():
    """Take mails for as long as the block runs."""
    with Letterbox() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
