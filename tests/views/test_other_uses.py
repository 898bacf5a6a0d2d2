"""The page of other uses: every use once, with its sources, and findable."""

from explainer.content import content
from explainer.find.state import State
from explainer.views import blocks as b
from explainer.views.other_uses import other_uses
from explainer.views.text import text


def uses_shown(state: State) -> list[str]:
    return [
        block.text for block in other_uses(content(), state).blocks if isinstance(block, b.Heading) and block.level == 2
    ]


def test_every_use_stands_once_in_the_order_of_the_alphabet() -> None:
    shown = uses_shown(State())
    assert sorted(shown, key=str.casefold) == shown
    assert set(shown) == {row.use for row in content().other_uses}
    assert len(shown) == len(set(shown))


def test_rows_of_one_use_give_one_answer() -> None:
    answers: dict[str, set[str]] = {}
    for row in content().other_uses:
        answers.setdefault(row.use, set()).add(row.answer)
    assert all(len(each) == 1 for each in answers.values())


def test_a_use_is_found_by_its_name_and_by_what_is_known() -> None:
    assert uses_shown(State.of(use="tinnitus")) == ["Tinnitus"]
    wanted = {row.use for row in content().other_uses if row.answer == "no difference shown"}
    assert set(uses_shown(State.of(answer="no difference shown"))) == wanted


def test_a_search_without_a_match_offers_a_way_on() -> None:
    assert not uses_shown(State.of(use="zzz"))
    assert "matches" in text(other_uses(content(), State.of(use="zzz")).blocks)


def test_a_use_without_a_randomised_trial_says_so() -> None:
    page = text(other_uses(content(), State.of(use="ADNP")).blocks)
    assert "Hardly studied: we found no randomised trial with a comparison group." in page
