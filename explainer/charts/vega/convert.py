"""A picture drawn: Vega-Lite as SVG, as PNG, or as a PNG with few colours."""

from io import BytesIO

import vl_convert
from PIL import Image

from explainer.charts.style import Spec


def as_svg(spec: Spec) -> str:
    """The picture as SVG."""
    return vl_convert.vegalite_to_svg(spec)


def as_png(spec: Spec, scale: float) -> bytes:
    """The picture as PNG, with ``scale`` pixels for each of its own."""
    return vl_convert.vegalite_to_png(spec, scale=scale)


def as_small_png(spec: Spec, scale: float, colours: int) -> bytes:
    """The same with few colours, which takes a third of the bytes."""
    file = BytesIO()
    drawn = Image.open(BytesIO(as_png(spec, scale))).convert("RGB")
    drawn.quantize(colours, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()
