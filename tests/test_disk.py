"""The lock: one at a time, nothing left of it, and no process is waited for that is gone."""

import errno
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import mou
from mou.documents import files
from mou.documents.disk import locked, save_all, write_into


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


class TestDevicesAndPipes:
    """They are written to and never replaced."""

    def test_a_pipe(self, tmp_path):
        path = tmp_path / "pipe"
        os.mkfifo(path)
        register = mou.examples.register()
        for write in (mou.save, mou.write_ndjson, lambda _, path: save_all({path: b"x" * 200_000})):
            read = []
            reader = threading.Thread(target=lambda read=read: read.append(path.read_bytes()))
            reader.start()
            write(register, path)
            reader.join(60)
            assert read[0].startswith((b"{", b"x" * 200_000))
            assert [path] == list(tmp_path.iterdir())
            assert path.is_fifo()
        with pytest.raises(OSError, match="Not a regular file"):
            mou.RegisterFile(path).save(register)

    def test_a_link_to_a_device(self, tmp_path):
        (tmp_path / "link.json").symlink_to("/dev/null")
        mou.save(mou.examples.register(), tmp_path / "link.json")
        assert Path("/dev/null").is_char_device()
        assert ["link.json"] == [path.name for path in tmp_path.iterdir()]

    def test_a_disk_is_refused(self, tmp_path, monkeypatch):
        monkeypatch.setattr(Path, "is_block_device", lambda _: True)
        with pytest.raises(OSError, match="Is a disk, not a file"):
            write_into(tmp_path / "disk", b"")
        assert not (tmp_path / "disk").exists()

    def test_a_device_without_an_end(self, monkeypatch):
        monkeypatch.setattr(files, "LARGEST", 1000)
        with pytest.raises(mou.ValidationError, match="a document of 1,001 bytes"):
            mou.load("/dev/zero")
