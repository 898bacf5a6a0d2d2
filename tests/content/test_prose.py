import re

from explainer.content import Content


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
