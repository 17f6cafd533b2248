#!/usr/bin/env python
"""Django's command line. Without DATABASE_URL it starts the embedded PostgreSQL, or joins the one of `make run`."""

import os
import sys
from contextlib import nullcontext

NEEDS_NO_DATABASE = {
    "help",
    "version",
    "makemessages",
    "compilemessages",
    "collectstatic",
    "findstatic",
    "diffsettings",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line

    from tools.postgres import PostgresError, database_url

    without = len(sys.argv) < 2 or sys.argv[1] in NEEDS_NO_DATABASE or {"--help", "-h", "--version"} & set(sys.argv)
    try:
        with nullcontext() if without else database_url("site"):
            execute_from_command_line(sys.argv)
    except PostgresError as error:
        sys.exit(f"Cannot go on: {error}")


if __name__ == "__main__":
    main()
