from explainer.content import Content
from explainer.content.texts import texts


def test_a_figure_in_prose_is_the_figure_of_its_row(site_content: Content) -> None:
    summary = site_content.conditions["ptsd"].summary
    row = next(row for row in site_content.results if row.id == "abdallah-2022/pcl5-standard")
    assert f"{row.n_randomised} veterans" in " ".join(summary.split())


def test_every_piece_of_prose_of_a_condition_is_checked(site_content: Content) -> None:
    condition = site_content.conditions["ptsd"]
    checked = list(texts(condition))
    keys = {"summary", "drug_studied", "speed", "duration", "safety_text", "not_known", "mechanisms"}
    assert keys <= {key for key, _ in checked}
    assert all(text in [text for _, text in checked] for _, text in condition.texts())
    assert ("speed", condition.speed.text) in checked
    assert not any("\n" not in text and text in condition.safety for _, text in checked)
