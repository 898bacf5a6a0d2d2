"""All that imports Altair or vl-convert, which hold 60 MB: a server imports it only where a picture must be drawn.

Other modules come here through :mod:`explainer.charts.plot` alone.
"""
