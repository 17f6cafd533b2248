"""Questions about lectures, each answered by the database in one go. `now` is always given.

What has been decided of editions reaches their lectures: the conditions take the decisions that count, and the methods
of the queryset fetch them (`decided_editions`, one query) unless they are given, as where several questions share them.
"""

from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Count, ExpressionWrapper, F, Q, Value, When
from django.db.models.functions import Length, Substr, TruncDate, TruncMonth, TruncYear
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone
from wagtail.models import Page
from wagtail.query import PageQuerySet

from conference.models import ConferencePage
from conference.state import EditionDecision
from home import clock
from home.dates import DatePrecision
from home.public import is_nearest
from home.snippets.texts import with_snippets
from home.sql import OfRow
from lectures.state import LectureStatus

POSTPONED, CANCELLED = LectureStatus.POSTPONED, LectureStatus.CANCELLED


EDITION_PATH = Substr("path", 1, Length("path") - Page.steplen)
MICROSECOND = timedelta(microseconds=1)
NONE = Q(pk__in=[])  # no lecture: Django leaves it out of the SQL
Decisions = list[EditionDecision] | None
# What a card shows beside the row of its lecture: who speaks, in order, with the affiliation of then; and a column of
# the edition, if that is live.
SPEAKERS = """ARRAY(
    SELECT jsonb_build_object('key', person.id, 'name', person.name, 'affiliation', row.affiliation)
    FROM lectures_lecturespeaker row JOIN lectures_speaker person ON person.id = row.speaker_id
    WHERE row.page_id = %(expressions)s AND row.role = 'speaker' ORDER BY row.sort_order
)"""
EDITION = f"""(
    SELECT edition.%(said)s FROM conference_conferencepage edition JOIN wagtailcore_page above ON above.id = page_ptr_id
    WHERE above.live AND above.path = left(%(expressions)s, -{Page.steplen})
)"""  # noqa: S608 - of a constant


def is_off() -> Q:
    """Will not be held as announced, for its own part: postponed or cancelled."""
    return Q(status__in=[POSTPONED, CANCELLED])


def decided_editions() -> list[EditionDecision]:
    """What has been decided of the public editions that will not be held as announced, in one query."""
    off = ConferencePage.objects.filter(live=True, status__in=[POSTPONED, CANCELLED]).order_by()
    return [EditionDecision(*row) for row in off.values_list("status", "notice_on", "path")]


def is_off_with_edition(*decisions: EditionDecision, statuses=(POSTPONED, CANCELLED)) -> Q:
    """Is part of an edition of one of these statuses. A decision without a path reaches every lecture."""
    below = (Q(path__startswith=one.path) if one.path else ~NONE for one in decisions if one.status in statuses)
    return reduce(or_, below, NONE)


def shares_decision(status: str, *decisions: EditionDecision) -> Q:
    """Is part of an edition with a status, and was not held before its notice: as `lectures.state.decided`."""
    last_moment = ExpressionWrapper(F("over_at") - MICROSECOND, models.DateTimeField())
    found = NONE
    for one in decisions:
        if one.status != status:
            continue
        unheld = Q(recording_url="")
        if one.notice_on:
            day = Value(one.notice_on, models.DateField())
            unheld = Q(over_at__isnull=False) & Q(GreaterThanOrEqual(TruncDate(last_moment), day))
        found |= is_off_with_edition(one) & unheld
    return found


def is_postponed(*decisions: EditionDecision) -> Q:
    """Is postponed, for its own part or with its edition, and not cancelled by the other."""
    alone = Q(status=POSTPONED) & ~shares_decision(CANCELLED, *decisions)
    return alone | (shares_decision(POSTPONED, *decisions) & ~Q(status=CANCELLED))


def is_past(now: datetime, *decisions: EditionDecision) -> Q:
    """Over. A postponed lecture is not: it is still to come."""
    return Q(over_at__lte=now) & ~is_postponed(*decisions)


def is_not_past(now: datetime, *decisions: EditionDecision) -> Q:
    """Going on or to come."""
    return Q(over_at=None) | Q(over_at__gt=now) | is_postponed(*decisions)


def is_ongoing(now: datetime, *decisions: EditionDecision) -> Q:
    """Being held. A lecture whose day but not time is known is never ongoing: it is upcoming until it is past."""
    begun = Q(over_at__gt=now, starts_at__lte=now, date_precision=DatePrecision.CONFIRMED)
    return begun & ~is_off() & ~is_off_with_edition(*decisions)


def has_not_begun(now: datetime, *decisions: EditionDecision) -> Q:
    """What is left when the ongoing are taken from those that are not past."""
    not_begun = Q(over_at=None) | Q(starts_at__gt=now) | ~Q(date_precision=DatePrecision.CONFIRMED)
    return is_not_past(now, *decisions) & (not_begun | is_off() | is_off_with_edition(*decisions))


