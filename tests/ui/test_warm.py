"""What the first reader would wait for is there before, and what only drawing needs stays away."""

import subprocess
import sys

import pytest

from explainer.settings import ROOT

WARM = """
import sys
from explainer.ui.warm import warm_up
from explainer.evidence.summary import summaries

warm_up()
print(summaries.cache_info().currsize, "pandas" in sys.modules)
"""
SERVE = """
import sys
from starlette.testclient import TestClient
from app import app
from explainer.content import content
from explainer.site import PAGES
from explainer.views.opened import things

with TestClient(app) as reader:
    for page in PAGES:
        assert reader.get(f"/{page.name}").status_code == 200, page.name
        for name in list(things(content(), page))[:1]:
            assert reader.get(f"/{page.name}?{page.key}={name}").status_code == 200, name
    for address in ("/embed/condition/ptsd", "/embed/trials/ptsd", "/preview/faq.png", "/api/v1/conditions"):
        assert reader.get(address).status_code == 200, address
print([name for name in ("altair", "vl_convert", "PIL") if name in sys.modules])
"""


def said(script: str) -> str:
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_after_warming_up_tables_and_summaries_are_ready() -> None:
    assert said(WARM) == "1 True\n"


@pytest.mark.slow
def test_a_server_whose_pictures_are_kept_imports_nothing_that_draws() -> None:
    said(SERVE)  # draws what no process before has drawn
    assert said(SERVE) == "[]\n"
