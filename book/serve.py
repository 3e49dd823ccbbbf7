"""Show the finished book in a browser, from the loopback address."""

import webbrowser
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer


class Handler(SimpleHTTPRequestHandler):
    # On Windows other programs may have changed what the system says of these.
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".json": "application/json",
        ".wasm": "application/wasm",
        ".woff2": "font/woff2",
    }

    def log_message(self, *args):
        """Say nothing of each request."""


def server(folder, port=0):
    """A server of a folder on the loopback address; port 0 is one that is free."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=str(folder)))


def show(folder, port):
    """Serve the folder until Ctrl-C, and open its first page."""
    try:
        book = server(folder, port)
    except OSError as error:
        raise SystemExit(
            f"The book could not be served.\n  Expected:   a free port\n  Found:      {port}, "
            f"{error}\n  What to do: choose another one, or leave out --port."
        ) from None
    address = f"http://127.0.0.1:{book.server_port}/"
    print(f"Opening {address} To stop, press Ctrl-C here.", flush=True)
    webbrowser.open(address)
    try:
        book.serve_forever()
    except KeyboardInterrupt:
        print("\nStopped.")
