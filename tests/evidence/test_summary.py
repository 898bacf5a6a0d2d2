from explainer.content import Content
from explainer.evidence.counts import trial_counts
from explainer.evidence.summary import DRUGS, ROUTES, summaries


def test_every_condition_has_one_line_in_the_order_of_the_readings(site_content: Content) -> None:
    assert [row.id for row in summaries(site_content)] == list(site_content.readings)


def test_a_line_says_what_the_records_say(site_content: Content) -> None:
    for row in summaries(site_content):
        reading = site_content.readings[row.id]
        assert (row.name, row.family, row.reading) == (reading.name, reading.family, reading)
        assert row.step is site_content.scale[reading.reading]
        assert row.counts == trial_counts(site_content, row.id)


def test_only_approvals_count_as_approved(site_content: Content) -> None:
    for row in summaries(site_content):
        filed = [each for each in site_content.approvals if row.id in each.conditions and each.status == "approved"]
        assert list(row.approvals) == filed
        assert set(row.places) == {each.place for each in filed}
        assert len(set(row.places)) == len(row.places)


def test_an_approval_for_less_than_the_condition_says_for_what(site_content: Content) -> None:
    texts = {row.id: row.approved_text for row in summaries(site_content)}
    assert texts["suicidal-ideation"].endswith("(only for depressive symptoms)")
    assert "(" not in texts["treatment-resistant-depression"]
    assert texts["ptsd"] == ""


def test_drugs_and_routes_are_those_of_the_trials(site_content: Content) -> None:
    for row in summaries(site_content):
        results = [result for result in site_content.results if result.condition == row.id]
        assert set(row.drugs) == {DRUGS[result.drug] for result in results}
        assert set(row.routes) == {ROUTES[result.route] for result in results}


def test_mechanisms_are_named_and_can_be_searched_by_their_other_names(site_content: Content) -> None:
    for row in summaries(site_content):
        links = row.condition.mechanisms
        assert list(row.mechanisms) == [site_content.mechanisms[link.id].name for link in links]
        searched = [name for link in links for name in site_content.mechanisms[link.id].other_names]
        assert all(name in row.mechanism_words for name in (*row.mechanisms, *searched))
