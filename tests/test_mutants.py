"""The mutation check: which mutants there are, and what becomes of them."""

import json
import sys
from pathlib import Path
from shlex import quote
from shutil import copy
from textwrap import dedent

import mutants
import mutation_check
import pytest

RULE = dedent('''\
    """Rules, which end on a day."""

    from __future__ import annotations

    from datetime import date

    LIMIT: tuple[int, ...] = (3,)


    def ends(fact: Fact, day: date, notice: int = 0) -> bool:
        """Whether it ends: day < 5."""
        if fact.counts_on <= day and not fact.revoked:
            text = f"{day.year + 1} or {1 < 2}"
            return f(text) if min(notice, 7) else True
        return next_day(day) in (None, fact.refers_to)
''')


def changes(source):
    return {(one.operator, one.before, one.after) for one in mutants.mutants_of("rule", source)}


class TestMutants:
    def test_of_a_rule(self):
        assert changes(RULE) == {
            ("change a number by one", "3", "4"),
            ("change a number by one", "3", "(3 - 1)"),
            ("change a number by one", "0", "1"),
            ("change a number by one", "0", "(0 - 1)"),
            ("change a number by one", "7", "8"),
            ("change a number by one", "7", "(7 - 1)"),
            ("move a boundary", "fact.counts_on <= day", "fact.counts_on < day"),
            ("turn a comparison round", "fact.counts_on <= day", "fact.counts_on > day"),
            ("swap counts_on with takes_effect_on", "fact.counts_on", "fact.takes_effect_on"),
            (
                "swap and with or",
                "fact.counts_on <= day and (not fact.revoked)",
                "(fact.counts_on <= day or not fact.revoked)",
            ),
            ("drop a term", "fact.counts_on <= day and (not fact.revoked)", "(not fact.revoked)"),
            ("drop a term", "fact.counts_on <= day and (not fact.revoked)", "(fact.counts_on <= day)"),
            ("drop a not", "not fact.revoked", "(fact.revoked)"),
            ("drop a statement", "return f(text) if min(notice, 7) else True", "pass"),
            ("drop a term", "f(text) if min(notice, 7) else True", "(f(text))"),
            ("drop a term", "f(text) if min(notice, 7) else True", "(True)"),
            ("negate a condition", "min(notice, 7)", "(not (min(notice, 7)))"),
            ("swap min with max, any with all", "min", "max"),
            ("turn a truth value round", "True", "False"),
            (
                "turn a comparison round",
                "next_day(day) in (None, fact.refers_to)",
                "next_day(day) not in (None, fact.refers_to)",
            ),
            ("move a day", "next_day(day)", "(day)"),
            ("take as not recorded", "fact.refers_to", "None"),
        }

    @pytest.mark.parametrize(
        ("code", "expected"),
        [
            ("x += n - 1", {"x += n - 1", "n - 1", "1"}),
            ("x = [n for n in m if n > 0]", {"x = [n for n in m if n > 0]", "[n for n in m if n > 0]", "n > 0", "0"}),
            ("y = n", set()),  # nothing could go on without it
            ("assert_never(n)", set()),  # nothing gets there
            ("date.fromordinal(d.toordinal())", None),
            ("while ready(n):\n        break", {"ready(n)", "break"}),
            ("try:\n        add(d, p)\n    except E:\n        raise", {"add(d, p)", "raise"}),
        ],
    )
    def test_of_a_statement(self, code, expected):
        found = {before for _, before, _ in changes(f"def rule(x, m, n, d, p):\n    {code}\n")}
        if expected is None:
            assert "date.fromordinal(d.toordinal())" in found
            assert "d.toordinal()" in found
        else:
            assert found == expected

    def test_each_can_be_run_and_changes_one_place(self):
        for one in mutants.mutants_of("rule", RULE):
            compile(one.mutated, "rule", "exec")
            removed = [line for line in one.diff.splitlines() if line.startswith("-") and not line.startswith("---")]
            assert len(removed) == 1

    def test_each_has_a_name_that_stays_when_other_code_changes(self):
        names = [one.key for one in mutants.mutants_of("rule", RULE)]
        assert len(set(names)) == len(names)
        later = RULE.replace("LIMIT", "# A comment.\nLIMIT") + "\n\ndef other(n):\n    return n > 3\n"
        assert names == [one.key for one in mutants.mutants_of("rule", later) if one.function != "other"]

    def test_the_same_change_in_a_function_has_a_number(self):
        found = mutants.mutants_of("rule", "def rule(a, b):\n    return f(a < b, a < b)\n")
        assert [one.number for one in found if one.operator == "move a boundary"] == [0, 1]

    def test_texts_outside_of_ascii_move_nothing(self):
        (one,) = [one for one in mutants.mutants_of("rule", "NAMES = 'é', 'ü', True\n") if one.before == "True"]
        assert one.mutated == "NAMES = 'é', 'ü', False\n"


