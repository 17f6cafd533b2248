"""What people search for, as counts: a row for each question and week, and nothing of who asked.

What looks like somebody's e-mail address, number or telephone is not written down at all. What fewer than MIN_TIMES
asked is shown to nobody, and deleted when its week is over; everything is after KEPT_FOR. `publish_scheduled` deletes,
since it runs every minute anyway: nothing more has to be set up on a server for it to be true.
"""

import logging
import re
from datetime import date, timedelta

from django.conf import settings
from django.db import DatabaseError, connection, models
from django.utils.translation import gettext_lazy

from home import clock
from search.engine.tokens import composed, words

logger = logging.getLogger(__name__)

MIN_TIMES = 3
KEPT_FOR = timedelta(days=2 * 365)
MAX_LENGTH = 80  # characters of a question
MAX_A_WEEK = 5_000  # questions: a flood of made-up ones fills no more
# Seven digits or more in a row, whatever stands between them: telephone, personal number, card.
PERSONAL = re.compile(r"@|\d(?:[\s().+/\-–−]*\d){6,}")

WRITE = """
INSERT INTO search_asked (week, language, question, times, nothing)
SELECT %(week)s, %(language)s, %(question)s, 1, %(nothing)s
WHERE (SELECT count(*) FROM (SELECT FROM search_asked WHERE week = %(week)s LIMIT %(most)s) AS those) < %(most)s
    OR EXISTS (SELECT FROM search_asked WHERE week = %(week)s AND language = %(language)s AND question = %(question)s)
ON CONFLICT (week, language, question)
DO UPDATE SET times = search_asked.times + 1, nothing = search_asked.nothing + EXCLUDED.nothing
"""
FORGET = "DELETE FROM search_asked WHERE week < %(week)s AND times < %(fewest)s OR week < %(old)s"


class Asked(models.Model):
    """How often a question was asked in a week, and how often it gave nothing. Nothing of by whom."""

    week = models.DateField(gettext_lazy("week"))  # its Monday
    language = models.CharField(gettext_lazy("language"), max_length=12)
    question = models.CharField(gettext_lazy("question"), max_length=MAX_LENGTH)
    times = models.PositiveIntegerField(gettext_lazy("times"))
    nothing = models.PositiveIntegerField(gettext_lazy("gave nothing"))

    class Meta:
        verbose_name = gettext_lazy("question")
        verbose_name_plural = gettext_lazy("questions")
        constraints = [models.UniqueConstraint(fields=["week", "language", "question"], name="asked_once_a_week")]

    def __str__(self):
        return f"{self.week} {self.language} {self.question}"


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def counts(request) -> bool:
    """Whether a search is counted: not in a preview, not by the staff, not one that a browser makes in advance.

    Who has a session is not looked up: only the staff have any, and the answer stays the same for everybody.
    """
    return (
        request.method == "GET"
        and not clock.is_set()
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "prefetch" not in request.headers.get("Sec-Purpose", "")
    )


def record(question: str, language: str, total: int) -> None:
    """Count a search that gave `total` hits: of a first page, in full, by a visitor. Never fails."""
    text = composed(question)
    asked = " ".join(words(text))
    if not asked or clock.is_set() or PERSONAL.search(text):
        return
    if len(asked) > MAX_LENGTH:
        asked = asked[: MAX_LENGTH + 1].rpartition(" ")[0] or asked[:MAX_LENGTH]
    values = {"week": week_of(clock.today()), "language": language, "question": asked, "nothing": int(total == 0)}
    try:
        with connection.cursor() as cursor:
            cursor.execute(WRITE, values | {"most": MAX_A_WEEK})
    except DatabaseError:
        logger.warning("A search could not be counted", exc_info=True)


def forget() -> int:
    """Delete what is not to be kept; how many rows that were."""
    week = week_of(clock.today())
    with connection.cursor() as cursor:
        cursor.execute(FORGET, {"week": week, "fewest": MIN_TIMES, "old": week - KEPT_FOR})
        return cursor.rowcount
