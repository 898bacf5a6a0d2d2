"""The crisis help: numbers by place first, and promises only where the columns make them."""

from explainer.content import Content
from explainer.words.crisis import crisis_help


def test_the_emergency_numbers_stand_by_place(site_content: Content) -> None:
    numbers = {each.place: each.contact for each in crisis_help(site_content).emergency}
    assert numbers == {
        "US and Canada": "911",
        "UK": "999",
        "EU and many other countries": "112",
        "Australia": "000",
        "New Zealand": "111",
    }


def test_every_number_can_be_tapped_and_every_site_opened(site_content: Content) -> None:
    said = crisis_help(site_content)
    addresses = {each.contact: each.address for each in (*said.emergency, *said.lines)}
    assert addresses["999"] == "tel:999"
    assert addresses["13 11 14"] == "tel:131114"
    assert addresses["findahelpline.com"] == "https://findahelpline.com"


def test_free_and_open_is_said_only_of_lines_whose_columns_say_so(site_content: Content) -> None:
    rows = {row.contact: row for row in site_content.access if row.kind == "crisis line"}
    lines = crisis_help(site_content).lines
    assert len(lines) == len(rows) >= 6
    for line in lines:
        row = rows[line.contact]
        said = f"{line.promise} {line.statement}".lower()
        assert ("free" in said) == bool(row.free), line
        assert any(word in said for word in ("any hour", "day and night", "24 hours")) == bool(row.open_at_any_hour), (
            line
        )
        assert ("directory" in said) == bool(row.directory), line
        assert not any(digit.isdigit() for digit in line.promise)


def test_no_sentence_promises_for_all_lines_at_once(site_content: Content) -> None:
    said = crisis_help(site_content)
    shared = " ".join((said.title, said.danger, said.until_help, said.talk, said.line_talk)).lower()
    assert not any(word in shared for word in ("free", "any hour", "day and night"))


def test_what_to_do_until_help_arrives_is_said_one_thing_a_sentence(site_content: Content) -> None:
    sentences = " ".join(crisis_help(site_content).until_help.split()).removesuffix(".").split(". ")
    things = (
        "not leave the person alone",
        "on their side if they are drowsy",
        "nothing to eat or drink",
        "what was taken",
    )
    for sentence, thing in zip(sentences, things, strict=True):
        assert thing in sentence
        assert len(sentence.split()) <= 12, "too long for a person who is afraid"
