"""What the site tells those who keep something of their own about pages and things, such as the search."""

from django.dispatch import Signal

page_stored = Signal()  # sender: the page's class; instance: the page, whose rows and relations are all stored
snippet_stored = Signal()  # sender: its class; instance: the speaker, subject, venue, document …, likewise
minute_jobs = Signal()  # sender: the command publish_scheduled, which has published what is due
