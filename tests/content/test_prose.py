import re

from explainer.content import Content
from explainer.content.prose import fill, placeholders


def test_a_placeholder_is_replaced_by_its_figure() -> None:
    figures = {("feder-2021/response", "n"): "30", ("kalamazoo", "years.0"): "1962"}
    text = "In {feder-2021/response|n} people, since {kalamazoo|years.0}."
    assert fill(text, lambda row, field: figures[row, field]) == "In 30 people, since 1962."


def test_a_placeholder_names_its_row_and_its_field() -> None:
    assert placeholders("{a/b-1|n_drug} of {c.2|size.1}, {not one}") == [("a/b-1", "n_drug"), ("c.2", "size.1")]


def test_a_reader_never_sees_a_placeholder(site_content: Content) -> None:
    texts = [
        text
        for group in (site_content.conditions, site_content.mechanisms, site_content.faq, site_content.pages)
        for record in group.values()
        for _, text in record.texts()
    ]
    assert len(texts) > 300
    assert [text for text in texts if re.search(r"[{}|]|\bNone\b(?! [a-z])", text) or not text.strip()] == []


def test_a_figure_in_prose_is_the_figure_of_its_row(site_content: Content) -> None:
    summary = site_content.conditions["ptsd"].summary
    row = next(row for row in site_content.results if row.id == "abdallah-2022/pcl5-standard")
    assert f"{row.n_randomised} veterans" in " ".join(summary.split())


def test_every_piece_of_prose_of_a_condition_is_checked(site_content: Content) -> None:
    condition = site_content.conditions["ptsd"]
    checked = dict(condition.texts())
    assert {"summary", "drug_studied", "speed", "duration", "safety_text", "not_known", "mechanisms"} == set(checked)
    assert checked["speed"] == condition.speed.text
