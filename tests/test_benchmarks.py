"""Benchmarks: they run, they are fair, and the figures that are shown are of this code. How quick it is, is no test."""

import gc
import json
import subprocess
import sys
from pathlib import Path

import pytest

import mou

# The built wheel is tested where only some of the tree is.
broken = pytest.importorskip("benchmarks.broken")

from benchmarks import contenders, growth, histories, offices, records, report, tasks  # noqa: E402
from mou.formats.page import page  # noqa: E402

RUN = Path(tasks.__file__).with_name("run.py")
SOUND = [records.rich(), records.bilateral(0), records.multilateral(0, parties=3)]
SAY_NOTHING_OF = {"text: key twice", "text: key twice in a party"}


class TestRecords:
    def test_are_the_same_at_each_run(self):
        assert records.documents("bilateral", 3) == records.documents("bilateral", 3)
        assert records.documents("multilateral", 1) == records.documents("multilateral", 1)

    def test_are_as_large_as_the_pages_say(self):
        small, large = records.documents("bilateral", 20), records.documents("multilateral", 1)
        assert 900 < sum(map(len, small)) / len(small) < 1100
        assert 35_000 < len(large[0]) < 38_000
        assert len(mou.loads(large[0], mou.Agreement).parties) == 150

    def test_have_lives(self):
        for agreement in SOUND:
            assert mou.lifecycle(agreement).status("2027-01-01") in mou.Status

    def test_each_line_of_a_file_has_an_id_of_its_own(self):
        with tasks._file(5) as path:
            ids = [mou.loads(line, mou.Agreement).id for line in path.read_bytes().splitlines()]
        assert len(set(ids)) == 5


class TestBrokenDocuments:
    @pytest.mark.parametrize("options", [{}, {"converter": mou.converter()}], ids=["as it is", "thorough"])
    def test_mou_accepts_none(self, options):
        names = set()
        for name, text in broken.documents():
            names.add(name)
            try:
                made = mou.loads(text, mou.Agreement, **options)
            except mou.ValidationError:
                continue
            pytest.fail(f"{name}: accepted as {made}")
        assert names == set(broken.KINDS)

    def test_each_differs_from_the_good_one(self):
        text = mou.dumps(records.rich(), indent=None)
        for name, change in broken.CHANGES.items():
            document = json.loads(text)
            change(document)
            assert json.dumps(document, ensure_ascii=False) != text, name


@pytest.mark.parametrize("contender", contenders.ALL, ids=lambda one: one.key)
def test_all_read_the_good_documents_and_refuse_the_broken_ones(contender):
    ready, absent = contenders.present([contender.key])
    if absent:
        pytest.skip(absent[contender.key])
    one = ready[contender.key]
    for agreement in SOUND:
        text = mou.dumps(agreement, indent=None).encode()
        assert contenders.same(one.dump(one.load(text)), text)
    assert one.load_many(b"[" + b",".join(records.documents("bilateral", 2)) + b"]")
    if contender.checks and contender.key != "cattrs":  # which is there as one would first write it
        allowed = set() if contender.key in {"mou", "mou-fast"} else SAY_NOTHING_OF
        assert set(broken.accepted(one.load, also=1)) == allowed


@pytest.mark.parametrize(
    "name",
    [name if name == "arithmetic" else pytest.param(name, marks=pytest.mark.thorough) for name in tasks.TASKS],
)
def test_each_task_runs_and_makes_a_table(name):
    gc.freeze()  # each measurement collects garbage first, which takes long after many tests
    try:
        found = tasks.TASKS[name](tasks.SMOKE)
    finally:
        gc.unfreeze()
    title, table = report.TITLES[name]
    assert title
    assert "mou" in table(json.loads(json.dumps(found)))


class TestGoals:
    def test_a_figure_that_is_not_there_is_not_reached(self):
        assert report._goals({}).count(f"{report.NONE} |") == 2 * len(report.GOALS)

    def test_more_or_less_is_better(self):
        found = {
            "strictness": {"accepted": {"mou": [], "mou-fast": ["title: number"]}},
            "arithmetic": {"mou.dates.periods.add": {"ratio": {"median": 6.0}}},
            "imports": {"mou": {"ratio": {"median": 20.0}}},
        }
        lines = report._goals(found).splitlines()
        reached = {line.split("|")[1].split(":")[0].strip(): line.split("|")[4].strip() for line in lines}
        assert reached["mou.dates.periods.add"] == "yes"
        assert reached["import mou"] == "yes"
        assert reached["kinds of broken documents accepted, both doors"] == "no"


