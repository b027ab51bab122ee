"""Compare the speed of `mou` with other libraries: python benchmarks/run.py prints tables and writes JSON."""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)  # instead of the folder of this script
if find_spec("mou") is None:
    sys.path.insert(1, str(ROOT / "src"))


def _git(*arguments: str) -> str | None:
    try:
        run = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=True)  # noqa: S603, S607
    except (OSError, subprocess.CalledProcessError):
        return None
    return run.stdout.strip()


def main() -> None:
    """Run the command."""
    import attrs

    from benchmarks import report
    from benchmarks.contenders import versions
    from benchmarks.tasks import FULL, QUICK, SMOKE, TASKS

    sizes = {"full": FULL, "quick": QUICK, "smoke": SMOKE}
    parser = argparse.ArgumentParser(description="Measure mou beside other libraries.")
    parser.add_argument("--quick", dest="size", action="store_const", const="quick", default="full", help="in a minute")
    parser.add_argument("--smoke", dest="size", action="store_const", const="smoke", help="only see that all runs")
    parser.add_argument("--tasks", nargs="+", choices=TASKS, default=list(TASKS), metavar="TASK", help=", ".join(TASKS))
    parser.add_argument("--output", type=Path, help="where the JSON goes")
    parser.add_argument("--write", action="store_true", help="show the figures of this full run in the README")
    parser.add_argument(
        "--forget",
        action="store_true",
        help="measure nothing, and show no figures in the README, those of growth.py among them",
    )
    asked = parser.parse_args()
    if asked.forget:
        for figures in (report.SPEED, report.GROWTH):
            figures.show(figures.forgotten)
        return
    if asked.write and (asked.size != "full" or len(asked.tasks) < len(TASKS) or asked.output):
        parser.error("--write goes with a full run of all tasks")

    tasks = {}
    for name, task in TASKS.items():
        if name in asked.tasks:
            print(f"{name} ...", file=sys.stderr, flush=True)
            tasks[name] = task(sizes[asked.size])
    results = {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": _git("rev-parse", "--short", "HEAD"),
        "changed": bool(_git("status", "--porcelain", "--", "src")),
        "fingerprint": report.fingerprint(),
        "size": asked.size,
        "sizes": attrs.asdict(sizes[asked.size]),
        "clock": "process_time",
        "gc": gc.isenabled(),
        "machine": {
            "python": f"{platform.python_implementation()} {platform.python_version()}",
            "system": f"{platform.system()} {platform.machine()}",
            "cores": os.cpu_count(),
        },
        "libraries": versions(),
        "tasks": tasks,
    }
    output = (
        report.SPEED.latest_path
        if asked.write
        else asked.output or report.SPEED.latest_path.with_name(f"{asked.size}.json")
    )
    output.parent.mkdir(exist_ok=True)
    output.write_text(json.dumps(results, indent=1) + "\n", "utf-8", newline="\n")
    print(report.markdown(results))
    print(f"written to {output}", file=sys.stderr)
    if asked.write:
        report.SPEED.show(report.markdown(results))


if __name__ == "__main__":
    main()
