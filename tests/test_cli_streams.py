"""Output of the command: UTF-8 in every locale, and no traceback where a stream is closed or full."""

import io
import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner
from test_cli_doors import MAPPING, SHEET
from test_register_questions import UNIVERSITIES

import mou
from mou.answers.register import Register
from mou.cli import output
from mou.cli.commands import command
from mou.cli.frame import console
from mou.model.act import Act

TITLE = "Uniwersytet Łódzki und Universität Zürich, 東京大学"
FORMATS = ("table", "json", "csv")
FILES = "kept.json out.json out.ndjson out.csv out.ics out.jsonld out.html schema.json guess.toml in.json".split()
PER_FORMAT = [
    ["show", "r.json"],
    ["status", "r.json"],
    ["status", "r.json", "--party", "Zürich"],
    ["expiring", "r.json", "--within", "P9Y"],
    ["notices", "r.json", "--within", "P9Y"],
    ["timeline", "r.json"],
    ["explain", "universities", "r.json"],
    ["check", "r.json"],
    ["conform"],
    ["diff", "old.json", "r.json"],
    ["import", "sheet.csv", "--map", "map.toml", "--dry-run"],
    ["rules"],
    ["rules", "late-notice"],
    ["findings"],
    ["findings", "late-notice"],
]
OTHERS = [
    *(["due", "r.json", "--within", "P9Y", "--format", form] for form in ("text", "html", "json")),
    *(["export", "r.json", "--to", to] for to in ("json", "ndjson", "csv", "ical", "jsonld")),
    *(["export", "r.json", "-o", name] for name in FILES[1:6]),
    ["export", "r.json", "--to", "folder", "-o", "out"],
    ["export", "r.json", "--to", "xlsx", "-o", "out.xlsx"],
    ["export", "r.json", "--to", "parquet", "-o", "tables"],
    ["page", "r.json", "--title", "Łódź"],
    ["page", "r.json", "--title", "Łódź", "-o", "out.html"],
    ["add", "kept.json", "--title", TITLE, "--party", "Łódź", "--party", "東京大学", "--id", "a", "--set", "Ł=ódź"],
    ["record", "a", "kept.json", "signature", "--by", "Łódź", "--on", "2026-01-01", "--note", "Łódź"],
    ["edit", "a", "kept.json"],
    ["remove", "a", "kept.json", "--dry-run"],
    ["import", "sheet.csv", "--guess"],
    ["import", "sheet.csv", "--guess", "-o", "guess.toml"],
    ["import", "sheet.csv", "--map", "map.toml", "-o", "in.json"],
    ["import", "sheet.csv", "--map", "map.toml", "-o", "-"],
    ["schema"],
    ["schema", "-o", "schema.json"],
    *(["completion", shell] for shell in ("bash", "zsh", "fish")),
    ["--help"],
]
UNKNOWN = [
    ["show", "Łódź.json"],
    ["conform", "r.json", "--mtdsg", "Łódź"],
    ["explain", "Łódź", "r.json"],
    ["status", "r.json", "--party", "Łódź"],
    ["record", "Łódź", "r.json", "signature", "--on", "2026-01-01"],
    ["edit", "Łódź", "r.json"],
    ["remove", "Łódź", "r.json"],
    ["rules", "Łódź"],
    ["findings", "Łódź"],
    ["schema", "Łódź"],
    ["import", "Łódź.csv", "--guess"],
    ["completion", "Łódź"],
]
RUNS = [[*arguments, "--format", form] for arguments in PER_FORMAT for form in FORMATS] + OTHERS + UNKNOWN
"""Every command, in every format."""
DATED = {"show", "status", "expiring", "notices", "due", "timeline", "explain", "check", "export", "page"}
DRIVER = """
import contextlib, io, json, os, sys
from mou.cli import main
encoding, done = sys.stdout.encoding, []
for arguments in json.load(open("runs.json", encoding="utf-8")):
    sys.argv[1:] = [os.fsdecode(argument.encode()) for argument in arguments]  # as a shell passes them
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in "oe")
    status = None
    try:
        main()
    except SystemExit as end:
        status = end.code
    except BaseException as error:
        status = repr(error)
    done.append((status, *(stream.buffer.getvalue().hex() for stream in (sys.stdout, sys.stderr))))
with open("done.json", "w", encoding="utf-8") as file:
    json.dump([encoding, done], file)
"""
LOCALES = {
    "cp1252": ({"PYTHONIOENCODING": "cp1252"}, "cp1252"),
    "ascii": ({"PYTHONIOENCODING": "ascii:strict"}, "ascii"),
    "C": ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "ascii"),
}


