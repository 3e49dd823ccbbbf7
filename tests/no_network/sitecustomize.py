"""Python loads this at start when its folder is on PYTHONPATH: it cuts the network."""

import ipaddress
import sys


def refuse_the_network(event, args):
    if event == "socket.getaddrinfo" and not is_local(args[0]):
        raise OSError(f"the network is cut: somebody looked up {args[0]!r}")
    if event == "socket.connect" and isinstance(args[1], tuple) and not is_local(args[1][0]):
        raise OSError(f"the network is cut: somebody called {args[1][0]!r}")


def is_local(host):
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    try:
        address = ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


sys.addaudithook(refuse_the_network)
