"""Charts kept on disk: built once for the same values, built again for others or where the file is spoilt."""

from pathlib import Path

import pytest

from explainer.charts import plot
from explainer.charts.verdicts import ORDER


def chart(supported: int) -> dict[str, object]:
    return plot.plot("verdicts", dict.fromkeys(ORDER, 1) | {"supported": supported}, ORDER)(False)


def test_a_chart_is_built_once_for_the_same_values(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, other = chart(3), chart(4)
    assert first != other
    assert len(list(folder.iterdir())) == 2
    monkeypatch.delattr(plot, "vega")  # nothing can be built from here on
    assert (chart(3), chart(4)) == (first, other)


@pytest.mark.parametrize("spoilt", [b"", b'{"layer": [{}', b"\xff"])
def test_a_spoilt_chart_is_built_again(folder: Path, spoilt: bytes) -> None:
    first = chart(3)
    [file] = folder.iterdir()
    file.write_bytes(spoilt)
    assert chart(3) == first
    assert file.read_bytes().endswith(b"}\n")