def process(*arguments, **options):
    return subprocess.run([sys.executable, "-m", "mou", *arguments], check=False, **options)  # noqa: S603


def run(*arguments):
    return CliRunner().invoke(command, arguments, catch_exceptions=False)


def process_in_shell(*arguments, closing):
    """Run the command with streams that the shell closes."""
    line = ["/bin/sh", "-c", f'exec "$@" {closing}', "sh", sys.executable, "-m", "mou", *arguments]
    return subprocess.run(line, check=False, capture_output=True, text=True)  # noqa: S603


@pytest.fixture(autouse=True)
def room(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    parties = [attrs.evolve(party, name=f"{party.name} Zürich") for party in UNIVERSITIES.parties]
    agreement = attrs.evolve(UNIVERSITIES, title=TITLE, parties=[attrs.evolve(parties[0], name="Zürich"), *parties[1:]])
    mou.save(Register(agreements=[agreement]), "r.json")
    acts = [Act("signature", "2020-01-01", by=[party.id for party in parties])]
    mou.save(Register(agreements=[attrs.evolve(agreement, title="Łódź", acts=acts)]), "old.json")
    Path("map.toml").write_text(MAPPING.replace("MOU {Ref}", "Łódź {Ref}"), "utf-8")
    Path("sheet.csv").write_text(SHEET.replace("Defence", "Łódź"), "utf-8")
    monkeypatch.setenv("VISUAL", f"{Path(sys.executable).as_posix()} -c pass")  # an editor that changes nothing
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(os.path.abspath, sys.path)))


def test_every_command_is_run():
    assert set(command.commands) == {arguments[0] for arguments in RUNS} - {"--help"}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_command_writes_utf_8_in_every_locale(locale):
    variables, expected = LOCALES[locale]
    dated = [arguments for arguments in RUNS if arguments[0] in DATED and arguments not in UNKNOWN]
    runs = [[*arguments, "--on", "2026-06-01"] if arguments in dated else arguments for arguments in RUNS]
    Path("runs.json").write_text(json.dumps(runs), "utf-8")
    others = ("LC_", "LANG", "PYTHONUTF8")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    driver = [sys.executable, "-W", "error::EncodingWarning", "-X", "warn_default_encoding", "-c", DRIVER]
    subprocess.run(driver, env=inherited | variables, check=True)  # noqa: S603
    encoding, done = json.loads(Path("done.json").read_text("utf-8"))
    assert expected == encoding.lower().replace("ansi_x3.4-1968", "ascii").replace("us-ascii", "ascii")
    named = 0
    for arguments, (status, out, err) in zip(runs, done, strict=True):
        text = bytes.fromhex(out).decode("utf-8")
        problems = bytes.fromhex(err).decode("utf-8")
        assert status in {0, 1, 2, None}, (arguments, status, problems)
        assert "Traceback" not in problems
        named += TITLE in text
        assert (status == 2) == (arguments in UNKNOWN), (arguments, problems)
        assert status != 2 or "Łódź" in problems or arguments[0] == "completion"  # which click answers
        if "json" in arguments[-3:-2]:
            json.loads(text)
    assert named > 15
    for name in FILES:
        text = Path(name).read_bytes().decode("utf-8")
        assert name in {"out.csv", "out.ics", "schema.json", "guess.toml"} or "Ł" in text or "ódź" in text


