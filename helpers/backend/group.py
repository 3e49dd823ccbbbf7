"""Processes that train one model together: each holds all weights, and its part of every batch.

On several hosts or one, JAX sees the devices of all of them. Only `helpers.scale` imports this.
"""

import functools
import socket

import keras
import numpy as np

from helpers.backend.opening import jax

if jax is not None:
    from jax._src import distributed, xla_bridge  # JAX has no other way to say where gloo listens
    from jax._src.lib import _jax
    from jax.experimental import multihost_utils

Lost = RuntimeError if jax is None else jax.errors.JaxRuntimeError  # another process is gone
HEARTBEAT = 20  # seconds without a sign of life, after which a process counts as lost


def own_address(host, port):
    """The address of this machine from which that one is reached; nothing is sent."""
    kind, _, _, _, there = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
    with socket.socket(kind, socket.SOCK_DGRAM) as probe:
        probe.connect(there)
        return probe.getsockname()[0]


def join(host, port, processes, process, seconds):
    """Open the group, before any device is touched. Where it fails, JAX ends this process.

    Args:
        host, port: where process 0 is met; None under Slurm, which knows.
        processes: how many there are.
        process: which one this is.
        seconds: how long to wait for the others.
    """
    jax.config.update("jax_cpu_collectives_implementation", "gloo")
    known = {}
    if host:
        mine = own_address(host, port)
        known = dict(
            coordinator_address=joined(socket.gethostbyname(host), port),
            num_processes=processes,
            process_id=process,
            coordinator_bind_address=joined(mine, port),
            cluster_detection_method="deactivate",
        )
    jax.distributed.initialize(
        **known,
        initialization_timeout=seconds,
        heartbeat_timeout_seconds=HEARTBEAT,
        shutdown_timeout_seconds=seconds,
    )
    there = distributed.global_state.coordinator_address.rsplit(":", 1)
    # By itself gloo listens where this host's own name leads: nowhere, or to every network.
    gloo = _jax.make_gloo_tcp_collectives(
        distributed_client=distributed.global_state.client, hostname=own_address(*there)
    )
    client = functools.partial(xla_bridge.make_cpu_client, collectives=gloo)
    xla_bridge.register_backend_factory("cpu", client, priority=0, fail_quietly=False)


def joined(host, port):
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def told_by_all(name, text, seconds):
    """A text of each process, in their order: it needs no device, so they may differ in anything.

    Args:
        name: of what is told.
        text: of this one.
        seconds: how long to wait for the others.
    """
    group = distributed.global_state
    group.client.key_value_set(f"{name}/{group.process_id}", text)
    told = [
        group.client.blocking_key_value_get(f"{name}/{i}", 1000 * seconds)
        for i in range(group.num_processes)
    ]
    group.client.wait_at_barrier(name, 1000 * seconds)  # what one says ends with it
    return told


def told_by_first(content):
    """Bytes of process 0, in every process; what the others give is not looked at."""
    size = multihost_utils.broadcast_one_to_all(np.int64(len(content)))
    room = np.zeros(size, "uint8")
    if jax.process_index() == 0:
        room[:] = np.frombuffer(content, "uint8")
    return multihost_utils.broadcast_one_to_all(room).tobytes()


def share_batches(alone):
    """From now on Keras keeps weights on every device, and cuts batches into a part for each.

    Args:
        alone: whether one process trains. Then it calls its processor two devices, and its sums
            have the same two parts as those of two processes. In any other order they round
            otherwise, and training makes much of little.

    Returns:
        How many devices there are, in all processes.
    """
    if alone:
        jax.config.update("jax_num_cpu_devices", 2)
    data_parallel = keras.distribution.DataParallel(auto_shard_dataset=False)
    keras.distribution.set_distribution(data_parallel)
    return len(jax.devices())


def leave():
    """Wait until all have come so far, and close the group."""
    jax.distributed.shutdown()