class TestSample:
    def test_is_the_same_for_the_same_seed(self):
        every = mutants.mutants_of("rule", RULE)
        assert mutants.sample(every, 10, seed=1) == mutants.sample(every, 10, seed=1)
        assert mutants.sample(every, 10, seed=1) != mutants.sample(every, 10, seed=2)

    @pytest.mark.thorough
    def test_has_every_operator(self):
        """A rule hangs on `refers_to` in few places: an even sample would seldom hold one of them."""
        every = mutants.mutants_of("rule", RULE + "\n\nNUMBERS = [" + "1, " * 500 + "]\n")
        operators = {one.operator for one in every}
        assert {one.operator for one in mutants.sample(every, len(operators), seed=1)} == operators

    def test_of_more_than_there_are_is_all(self):
        every = mutants.mutants_of("rule", RULE)
        assert len(mutants.sample(every, 10**6, seed=1)) == len(every)


class TestEquivalents:
    @pytest.mark.thorough
    def test_each_is_a_mutant_of_the_code_and_has_a_reason(self):
        """A change of the code can leave an entry behind, or turn its reason false."""
        listed = mutation_check.equivalents()
        assert all(reason.strip() for reason in listed.values())
        if not (mutation_check.ROOT / mutation_check.PACKAGE).exists():
            pytest.skip("the tree has no source")
        modules = {module for module, *_ in listed}
        known = {one.key for one in mutation_check.every(mutation_check.modules_of(sorted(modules)))}
        assert not listed.keys() - known

    def test_an_entry_is_read_as_it_is_printed(self, tmp_path):
        every = mutants.mutants_of("rule", RULE)
        path = tmp_path / "equivalent.toml"
        path.write_text("\n\n".join(map(mutation_check.entry, every)), "utf-8")
        assert list(mutation_check.equivalents(path)) == [one.key for one in every]


