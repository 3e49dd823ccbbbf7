"""Whether processes can meet where they are told to, asked before JAX is: it would only break."""

import os
import socket
import time


def expect_a_way(host, port, process, seconds):
    """Check that process 0 can be met there, and that others meet it there.

    Raises:
        ValueError: they cannot.
    """
    if process == 0:
        expect_free(host, port)
    else:
        expect_answer(host, port, process, seconds)


def expect_free(host, port):
    """Check that a port of this machine is free."""
    try:
        kind, _, _, _, here = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(kind) as listening:
            if os.name == "posix":  # elsewhere it would take the port from whoever has it
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(here)
            listening.listen()
    except OSError as error:
        raise ValueError(
            f"Process 0 expected to be met at {host}:{port}, a free port of its own host; received "
            f"{error.strerror or error}. The others would find nobody or somebody else there: give "
            f"all processes another port, or the address of the host on which process 0 runs."
        ) from None


def expect_answer(host, port, process, seconds):
    """Wait until something answers there."""
    end = time.monotonic() + seconds
    while True:
        try:
            with socket.create_connection((host, port), timeout=max(1, end - time.monotonic())):
                return
        except OSError as error:
            if time.monotonic() > end:
                raise ValueError(
                    f"Process {process} expected process 0 at {host}:{port}; within {seconds} "
                    f"seconds nobody answered there ({error.strerror or error}). They can only "
                    f"train together: start process 0 on that host, and look whether address and "
                    f"port are right and no firewall is between; --wait takes more seconds."
                ) from None
        time.sleep(0.2)


def free_port():
    """A port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
