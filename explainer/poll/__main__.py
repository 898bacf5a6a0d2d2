"""The command line of the poll, ``python -m explainer.poll``: show, export, recount, move or delete votes."""

import argparse
import sys
from collections.abc import Callable, Sequence

from sqlalchemy.exc import SQLAlchemyError
from tqdm import tqdm

from explainer.poll.database import NoDriverError, database_url, to_url
from explainer.poll.export import write_csv
from explainer.poll.key import KeyRefusedError, key_of, make_key
from explainer.poll.move import MoveError, count_votes, move
from explainer.poll.reactions import REACTION_IDS
from explainer.poll.schema import NewerStoreError, tallies
from explainer.poll.store import VoteStore, recount
from explainer.poll.store_notes import KEY_NOTE, mark_of, write_note
from explainer.settings import var_dir


def tally(store: VoteStore, _: argparse.Namespace) -> int:
    """Print the number of votes for each question and reaction."""
    with store.engine.connect() as connection:
        questions = sorted(connection.scalars(tallies.select().with_only_columns(tallies.c.question).distinct()))
    print(f"{'question':40}", *(f"{reaction:>8}" for reaction in REACTION_IDS), f"{'all':>8}")
    for question in questions:
        numbers = store.tally(question)
        print(f"{question:40}", *(f"{n:8,}" for n in numbers.values()), f"{sum(numbers.values()):8,}")
    return 0


def export(store: VoteStore, _: argparse.Namespace) -> int:
    """Write the votes by question, reaction and day to standard output, as CSV without visitors."""
    write_csv(store, sys.stdout)
    return 0


def recount_all(store: VoteStore, _: argparse.Namespace) -> int:
    """Count all votes and correct wrong tallies; the exit code is 1 if there were any."""
    wrong = recount(store)
    for (question, reaction), (before, right) in wrong.items():
        print(f"{question}, {reaction}: the tally was {before:,}, but there are {right:,} votes; corrected")
    if not wrong:
        print(f"{count_votes(store):,} votes: all tallies are right")
    return 1 if wrong else 0


def move_to(store: VoteStore, options: argparse.Namespace) -> int:
    """Copy all votes to an empty database and compare each copy; if it is interrupted, run it again."""
    new = VoteStore(options.to)
    try:
        with tqdm(total=2 * count_votes(store), unit=" votes", desc="copy and compare") as bar:
            number = move(store, new, bar.update)
    finally:
        new.close()
    print(f"{number:,} votes moved and compared. Now start the site with DATABASE_URL set to the new database.")
    return 0


def forget(store: VoteStore, options: argparse.Namespace) -> int:
    """Delete all votes of the visitor with this hash; the exit code is 1 if there are none."""
    number = store.forget(options.hash)
    print(f"{number:,} votes deleted")
    return 0 if number else 1


def accept_key(store: VoteStore, _: argparse.Namespace) -> int:
    """Use the present key, or a new one, after the old one was lost. Earlier visitors then count as new ones."""
    with store.writer.begin() as connection:
        write_note(connection, KEY_NOTE, mark_of(key_of(var_dir()) or make_key(var_dir())))
    print("From now on these votes belong to the present key.")
    return 0


COMMANDS: dict[str, Callable[[VoteStore, argparse.Namespace], int]] = {
    "tally": tally,
    "export": export,
    "recount": recount_all,
    "move": move_to,
    "forget": forget,
    "accept-key": accept_key,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command on the votes of this site: those in ``DATABASE_URL``, or in the folder ``var``."""
    parser = argparse.ArgumentParser(prog="python -m explainer.poll", description=main.__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    parsers = {
        name: commands.add_parser(name, help=run.__doc__, description=run.__doc__) for name, run in COMMANDS.items()
    }
    parsers["move"].add_argument("--to", required=True, type=to_url, metavar="URL", help="postgresql://user@host/name")
    parsers["forget"].add_argument("hash", metavar="HASH", help="the visitor's keyed hash, 64 hexadecimal digits")
    options = parser.parse_args(arguments)
    try:
        store = VoteStore(database_url())
        try:
            return COMMANDS[options.command](store, options)
        finally:
            store.close()
    except (MoveError, NewerStoreError, NoDriverError, KeyRefusedError, SQLAlchemyError, OSError) as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
