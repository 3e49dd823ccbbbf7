"""The notebooks run with the network cut: here is the proof that it is cut for them."""

import subprocess
import sys

CALLS = {
    "name": "import socket; socket.create_connection(('example.com', 80), timeout=5)",
    "address": "import socket; socket.create_connection(('192.0.2.1', 80), timeout=5)",
    "datagram": "import socket; socket.socket(type=socket.SOCK_DGRAM).connect(('192.0.2.1', 53))",
}


def run(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)


def test_what_a_kernel_inherits_cuts_the_network():
    for code in CALLS.values():
        result = run(code)
        assert result.returncode != 0
        assert "the network is cut" in result.stderr


def test_the_kernels_own_sockets_still_work():
    code = "import socket; s = socket.create_server(('127.0.0.1', 0)); "
    assert run(code + "socket.create_connection(s.getsockname())").returncode == 0
