"""What starts processes needs JAX: it belongs to the tests that run there, and to no others."""

from helpers import backend

collect_ignore = [] if backend.NAME == "jax" else ["test_processes.py", "test_hosts.py"]
