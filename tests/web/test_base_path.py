"""The path that the whole site lives under."""

import pytest

from explainer.web.base_path import base_path, path_below


@pytest.mark.parametrize(
    ("option", "path"),
    [("", ""), ("/", ""), ("ketamine", "/ketamine"), ("/ketamine/", "/ketamine"), ("a/b", "/a/b")],
)
def test_streamlits_option_may_have_slashes_around_it_or_not(option: str, path: str) -> None:
    assert base_path(option) == path


@pytest.mark.parametrize(
    ("path", "base", "prefix", "below"),
    [
        ("/faq", "", "", "/faq"),
        ("/", "", "", "/"),
        ("/ketamine/faq", "/ketamine", "", "/faq"),
        ("/ketamine/", "/ketamine", "", "/"),
        ("/ketamine", "/ketamine", "", ""),
        ("/ketamines/faq", "/ketamine", "", None),
        ("/faq", "/ketamine", "", None),
        ("/proxy/faq", "", "/proxy", "/faq"),
        ("/proxy/ketamine/faq", "/ketamine", "/proxy", "/faq"),
    ],
)
def test_a_path_is_seen_from_the_site(path: str, base: str, prefix: str, below: str | None) -> None:
    assert path_below({"type": "http", "path": path, "root_path": prefix}, base) == below