class TestCommand:
    def run(self, *arguments):
        return subprocess.run(  # noqa: S603
            [sys.executable, RUN, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
        )

    def test_it_prints_tables_and_writes_json(self, tmp_path):
        output = tmp_path / "results.json"
        run = self.run("--smoke", "--tasks", "arithmetic", "--output", output)
        assert run.returncode == 0, run.stderr
        assert "18 months added to a day" in run.stdout
        results = json.loads(output.read_text("utf-8"))
        assert results["fingerprint"] == report.fingerprint()
        assert list(results["machine"]) == ["python", "system", "cores"]
        assert list(results["tasks"]) == ["arithmetic"]

    @pytest.mark.parametrize("other", [["--quick"], ["--tasks", "load"], ["--output", "x.json"]])
    def test_it_shows_nothing_but_full_runs(self, other):
        run = self.run("--write", *other)
        assert run.returncode == 2
        assert "full run" in run.stderr


class TestFigures:
    @pytest.mark.parametrize("figures", [report.SPEED, report.GROWTH], ids=lambda figures: figures.script)
    def test_those_that_are_shown_are_of_this_code(self, figures):
        shown = figures.shown()
        assert shown
        if shown == figures.forgotten:
            return
        latest = figures.latest()
        assert latest["fingerprint"] == report.fingerprint(), (
            f"the code has changed since its figures were measured: `python benchmarks/{figures.script} --write` "
            f"measures again, `python benchmarks/{figures.script} --forget` takes them away"
        )
        assert shown == (report if figures is report.SPEED else growth).markdown(latest)

    @pytest.mark.parametrize("figures", [report.SPEED, report.GROWTH], ids=lambda figures: figures.script)
    def test_they_are_put_between_the_marks(self, figures, tmp_path, monkeypatch):
        page = tmp_path / "README.md"
        page.write_text(report.README.read_text("utf-8"), "utf-8")
        monkeypatch.setattr(report, "README", page)
        figures.show("figures\n")
        assert figures.shown() == "figures\n"
        assert page.read_text("utf-8").endswith("when each decision was made.\n")
        figures.show(figures.forgotten)
        assert figures.shown() == figures.forgotten


class TestGrowth:
    def run(self, *arguments):
        script = Path(growth.__file__)
        return subprocess.run(  # noqa: S603
            [sys.executable, script, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
        )

    @pytest.mark.thorough
    @pytest.mark.parametrize("name", histories.SHAPES)
    def test_every_shape_can_be_asked_every_question(self, name):
        shape = histories.SHAPES[name]
        history = shape.history(min(growth.QUICK[shape.axis]))
        for question in histories.answerable():
            histories.QUESTIONS[question](history)

    @pytest.mark.parametrize("axis", growth.SIZES)
    def test_histories_are_of_the_size_that_was_asked_for(self, axis):
        """An exponent over acts means something only where the acts are as many as the table says."""
        shapes = [shape for shape in histories.SHAPES.values() if shape.axis == axis]
        assert shapes
        for shape in shapes:
            history = shape.history(300)
            count = {
                "acts": len(history.agreement.acts),
                "parties": len(history.agreement.parties),
                "agreements": len(history.others),
            }[axis]
            assert 200 <= count <= 420

    def test_the_exponent_is_the_slope_over_the_larger_sizes(self):
        sizes = [1, 10, 100, 1000]
        assert growth.exponent(sizes, [5.0, 0.1, 10.0, 1000.0]) == pytest.approx(2)
        assert growth.exponent(sizes, [0.1, 1.0, "> 20 s", "-"]) == pytest.approx(1)
        assert growth.exponent(sizes, [0.1, "> 20 s", "-", "-"]) is None

    def test_a_question_that_takes_too_long_is_stopped_and_the_next_is_asked(self):
        asker = growth.Asker(limit=0.001)
        try:
            shape = "accessions and withdrawals of 20 parties"
            assert asker.ask(shape, 400, "page") == "> 0.001 s"
            asker.limit = 60
            assert asker.ask(shape, 10, "make") > 0
            assert asker.ask(shape, 10, "no such question") == "KeyError"
        finally:
            asker.close()

    def test_it_prints_tables_and_writes_json(self, tmp_path):
        output = tmp_path / "growth.json"
        run = self.run(
            "--quick", "--shapes", "terminations", "consents of all", "--questions", "check", "--output", output
        )
        assert run.returncode == 0, run.stderr
        assert "exponent" in run.stdout
        results = json.loads(output.read_text("utf-8"))
        assert list(results["shapes"]) == ["consents of all", "terminations"]
        assert growth.markdown(results) in run.stdout

    def test_it_shows_nothing_but_full_runs(self):
        run = self.run("--write", "--quick")
        assert run.returncode == 2
        assert "full run" in run.stderr

    def test_it_names_its_shapes_where_none_is_meant(self):
        run = self.run("--shapes", "no such shape")
        assert run.returncode == 2
        assert "terminations" in run.stderr


class TestOffices:
    def test_are_the_same_at_each_run(self):
        assert offices.office(20) == offices.office(20)

    def test_have_ids_of_their_own_and_as_many_columns_as_a_large_sheet(self):
        register = offices.office(300)
        assert {len(agreement.extensions["sheet"]) for agreement in register.agreements} == {60}
        statuses = {position.status for position in register.positions(offices.ON)}
        assert {"in_force", "expired", "terminated", "unknown"} <= statuses

    def test_five_hundred_make_a_small_page(self):
        html = page(offices.office(500), offices.ON, columns=["Country", "Coordinator"])
        assert len(html.encode()) < 600_000  # 6 MB for 5,000
