"""Serves the site on a developer's own machine (`make run`): database, demo content, server, jobs of each minute."""

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.postgres import DATA, PostgresError, database_url  # noqa: E402

EDITOR, PASSWORD = "redaktor", "trygghet-demo"
SECONDS_TO_STOP = 10
MINUTE = 60


class CannotRun(Exception):
    """The site cannot be served; the message says why in one sentence."""


def say(text: str) -> None:
    print(f"→ {text}", flush=True)


def end_with_parent() -> None:
    """Have the kernel end this process when its parent dies, even by kill -9 (PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


@contextmanager
def only_one():
    """Two at once in one folder would both migrate the same database."""
    DATA.mkdir(exist_ok=True)
    with (DATA / "run.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotRun("`make run` is already running in this folder: stop it there with Ctrl-C.") from None
        yield


def chosen_port() -> int:
    port = os.environ.get("PORT", "8000")
    if not port.isdecimal() or not 1 <= int(port) <= 65535:
        raise CannotRun(f"PORT={port} is not a port number (1 to 65535).")
    return int(port)


def check_free(port: int) -> None:
    """Complain before anything slow is done when the port is taken, and name who has it."""
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family, socket.SOCK_STREAM) as attempt:
                attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                attempt.bind((address, port))
        except PermissionError:
            raise CannotRun(f"port {port} is for root only: choose one above 1023, for example PORT=8000.") from None
        except OSError as error:
            if error.errno == 98:  # EADDRINUSE; a machine without IPv6 gives other errors
                raise CannotRun(
                    f"port {port} is taken by {holder(port)}: stop it, or use PORT={port + 1} make run."
                ) from None


def holder(port: int) -> str:
    """The program that listens on a port, as far as this user may see."""
    sockets = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:] if Path(table).exists() else []:
            fields = line.split()
            if fields[3] == "0A" and int(fields[1].rpartition(":")[2], 16) == port:  # 0A: listening
                sockets.add(f"socket:[{fields[9]}]")
    for descriptor in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if os.readlink(descriptor) in sockets:
                process = descriptor.parents[1]
                return f"{(process / 'comm').read_text().strip()} (process {process.name})"
        except OSError:
            continue
    return "another user's program"


def set_address(port: int) -> None:
    """Let the site write addresses with the port that it is served at, as long as it is this machine's own."""
    from wagtail.models import Site

    for site in Site.objects.filter(hostname="localhost").exclude(port=port):
        site.port = port
        site.save()


def prepare(port: int) -> None:
    """Bring the database up to date; load the demo content if the site has none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    os.environ.setdefault("BASE_URL", f"http://localhost:{port}")
    import django
    from django.core.management import CommandError, call_command
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    django.setup()
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            say("Bringing the database up to date …")
            call_command("migrate", interactive=False)
        set_address(port)
        call_command("load_demo", if_empty=True)
        call_command("read_documents")
    except OperationalError as error:
        raise CannotRun(f"the database does not answer: {error}") from None
    except CommandError as error:
        raise CannotRun(str(error)) from None
    finally:
        connection.close()


@contextmanager
def runserver(port: int):
    """Django's development server with all its processes in a group of their own, which is ended as a whole."""
    command = [sys.executable, str(ROOT / "manage.py"), "runserver", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, process_group=0, preexec_fn=end_with_parent)
    try:
        yield server
    finally:
        end_group(server, SECONDS_TO_STOP)


def end_group(leader: subprocess.Popen, seconds: float) -> None:
    """End a process that leads a group and then whatever is left of the group: kindly, and at once after a while."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(leader.pid, number)
            leader.wait(seconds)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue


def wait_until_open(server: subprocess.Popen, port: int) -> None:
    while server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)


def do_jobs() -> None:
    """What a site does every minute (docs/deploy.md). What it says of failures is printed; the site is served on."""
    command = [sys.executable, str(ROOT / "manage.py"), "publish_scheduled"]
    subprocess.run(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, process_group=0, preexec_fn=end_with_parent, check=False
    )


def serve(port: int) -> int:
    with only_one(), database_url("site"):
        prepare(port)
        with runserver(port) as server:
            wait_until_open(server, port)
            site = f"http://localhost:{port}"
            if server.poll() is None:
                print(f"\n  In Swedish   {site}/sv/\n  In English   {site}/en/\n  For editors  {site}/admin/")
                print(f"  Sign in as   {EDITOR}, password {PASSWORD}\n\nCtrl-C stops everything.\n", flush=True)
            while server.poll() is None:
                do_jobs()
                with suppress(subprocess.TimeoutExpired):
                    server.wait(MINUTE)
            return server.returncode


def main() -> int:
    def leave(number, frame):
        say("Stopping …")
        raise SystemExit(0)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
    end_with_parent()
    try:
        port = chosen_port()
        check_free(port)
        return serve(port)
    except (CannotRun, PostgresError) as error:
        print(f"Cannot go on: {error}", file=sys.stderr)
        return 1
    except SystemExit:
        say("Stopped; the data stays for the next time.")
        return 0


if __name__ == "__main__":
    sys.exit(main())
