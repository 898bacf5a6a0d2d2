"""What the first reader would wait for is there before."""

import subprocess
import sys

import pytest

from explainer.settings import ROOT

SCRIPT = """
import sys
from explainer.ui.warm import warm_up
from explainer.evidence.summary import summaries

warm_up()
print(summaries.cache_info().currsize, *(name in sys.modules for name in ("altair", "pandas", "scipy.special")))
"""


@pytest.mark.slow
def test_after_warming_up_charts_tables_and_summaries_are_ready() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout == "1 True True True\n", done.stderr
