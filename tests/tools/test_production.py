"""A production server that a test starts is ready, is the one that answers, and leaves nothing behind."""

import os
import socket

import psutil
import pytest

from tests.browser.server import free_port
from tools.production import DidNotStart, granian
from tools.run import CannotRun

SETTINGS = {
    "slow": "import time\ntime.sleep(3600)",
    "broken": "raise RuntimeError('a setting is wrong')",
    "failing": "SECRET_KEY = 'x'\nROOT_URLCONF = 'nowhere'\nALLOWED_HOSTS = ['*']",
}


def left_behind(port: int) -> list[str]:
    """The processes of a server on that port."""
    return [one.name() for one in psutil.process_iter() if str(port) in _arguments(one)]


def _arguments(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


@pytest.mark.parametrize("kind", SETTINGS)
def test_server_that_does_not_get_ready_leaves_nothing(kind, tmp_path):
    (tmp_path / "made_up_settings.py").write_text(SETTINGS[kind])
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "made_up_settings", "PYTHONPATH": str(tmp_path)}
    port = free_port()
    with pytest.raises(DidNotStart) as told, granian(port, environment, tmp_path / "log", seconds=8):
        pytest.fail("It was taken to be ready.")
    assert left_behind(port) == []
    if kind == "broken":
        assert "a setting is wrong" in str(told.value)


def test_port_that_somebody_shares_is_refused(tmp_path):
    with socket.socket() as orphan:
        orphan.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        orphan.bind(("127.0.0.1", 0))
        orphan.listen()
        port = orphan.getsockname()[1]
        with pytest.raises(CannotRun, match=str(port)), granian(port, {}, tmp_path / "log"):
            pytest.fail("It was started beside another.")