def has_date_ahead(now: datetime) -> Q:
    """Has a date, and the last day that it may mean has not gone by: as `home.dates.has_gone_by`."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    month = today.replace(day=1)
    planned = {
        DatePrecision.PRELIMINARY: Q(starts_at__gte=today) | Q(ends_at__gte=today),
        DatePrecision.MONTH: Q(starts_at__gte=month),
        DatePrecision.TERM: Q(starts_at__gte=month.replace(month=1 if month.month <= 6 else 7)),
    }
    ahead = Q(over_at__gt=now)  # a sure date
    for precision, not_gone_by in planned.items():
        ahead |= Q(date_precision=precision, starts_at__isnull=False) & not_gone_by
    return ahead


def begins(now: datetime, *decisions: EditionDecision) -> Case:
    """The sort key of upcoming lectures: the start, for a month or a term its end; None without a date."""
    lost = Q(status=POSTPONED) | is_off_with_edition(*decisions, statuses=[POSTPONED]) | ~has_date_ahead(now)
    year = TruncYear("starts_at")
    return Case(
        When(lost, then=None),
        When(date_precision=DatePrecision.MONTH, then=TruncMonth("starts_at") + timedelta(days=28)),
        When(date_precision=DatePrecision.TERM, starts_at__month__lte=6, then=year + timedelta(days=181)),
        When(date_precision=DatePrecision.TERM, then=year + timedelta(days=365)),
        default=F("starts_at"),
        output_field=models.DateTimeField(),
    )


def _fetched(decisions: Decisions) -> list[EditionDecision]:
    return decided_editions() if decisions is None else decisions


class LectureQuerySet(PageQuerySet):
    """Every lecture is, at any moment, one of past, ongoing and upcoming."""

    def for_readers_of(self, language: str):
        """What readers of a language are shown: each lecture that anybody may read once, in theirs if it is there."""
        return self.filter(is_nearest(language))

    def of_edition(self, edition):
        """Those that lie under an edition in any language: ranges of paths, which their index finds."""
        under = (Q(path__startswith=path) for path in edition.paths_in_all_languages)
        return self.filter(reduce(or_, under, NONE))

    def past(self, now: datetime, decisions: Decisions = None):
        """Those that are over."""
        return self.filter(is_past(now, *_fetched(decisions)))

    def ongoing(self, now: datetime, decisions: Decisions = None):
        """Those that are being held."""
        return self.filter(is_ongoing(now, *_fetched(decisions)))

    def upcoming(self, now: datetime, decisions: Decisions = None):
        """Those that have not begun, whether they have a date or not."""
        return self.filter(has_not_begun(now, *_fetched(decisions)))

    def not_past(self, now: datetime, decisions: Decisions = None):
        """Those that are going on or to come."""
        return self.filter(is_not_past(now, *_fetched(decisions)))

    def counted_by_edition(self, now: datetime):
        """By the tree path of the edition: how many lectures are being held, have a date ahead and have been held.

        Whatever has been decided of the edition itself.
        """
        by_edition = self.order_by().values_list(EDITION_PATH)
        return by_edition.annotate(
            ongoing=Count("pk", filter=is_ongoing(now)),
            ahead=Count("pk", filter=has_date_ahead(now) & ~is_off()),
            held=Count("pk", filter=is_past(now) & ~is_off()),
        )

    def in_year(self, year: int):
        """Those that start in a year, counted in Stockholm."""
        zone = timezone.get_default_timezone()
        start, end = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
        return self.filter(starts_at__gte=start, starts_at__lt=end)

    def by_speaker(self, speaker):
        """Those in which a person takes part, in any role."""
        return self.filter(pk__in=self.model.speakers.rel.related_model.objects.filter(speaker=speaker).values("page"))

    def newest_first(self):
        """For what has been."""
        return self.order_by(models.F("starts_at").desc(nulls_last=True), "-page_ptr_id")  # the index of LecturePage

    def soonest_first(self, now: datetime | None = None, decisions: Decisions = None):
        """Upcoming lectures by date; those without one, or whose date has lapsed, last."""
        return self.order_by(begins(now or clock.now(), *_fetched(decisions)).asc(nulls_last=True), "pk")

    def as_announced(self, decisions: Decisions = None):
        """Those that are neither postponed nor cancelled, for their own part or with their edition."""
        return self.exclude(is_off() | is_off_with_edition(*_fetched(decisions)))

    def for_listing(self):
        """With all that a card shows, in one query however long the list is."""
        lectures = with_snippets(self.defer("body", "abstract", "questions"), "venue").select_related("venue", "locale")
        return lectures.annotate(
            speaker_rows=OfRow("pk", template=SPEAKERS, output_field=ArrayField(models.JSONField())),
            edition_status=OfRow("path", template=EDITION, said="status", output_field=models.CharField()),
            edition_notice_on=OfRow("path", template=EDITION, said="notice_on", output_field=models.DateField()),
        )


def with_people(model) -> models.Prefetch:
    """The speakers and moderators of lectures, with their portraits, to be fetched in one query."""
    rows = model.speakers.rel.related_model.objects.select_related("speaker__photo")
    return models.Prefetch("speakers", rows)
