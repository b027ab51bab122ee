"""The checks of the project. `nox` runs the default checks, `nox -s lint` a single one. `.ci/run` calls them too."""

import os
import secrets
from pathlib import Path

import nox

PYTHONS = ["3.11", "3.12", "3.13"]
OLDEST, NEWEST = PYTHONS[0], PYTHONS[-1]
PROJECT = nox.project.load_toml("pyproject.toml")
# What to install: a wheel that was built before, or the source, from which pip builds a wheel.
PACKAGE = os.environ.get("MOU_WHEEL", ".")
LAWS = [f"tests/property/test_{name}.py" for name in ("accounts", "one_answer", "deadlines")]
# Another release of Hypothesis draws other examples. Change the release in a separate commit, and fix the errors that
# the new examples find.
HYPOTHESIS = "hypothesis==6.170.17"
EXAMPLE = Path("build", "readme_example.py")

nox.options.default_venv_backend = "venv"
nox.options.sessions = ["lint", "types", "docs", f"tests-{OLDEST}"]


def group(name: str) -> tuple[str, ...]:
    """Return the requirements in a dependency group."""
    return nox.project.dependency_groups(PROJECT, name)


def install(session: nox.Session, *more: str) -> None:
    """Install the package and the requirements of the tests, with python-dateutil 4 for the newest Python, else 2.9."""
    dateutil = "python-dateutil>=4" if session.python == NEWEST else "python-dateutil==2.9.*"
    session.install(f"{PACKAGE}[test]", dateutil, HYPOTHESIS, *more)


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests as in the README. To run only some of them: `nox -s tests-3.12 -- tests/test_act.py`."""
    install(session)
    session.run("pytest", *session.posargs)


@nox.session(python=OLDEST)
def thorough(session: nox.Session) -> None:
    """Run the slow tests, and test the laws (the most important properties) with a thousand examples each."""
    install(session, *group("bench"), *group("spark"), *group("typing"), *group("applications"))
    if session.posargs:
        session.run("pytest", "--thorough", *session.posargs)
        return
    session.run("pytest", "--thorough", "-m", "thorough")
    session.run("pytest", "--hypothesis-profile=thousands", "--dist=worksteal", *LAWS)


@nox.session(python=OLDEST)
def properties(session: nox.Session) -> None:
    """Test every property with a hundred examples. CI omits this session, because it takes more than five minutes."""
    install(session)
    session.run("pytest", "--thorough", "--dist=worksteal", "tests/property", *session.posargs)


@nox.session(python=OLDEST)
def fuzz(session: nox.Session) -> None:
    """Test the laws with new random examples. `nox -s fuzz -- 10` does this ten times."""
    install(session)
    for _ in range(int(session.posargs[0]) if session.posargs else 1):
        command = "pytest", "--hypothesis-profile=fuzz", f"--hypothesis-seed={secrets.randbelow(2**32)}", *LAWS
        session.log(f"to draw the same examples again: {' '.join(command)}")
        session.run(*command)


@nox.session(python=NEWEST)
def coverage(session: nox.Session) -> None:
    """Run the tests in one process, and require that they run every line and branch."""
    install(session)
    session.run("coverage", "run", "-m", "pytest", "-n0", *session.posargs)
    session.run("coverage", "report")


@nox.session(python=OLDEST)
def lint(session: nox.Session) -> None:
    """Check the code for mistakes and bad style."""
    session.install(*group("lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session(python=OLDEST)
def types(session: nox.Session) -> None:
    """Run both type checkers on the library and on the README's example."""
    session.install(".[test]", *group("typing"))
    EXAMPLE.parent.mkdir(exist_ok=True)
    example = session.run("python", ".ci/readme.py", "python", silent=True)
    EXAMPLE.write_text(str(example), encoding="utf-8")
    session.run("mypy", "--strict", "src", str(EXAMPLE))
    session.run("pyright", "--pythonpath", str(Path(session.bin, "python")), "src", str(EXAMPLE))


@nox.session(python=OLDEST)
def docs(session: nox.Session) -> None:
    """Build the documentation. A broken reference is an error."""
    session.install(".[docs]")
    session.run(
        "sphinx-build", "--nitpicky", "--fail-on-warning", "--keep-going", "--quiet", "-b", "html", "docs", "build/html"
    )
    session.log("the documentation is in build/html")