class TestStandardOutput:
    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
    @pytest.mark.parametrize(
        "arguments",
        [["show"], ["show", "--format", "json"], ["export", "--to", "csv"], ["--help"]],
        ids=" ".join,
    )
    def test_full(self, arguments):
        with Path("/dev/full").open("wb") as full:
            done = process(*arguments, stdout=full, stderr=subprocess.PIPE, text=True)
        assert (2, "mou: standard output: No space left on device") == (done.returncode, done.stderr.splitlines()[0])
        assert 1 == len(done.stderr.splitlines())

    @pytest.mark.parametrize(
        "arguments",
        [["rules"], ["show", "--format", "json"], ["export", "--to", "csv"], ["--help"]],
        ids=" ".join,
    )
    def test_a_pipe_that_nobody_reads(self, arguments):
        """As programs that SIGPIPE ends: silently, with status 141."""
        reader, writer = os.pipe()
        os.close(reader)
        done = process(*arguments, stdout=writer, stderr=subprocess.PIPE)
        os.close(writer)
        assert (141, b"") == (done.returncode, done.stderr)

    @pytest.mark.parametrize("arguments", [["show"], ["show", "--format", "json"], ["--help"]], ids=" ".join)
    def test_closed(self, arguments):
        closed = "<&- >&-" if len(arguments) > 1 else ">&-"
        done = process_in_shell(*arguments, closing=closed)
        assert (2, "mou: standard output: Bad file descriptor\n") == (done.returncode, done.stderr)

    def test_closed_is_no_problem_where_nothing_is_printed(self):
        done = process_in_shell("export", "--to", "json", "-o", "out.json", closing="<&- >&- 2>&-")
        assert 0 == done.returncode
        assert mou.examples.register() == mou.load("out.json")

    def test_a_closed_standard_error(self):
        assert 2 == process_in_shell("show", "none.json", closing="2>&-").returncode

    def test_a_closed_standard_input(self):
        done = process_in_shell("show", "-", closing="<&-")
        assert (2, "", "mou: -: Standard input is closed\n") == (done.returncode, done.stdout, done.stderr)

    def test_in_this_process(self, monkeypatch, capsys):
        """What the processes above do, where coverage is measured."""

        def end(error):
            with pytest.raises(SystemExit) as ended, output.writing():
                raise error
            return ended.value.code

        duplicated = []
        monkeypatch.setattr(output.os, "dup2", lambda *descriptors: duplicated.append(descriptors))
        assert 141 == end(BrokenPipeError(32, "Broken pipe"))
        assert 2 == end(OSError(28, "No space left on device"))
        assert 2 == end(OSError("anything"))
        assert (
            "mou: standard output: No space left on device\nmou: standard output: anything\n" == capsys.readouterr().err
        )

        def end_of_pipe():
            raise BrokenPipeError(32, "Broken pipe")

        pipe = io.StringIO()
        monkeypatch.setattr(pipe, "flush", end_of_pipe)
        monkeypatch.setattr(sys, "stdout", pipe)
        output.prepare_streams()  # which changes only streams of the system
        with pytest.raises(BrokenPipeError):
            console().print("x")
        monkeypatch.undo()
        monkeypatch.setattr(output, "sys", type("Closed", (), {"stdout": None, "stderr": None}))
        output.prepare_streams()
        assert ("utf-8", "utf-8") == (output.sys.stdout.encoding, output.sys.stderr.encoding)
        with pytest.raises(OSError, match="Bad file descriptor"):
            output.sys.stdout.buffer.raw.write(b"x")
        for stream in (output.sys.stdout, output.sys.stderr):
            stream.close()


