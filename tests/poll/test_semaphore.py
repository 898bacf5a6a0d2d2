"""Threads get the semaphore in the order in which they asked for it."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from explainer.poll.semaphore import FifoSemaphore

LONG = 20.0


def wait_until_waiting(semaphore: FifoSemaphore, number: int) -> None:
    deadline = time.monotonic() + LONG
    while semaphore.waiting() != number:
        assert time.monotonic() < deadline
        os.sched_yield()


def test_a_waiting_thread_comes_before_one_that_asks_again() -> None:
    semaphore, order = FifoSemaphore(1), list[str]()

    def once(name: str) -> None:
        with semaphore.acquire(LONG):
            order.append(name)

    with ThreadPoolExecutor(8) as pool:
        with semaphore.acquire(LONG):
            jobs = []
            for number, name in enumerate("abcdefgh", start=1):
                jobs.append(pool.submit(once, name))
                wait_until_waiting(semaphore, number)
        once("again")
        assert [each.result() for each in jobs] == [None] * 8
    assert "".join(order) == "abcdefghagain"


def test_no_more_threads_than_slots_work_at_once() -> None:
    semaphore, inside, most = FifoSemaphore(3), list[int](), list[int]()
    together = threading.Barrier(3, timeout=LONG)

    def work(number: int) -> None:
        with semaphore.acquire(LONG):
            inside.append(number)
            most.append(len(inside))
            together.wait()
            inside.remove(number)

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(work, range(60)))
    assert max(most) == 3
    assert (semaphore.waiting(), inside) == (0, [])


def test_a_timeout_raises_an_error_and_leaves_the_queue() -> None:
    semaphore = FifoSemaphore(1)
    with semaphore.acquire(LONG), ThreadPoolExecutor(1) as pool:
        late = pool.submit(lambda: semaphore.acquire(0.01).__enter__())
        with pytest.raises(TimeoutError):
            late.result()
        assert semaphore.waiting() == 0
    with semaphore.acquire(0.01):
        pass


def test_an_error_releases_the_slot() -> None:
    semaphore = FifoSemaphore(1)
    with pytest.raises(ZeroDivisionError), semaphore.acquire(LONG):
        raise ZeroDivisionError
    with semaphore.acquire(0.01):
        pass
