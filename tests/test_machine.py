"""The first cell of the course: every line begins with ok, or says what to do."""

from types import SimpleNamespace

from helpers import checkpoints, machine


def test_a_machine_that_passes_the_tests_is_ready(capsys):
    assert machine.check()
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "Ready."
    assert all(line.startswith("ok") for line in lines[:-2])


def test_a_missing_file_is_a_problem_that_says_how_to_mend_it(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(checkpoints, "FOLDER", tmp_path)
    assert not machine.check()
    out = capsys.readouterr().out
    assert "PROBLEM weights: " in out and "git checkout -- data/checkpoints" in out
    assert "Not ready" in out


def test_little_memory_is_said(monkeypatch):
    monkeypatch.setattr(machine.psutil, "virtual_memory", lambda: SimpleNamespace(available=2**30))
    fine, line = machine.memory()
    assert not fine and "close other programs" in line


def test_another_python_is_said(monkeypatch):
    monkeypatch.setattr(machine.sys, "version_info", (3, 14))
    fine, line = machine.python()
    assert not fine and "3.11 to 3.13" in line
