"""The lock: one at a time, nothing left of it, and no process is waited for that is gone."""

import errno
import subprocess
import sys
import threading
import time

import pytest

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


def test_a_lock_that_the_system_refuses_is_an_error(tmp_path, monkeypatch):
    def refused(_handle, _operation):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", refused)
    with pytest.raises(OSError, match="No locks available"), locked(tmp_path / "lock"):
        pass


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
