#!/usr/bin/env bash
# Sees to it that there is a Chromium, the one without a window where Debian has it, then runs pytest against PostgreSQL. Arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${TEST_PYTHON:-.venv/bin/python}
say() { printf '→ %s\n' "$*"; }

find_chromium() {
  [ -z "${CHROMIUM_PATH:-}" ] || { echo "$CHROMIUM_PATH"; return; }
  command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome || $python - <<'END'
import os, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    path = playwright.chromium.executable_path
print(path) if os.access(path, os.X_OK) else sys.exit(1)
END
}

install_chromium() {
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing Debian's Chromium for the browser tests, the one without a window (about 100 MB) …"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    { apt-get install -y --no-install-recommends chromium-headless-shell fonts-dejavu-core ||
      apt-get install -y --no-install-recommends chromium fonts-dejavu-core; } | grep --line-buffered -E '^(Get|Unpacking|Setting up)'
  else
    say "Downloading Chromium with Playwright for the browser tests (about 150 MB) …"
    $python -m playwright install chromium
  fi
}

if ! CHROMIUM_PATH=$(find_chromium); then
  install_chromium || true
  if ! CHROMIUM_PATH=$(find_chromium); then
    echo "Cannot go on: the tests need Chromium, and it could not be installed (see above). Install it (as root: apt-get install chromium)" \
      "or set CHROMIUM_PATH to one." >&2
    exit 1
  fi
fi
export CHROMIUM_PATH
say "Testing with $CHROMIUM_PATH and PostgreSQL"
exec $python -m tools.postgres --name test --alone -- $python -m pytest "$@"