@pytest.mark.thorough
class TestCheck:
    """With a tree of one rule, whose tests notice some changes."""

    @pytest.fixture(autouse=True)
    def tree(self, tmp_path, monkeypatch):
        rule = dedent("""\
            def is_late(day, deadline, other=1):
                return day > deadline


            def days(count):
                given = []
                while len(given) < count:
                    given.append(len(given))
                return given


            def untested(a, b):
                return a and b
        """)
        tests = dedent("""\
            from rules import days, is_late


            def test_late():
                assert is_late(2, 1)


            def test_days():
                assert days(2) == [0, 1]
        """)
        root = tmp_path / "root"
        (root / "src").mkdir(parents=True)
        (root / "tests").mkdir()
        (root / "src" / "rules.py").write_text(rule, "utf-8")
        (root / "tests" / "test_rules.py").write_text(tests, "utf-8")
        copy(Path(mutation_check.__file__).with_name("mutation_worker.py"), root / "tests")
        monkeypatch.setattr(mutation_check, "ROOT", root)
        monkeypatch.setattr(mutation_check, "PACKAGE", "src")
        monkeypatch.setattr(mutation_check, "EQUIVALENT", root / "equivalent.toml")
        return root

    def run(self, *arguments):
        return mutation_check.main(["--modules", "rules", "--tests", "tests/test_*.py", "--processes", "2", *arguments])

    def outcomes(self, path):
        return {
            (one["before"], one["after"]): (one["outcome"], one["note"])
            for one in json.loads(path.read_text("utf-8"))["mutants"]
        }

    def test_what_becomes_of_each(self, tree, capsys):
        output = tree / "mutants.json"
        equivalent = (
            '[[mutant]]\nmodule = "rules"\nfunction = "is_late"\nbefore = "1"\nafter = "2"\nreason = "unused"\n'
        )
        (tree / "equivalent.toml").write_text(equivalent, "utf-8")
        assert self.run("--count", "0", "--timeout", "4", "--output", str(output)) == 1
        late, days = "tests/test_rules.py::test_late", "tests/test_rules.py::test_days"
        assert self.outcomes(output) == {
            ("1", "2"): ("equivalent", "unused"),
            ("1", "(1 - 1)"): ("survived", ""),
            ("day > deadline", "day >= deadline"): ("survived", ""),
            ("day > deadline", "day <= deadline"): ("killed", late),
            ("len(given) < count", "len(given) <= count"): ("killed", days),
            ("len(given) < count", "len(given) >= count"): ("killed", days),
            ("given.append(len(given))", "pass"): ("timeout", ""),
            ("a and b", "(a or b)"): ("survived", mutation_check.NO_TEST),
            ("a and b", "(a)"): ("survived", mutation_check.NO_TEST),
            ("a and b", "(b)"): ("survived", mutation_check.NO_TEST),
        }
        told = capsys.readouterr().out
        assert "Survivor 3: rules, is_late: move a boundary" in told
        assert "+    return day >= deadline" in told
        assert told.endswith("10 mutants, 4 killed (1 by time), 1 equivalent (listed), 5 survivors\n")

    def test_a_command_can_run_the_tests(self, tree):
        output = tree / "mutants.json"
        command = f"{quote(sys.executable)} -m pytest -x -q tests/test_rules.py -k late -p no:cacheprovider"
        assert self.run("--count", "0", "--only", "2", "3", "--command", command, "--output", str(output)) == 1
        assert self.outcomes(output) == {
            ("day > deadline", "day >= deadline"): ("survived", ""),
            ("day > deadline", "day <= deadline"): ("killed", "exit code 1"),
        }

    def test_where_all_are_killed_none_survives_and_the_tree_is_as_it_was(self, tree):
        before = (tree / "src" / "rules.py").read_text("utf-8")
        assert self.run("--count", "0", "--only", "2") == 0
        assert (tree / "src" / "rules.py").read_text("utf-8") == before

    def test_one_can_be_shown(self, capsys):
        assert self.run("--count", "0", "--show", "3") == 0
        assert "+    return day >= deadline" in capsys.readouterr().out

    def test_tests_that_fail_by_themselves_say_nothing(self, tree):
        (tree / "tests" / "test_rules.py").write_text("def test_nothing():\n    assert False\n", "utf-8")
        with pytest.raises(SystemExit, match="fail without any change"):
            self.run("--count", "1")

    def test_modules_are_found_in_any_folder(self, tree):
        (tree / "src" / "law").mkdir()
        (tree / "src" / "law" / "exits.py").write_text("", "utf-8")
        assert mutation_check.modules_of(["exits", "rules", "none"], tree) == ["law/exits", "rules"]
        with pytest.raises(SystemExit, match="no module"):
            mutation_check.main(["--modules", "none"])
        with pytest.raises(SystemExit, match="no file of tests"):
            mutation_check.main(["--modules", "rules", "--tests", "none"])
