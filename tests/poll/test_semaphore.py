"""Who came first writes first, however quick another one is to ask again."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from explainer.poll.semaphore import Turns

LONG = 20.0


def wait_until_waiting(turns: Turns, number: int) -> None:
    pause, tries = threading.Event(), 2000
    while turns.waiting() != number and tries:
        pause.wait(0.005)
        tries -= 1
    assert turns.waiting() == number


def test_who_waits_comes_before_who_had_a_turn_and_asks_again_at_once() -> None:
    turns, order = Turns(1), list[str]()

    def once(name: str) -> None:
        with turns.one(LONG):
            order.append(name)

    with ThreadPoolExecutor(8) as pool:
        with turns.one(LONG):
            asked = []
            for number, name in enumerate("abcdefgh", start=1):
                asked.append(pool.submit(once, name))
                wait_until_waiting(turns, number)
        once("again")
        assert [each.result() for each in asked] == [None] * 8
    assert "".join(order) == "abcdefghagain"


def test_no_more_than_so_many_have_a_turn_at_once() -> None:
    turns, inside, most = Turns(3), list[int](), list[int]()
    together = threading.Barrier(3, timeout=LONG)

    def work(number: int) -> None:
        with turns.one(LONG):
            inside.append(number)
            most.append(len(inside))
            together.wait()
            inside.remove(number)

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(work, range(60)))
    assert max(most) == 3
    assert (turns.waiting(), inside) == (0, [])


def test_who_gets_no_turn_in_time_is_told_so_and_holds_nobody_up() -> None:
    turns = Turns(1)
    with turns.one(LONG), ThreadPoolExecutor(1) as pool:
        late = pool.submit(lambda: turns.one(0.01).__enter__())
        with pytest.raises(TimeoutError):
            late.result()
        assert turns.waiting() == 0
    with turns.one(0.01):
        pass


def test_a_turn_that_ends_with_an_error_is_passed_on() -> None:
    turns = Turns(1)
    with pytest.raises(ZeroDivisionError), turns.one(LONG):
        raise ZeroDivisionError
    with turns.one(0.01):
        pass
