"""Settings of an operator: what is accepted, and what is refused with a message that says how it should be."""

import pytest

from explainer.settings import SettingError, metrics_readers, own_address


@pytest.mark.parametrize(
    ("value", "base", "address"),
    [
        ("", "", ""),
        ("  ", "", ""),
        ("https://evidence.example.org", "", "https://evidence.example.org/"),
        ("https://evidence.example.org/", "", "https://evidence.example.org/"),
        ("http://localhost:8080", "", "http://localhost:8080/"),
        ("https://[::1]:8080/", "", "https://[::1]:8080/"),
        ("https://example.org/ketamine", "/ketamine", "https://example.org/ketamine/"),
        ("https://example.org/health/ketamine/", "/ketamine", "https://example.org/health/ketamine/"),
        ("https://example.org/ketamine/", "", "https://example.org/ketamine/"),
    ],
)
def test_the_sites_own_address_ends_with_a_slash(
    monkeypatch: pytest.MonkeyPatch, value: str, base: str, address: str
) -> None:
    monkeypatch.setenv("EXPLAINER_ADDRESS", value)
    assert own_address(base) == address


@pytest.mark.parametrize(
    ("value", "base"),
    [
        ("evidence.example.org", ""),
        ("ftp://evidence.example.org/", ""),
        ("https://", ""),
        ("https://evidence.example.org/?q=1", ""),
        ("https://evidence.example.org/#top", ""),
        ("https://user:secret@evidence.example.org/", ""),
        ('https://evidence.example.org/"><script>', ""),
        ("https://evidence.example.org//", ""),
        ("https://evidence.example.org/", "/ketamine"),
        ("https://evidence.example.org/notketamine", "/ketamine"),
    ],
)
def test_an_address_that_makes_no_sense_is_refused(monkeypatch: pytest.MonkeyPatch, value: str, base: str) -> None:
    monkeypatch.setenv("EXPLAINER_ADDRESS", value)
    with pytest.raises(SettingError) as refused:
        own_address(base)
    assert "EXPLAINER_ADDRESS" in str(refused.value) and value in str(refused.value)
    assert str(refused.value).endswith(f"such as https://evidence.example.org{base}/")


@pytest.mark.parametrize("value", ["everybody", "10.0.0.1/8", "10.0.0.0/33", "127.0.0.1 10.0.0.0/8"])
def test_networks_that_make_no_sense_are_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("EXPLAINER_METRICS_FROM", value)
    with pytest.raises(SettingError, match="EXPLAINER_METRICS_FROM is"):
        metrics_readers()
