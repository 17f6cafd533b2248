"""The production settings, an empty view to compare with, and the number of queries in a header."""

import os

os.environ.setdefault("SECRET_KEY", "for-the-benchmark-only-" + "x" * 40)
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1")
os.environ.setdefault("PLAIN_HTTP", "1")

from config.settings.production import *  # noqa: E402

ROOT_URLCONF = "tools.bench.urls"
MIDDLEWARE = ["tools.bench.middleware.count_queries", *MIDDLEWARE]
