"""A page leaves in the smallest form the browser takes."""

import gzip
from collections.abc import Callable

import brotli
import pytest

from explainer.web.compressed import compressed

PAGE = b"<p>the same words again and again</p>" * 50


@pytest.mark.parametrize(
    ("accepted", "encoding", "opened"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip;q=1.0, br;q=0", "gzip", gzip.decompress),
        ("gzip;q=0.5", "gzip", gzip.decompress),
        ("br;q=0.0, gzip;q=0", "", bytes),
        ("identity", "", bytes),
        ("", "", bytes),
    ],
)
def test_the_form_is_one_that_was_asked_for(accepted: str, encoding: str, opened: Callable[[bytes], bytes]) -> None:
    name, body = compressed(PAGE, accepted)
    assert name == encoding
    assert opened(body) == PAGE
    assert len(body) < len(PAGE) or not encoding
