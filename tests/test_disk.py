"""The lock: one at a time, nothing left of it, and no process is waited for that is gone."""

import os
import subprocess
import sys
import threading
import time

import pytest

from mou.documents import disk as _disk
from mou.documents.disk import locked


def test_one_at_a_time_and_nothing_is_left(tmp_path):
    path, inside, most = tmp_path / "lock", [], []

    def work():
        for _ in range(20):
            with locked(path):
                inside.append(1)
                most.append(len(inside))
                time.sleep(0.0005)  # others come to wait for a file that is taken away
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [1] * 80 == most
    assert [] == list(tmp_path.iterdir())


def test_who_waited_for_a_file_that_is_gone_takes_a_new_one(tmp_path, monkeypatch):
    path = tmp_path / "lock"
    hold = _disk._hold

    def taken_away(handle):
        monkeypatch.undo()
        path.unlink()
        hold(handle)

    monkeypatch.setattr(_disk, "_hold", taken_away)
    with locked(path):
        assert path.exists()
    assert not path.exists()


def test_a_lock_that_cant_be_had_leaves_no_open_file(tmp_path, monkeypatch):
    handles = []

    def fail(handle):
        handles.append(handle)
        raise OSError("no locks here")

    monkeypatch.setattr(_disk, "_hold", fail)
    with pytest.raises(OSError, match="no locks here"), locked(tmp_path / "lock"):
        pass
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(handles[0])


HOLDER = """
import pathlib, sys, time
from mou.documents.disk import locked
with locked(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_process_that_was_killed_holds_nothing(tmp_path):
    path = tmp_path / "lock"
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE) as holder:  # noqa: S603
        assert holder.stdout
        assert b"held\n" == holder.stdout.readline()
        holder.kill()
    assert path.exists()
    with locked(path):
        pass
    assert not path.exists()
