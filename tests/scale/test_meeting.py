"""Where processes cannot meet, each says so in a sentence, and soon."""

import socket
import time

import pytest

from helpers.scale import meeting


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_process_0_takes_a_free_port():
    meeting.expect_a_way("127.0.0.1", meeting.free_port(), 0, 1)


def test_process_0_refuses_a_taken_one(taken):
    with pytest.raises(ValueError, match="a free port of its own host; received"):
        meeting.expect_a_way("127.0.0.1", taken, 0, 1)


def test_process_0_refuses_the_address_of_another_host():
    with pytest.raises(ValueError, match="the address of the host on which process 0 runs"):
        meeting.expect_a_way("192.0.2.1", meeting.free_port(), 0, 1)


def test_others_find_who_answers(taken):
    meeting.expect_a_way("127.0.0.1", taken, 1, 1)


def test_others_wait_for_process_0_and_not_for_ever():
    start = time.monotonic()
    with pytest.raises(ValueError, match="within 1 seconds nobody answered"):
        meeting.expect_a_way("127.0.0.1", meeting.free_port(), 1, 1)
    assert 1 <= time.monotonic() - start < 30
