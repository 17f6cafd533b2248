"""Fills the site with demo content in both languages: conferences, lectures in every state, people, pictures."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from demo.belongings import Belongings, is_empty
from demo.builder import Builder
from demo.users import PASSWORD, make_users
from home import clock

MAX_NAMED = 5


class Command(BaseCommand):
    help = (
        "Fill the site with demo content in both languages. A second run changes nothing but what is missing. "
        "Refuses to run over a site with content of its own."
    )

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="do nothing on a site that has any content")
        parser.add_argument(
            "--users", action="store_true", help=f"make the demo users (password {PASSWORD}); never on a public server"
        )

    def handle(self, *, verbosity, if_empty, users, **options):
        self.verbosity = verbosity
        with override(settings.LANGUAGE_CODE):
            if if_empty and not is_empty():
                return
            belongings = Belongings()
            self.refuse_others(belongings)
            self.say("Loading the demo content …")
            made = Builder(belongings, clock.now(), self.step).build()
            self.say(
                "The demo content is in place." if made else "The demo content was there already: nothing changed."
            )
            if users or settings.DEBUG:
                for name, group in make_users():
                    self.step(f"User {name} ({group}), password {PASSWORD}")

    def refuse_others(self, belongings: Belongings):
        if missing := belongings.missing_languages():
            raise CommandError(f"The site has no start page in: {', '.join(missing)}. Run migrate first.")
        if foreign := belongings.foreign():
            named = "; ".join(foreign[:MAX_NAMED])
            more = f" and {len(foreign) - MAX_NAMED} more" if len(foreign) > MAX_NAMED else ""
            raise CommandError(
                f"This site has content that the demo did not make: {named}{more}. Nothing was changed. "
                "Load the demo content into an empty site."
            )

    def say(self, text: str):
        if self.verbosity >= 1:
            self.stdout.write(f"→ {text}")

    def step(self, text: str):
        if self.verbosity >= 1:
            self.stdout.write(f"  {text}")
