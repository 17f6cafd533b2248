"""The production server on a developer's own machine, for tests and measurements: begun, ready, ended as a whole."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

from tools.run import ROOT, check_free, end_group, end_with_parent

SECONDS_TO_START = 300  # a busy machine takes its time; one that is at leisure needs three
# Granian (2.8) ignores SIGTERM in a worker that is still starting, and would wait for it for ever.
SECONDS_TO_END_WORKERS, SECONDS_TO_END = 5, 15


class DidNotStart(Exception):
    """The server ended, or did not answer in time; the message has what it wrote."""


@contextmanager
def granian(
    port: int,
    environment: dict[str, str],
    log: Path,
    *options: str,
    path: str = "/robots.txt",
    seconds: float = SECONDS_TO_START,
) -> Iterator[subprocess.Popen]:
    """Serve the site on a port of this machine, once it answers `path`, until the block ends; gives the process.

    The port must be free: a worker that an earlier server left behind would share it, and be tested in its place.
    """
    check_free(port)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    command += ["--workers-kill-timeout", str(SECONDS_TO_END_WORKERS), *options, "config.wsgi:application"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            process_group=0,
            preexec_fn=end_with_parent,
        )
    try:
        wait_until_ready(process, f"http://localhost:{port}{path}", log, seconds)
        yield process
    finally:
        end_group(process, SECONDS_TO_END)


def wait_until_ready(process: subprocess.Popen, address: str, log: Path, seconds: float) -> None:
    """Go on when an address answers, however long a busy machine needs; an error is no answer yet."""
    deadline, last = time.monotonic() + seconds, "nothing has answered"
    while process.poll() is None and (left := deadline - time.monotonic()) > 0:
        try:
            urlopen(address, timeout=left).close()
            return
        except (OSError, HTTPException) as error:  # refused, reset, too slow, an answer that is an error
            last = error
        time.sleep(0.1)
    state = f"ended with {process.returncode}" if process.returncode is not None else f"was not ready ({last})"
    raise DidNotStart(f"The production server {state}:\n{log.read_text(errors='replace')}")
