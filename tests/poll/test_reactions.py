import re

from sqlalchemy import String

from explainer.content import Content
from explainer.poll.reactions import REACTION_IDS, REACTIONS, SITE
from explainer.poll.schema import votes


def test_the_reactions_are_these_seven() -> None:
    assert REACTION_IDS == ("like", "dislike", "love", "funny", "angry", "sad", "wow")


def test_reactions_differ_in_glyph_word_and_colour() -> None:
    for attribute in ("id", "glyph", "word", "colour"):
        assert len({getattr(reaction, attribute) for reaction in REACTIONS}) == len(REACTIONS)
    assert all(re.fullmatch(r"#[0-9a-f]{6}", reaction.colour) for reaction in REACTIONS)


def test_the_site_question_is_not_an_faq_question(site_content: Content) -> None:
    assert SITE not in site_content.faq


def test_every_id_fits_into_its_column(site_content: Content) -> None:
    for column, ids in ((votes.c.question, (*site_content.faq, SITE)), (votes.c.reaction, REACTION_IDS)):
        assert isinstance(column.type, String) and column.type.length is not None
        assert max(map(len, ids)) <= column.type.length
