"""What README.md tells its reader to run, printed so that CI can run the same.

- ``python .ci/readme.py show-command``: the shell command below the comment ``<!-- show-command -->``
- ``python .ci/readme.py test-command``: likewise
- ``python .ci/readme.py python``: all Python examples as one module, for type checkers
"""

import doctest
import re
import sys
from pathlib import Path

FENCED = re.compile(
    r"(?:^<!-- (?P<mark>[a-z-]+) -->\n)?^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)

wanted = sys.argv[1]
blocks = list(FENCED.finditer(Path(__file__).parent.with_name("README.md").read_text(encoding="utf-8")))
if wanted == "python":
    found = [block["text"] for block in blocks if block["language"] == "python"]
    found = [doctest.script_from_examples(text) if ">>> " in text else text for text in found]
else:
    found = [block["text"] for block in blocks if block["mark"] == wanted]
if not found:
    sys.exit(f"README.md has no block for {wanted!r}")
if wanted == "python":
    print("# pyright: reportUnusedExpression=false")  # >>> shows a value by naming it
print("\n".join(found))
