"""How well the search finds (`make eval-search`): a judged set in a database of its own, by class and language."""

import argparse
import hashlib
import logging
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from search.query import find  # noqa: E402
from tests import database  # noqa: E402
from tools.eval_search.corpus import corpus  # noqa: E402
from tools.eval_search.pages import families, write_pages  # noqa: E402
from tools.eval_search.queries import CLASSES, PARTS, queries  # noqa: E402
from tools.eval_search.reading import LANGUAGES  # noqa: E402
from tools.eval_search.scoring import WITHIN, answers, misses, table  # noqa: E402

NAME = "eval_search"
INGREDIENTS = (
    *("tools/eval_search/texts/*", "tools/eval_search/pages.py", "tools/eval_search/distractors.py"),
    *("tools/eval_search/reading.py", "tools/eval_search/corpus.py", "demo/*.py", "*/migrations/*.py"),
)


def prepare() -> None:
    """The database with the pages; made once, and anew when models or the texts change."""
    paths = sorted(path for pattern in INGREDIENTS for path in ROOT.glob(pattern) if path.is_file())
    stamp = hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
    stamp_file = ROOT / ".data" / f"{NAME}.stamp"
    if stamp_file.exists() and stamp_file.read_text() == stamp:
        return
    print("→ Making a database with the demo content and the judged texts …", flush=True)
    database.drop(NAME)
    database.create(NAME)
    with database.connected_to(NAME):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_demo", verbosity=0)
        write_pages()
    stamp_file.write_text(stamp)


def parse() -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=[*PARTS, "all"], default="all")
    parser.add_argument("--class", dest="name", choices=CLASSES)
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--misses", type=int, default=0, help="the worst queries of the tuning part in each class")
    parser.add_argument("--seed", type=int, default=1, help="other queries of the same kinds")
    parser.add_argument("--rounds", type=int, default=1, help="so many times as many queries")
    parser.add_argument("--strict", action="store_true", help="only the text that a query was made of answers it")
    return parser.parse_args()


def main() -> int:
    chosen = parse()
    asked = [
        query.strictly if chosen.strict else query
        for query in queries(chosen.seed, chosen.rounds)
        if chosen.part in ("all", query.part)
        and chosen.name in (None, query.name)
        and chosen.language in (None, query.language)
    ]
    prepare()
    with database.connected_to(NAME):
        call_command("update_index", site_only=True, verbosity=0)
        known = families()

        def found(text: str, language: str) -> list[str]:
            return [known[hit.kind == "speaker", hit.pk] for hit in find(text, language, count=WITHIN).hits]

        given = answers(asked, found)
    lines, is_good = table(given)
    titles = {lecture.family: next(iter(lecture.texts.values()))["title"] for lecture in corpus().lectures}
    print("\n".join([*lines, *misses(given, chosen.misses, titles)]))
    return 0 if is_good else 1


if __name__ == "__main__":
    logging.disable(logging.INFO)
    sys.exit(main())