class TestPlaces:
    @pytest.mark.parametrize("to", ["json", "ndjson", "csv", "xlsx", "ical", "ics", "jsonld"])
    def test_a_device_stays_a_device(self, to):
        device = Path("/dev/null")
        assert 0 == run("export", "--to", to, "-o", str(device)).exit_code
        assert device.is_char_device()

    def test_the_name_of_standard_output(self):
        """Also where it is a file: a file that is appended to is not replaced."""
        with Path("out.txt").open("ab") as file:
            file.write(b"before\n")
            file.flush()
            process("schema", "party", "-o", "/dev/stdout", stdout=file)
        assert Path("out.txt").read_text("utf-8").startswith('before\n{\n  "$schema"')

    def test_a_pipe_is_written_into_and_read(self):
        os.mkfifo("pipe")
        read = []
        reader = threading.Thread(target=lambda: read.append(Path("pipe").read_bytes()))
        reader.start()
        assert 0 == run("export", "--to", "json", "-o", "pipe").exit_code
        reader.join(60)
        assert mou.examples.register() == mou.loads(read[0])
        assert Path("pipe").is_fifo()
        writer = threading.Thread(target=lambda: Path("pipe").write_bytes(read[0]))
        writer.start()
        assert "mys-usa-defence-2025" in run("show", "pipe").stdout
        writer.join(60)

    def test_a_socket_is_refused(self):
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket")
            done = run("export", "--to", "json", "-o", "socket")
        assert (2, "mou: socket: No such device or address\n") == (done.exit_code, done.stderr)
        assert Path("socket").is_socket()

    @pytest.mark.parametrize(
        "arguments",
        [
            ["page"],
            ["schema"],
            ["export", "--to", "json"],
            ["export", "--to", "xlsx"],
            ["import", "sheet.csv", "--guess"],
        ],
        ids=" ".join,
    )
    def test_a_hyphen_is_standard_output(self, arguments):
        done = run(*arguments, "-o", "-")
        assert 0 == done.exit_code
        assert done.stdout_bytes
        assert not Path("-").exists()
        if "xlsx" not in arguments:
            assert done.stdout_bytes == run(*arguments).stdout_bytes

    def test_an_import_to_standard_output(self):
        """The register is printed; the report goes to standard error."""
        done = run("import", "sheet.csv", "--map", "map.toml", "-o", "-")
        assert ["12", "14"] == [agreement.id for agreement in mou.loads(done.stdout).agreements]
        assert "3 rows: 2 added, 1 with problems." == done.stderr.splitlines()[0]
        assert "03/04/2021" in done.stderr
        Path("sheet.csv").write_text("\n".join(SHEET.splitlines()[:2]), "utf-8")
        done = run("import", "sheet.csv", "--map", "map.toml", "-o", "-")
        assert (0, "No row has a problem.") == (done.exit_code, done.stderr.splitlines()[-2])
        done = run("import", "sheet.csv", "--map", "map.toml", "-o", "-", "--format", "csv")
        assert (2, "") == (done.exit_code, done.stdout)
        assert "--format csv and -o - both write to standard output; pass -o PATH" in done.stderr

    @pytest.mark.parametrize(
        ("name", "start"),
        [
            ("out.json", b'{\n  "format"'),
            ("out.NDJSON", b'{"format"'),
            ("out.jsonl", b'{"format"'),
            ("out.csv", b"\xef\xbb\xbfid,"),
            ("out.xlsx", b"PK"),
            ("out.ics", b"BEGIN:VCALENDAR"),
            ("out.jsonld", b'{\n  "@context"'),
            ("out/register.json", b'{\n  "format"'),
            ("out.parquet/agreements.parquet", b"PAR1"),
        ],
    )
    def test_the_format_follows_from_the_name(self, name, start):
        folder = Path(name).parent
        assert 0 == run("export", "-o", str(Path(name) if folder == Path() else folder)).exit_code
        assert Path(name).read_bytes().startswith(start)

    def test_an_existing_folder_stays_a_folder(self):
        Path("out.csv").mkdir()
        assert 0 == run("export", "-o", "out.csv").exit_code
        assert mou.examples.register() == mou.load("out.csv")

    @pytest.mark.parametrize(
        ("arguments", "reason"),
        [
            ([], "pass --to FORMAT, or -o PATH with a suffix such as .json or .xlsx"),
            (["-o", "-"], "pass --to FORMAT, or -o PATH"),
            (["-o", "out.html"], '"mou page" writes HTML'),
            (["-o", "out.pdf"], "the suffix .pdf names no export format; use one of .json, .ndjson, "),
            (["--to", "folder", "-o", "-"], "--to folder writes several files; pass -o FOLDER"),
        ],
    )
    def test_names_that_lead_to_no_format(self, arguments, reason):
        done = run("export", *arguments)
        assert (2, "") == (done.exit_code, done.stdout)
        assert reason in " ".join(done.stderr.split())
        assert not any(Path().glob("out*"))

    def test_a_text_in_the_arguments_that_is_not_utf_8(self):
        done = run("page", "--title", "\udcff")
        assert (2, "") == (done.exit_code, done.stdout)
        assert "Invalid value for '--title': found bytes that are not UTF-8; expected text in UTF-8" in done.stderr
