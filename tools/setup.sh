#!/usr/bin/env bash
# Makes .venv from the locked requirements and compiles the translations; does nothing when both are up to date.
set -euo pipefail
cd "$(dirname "$0")/.."

UV_PINNED=0.13.9
LOCK=requirements/dev.txt
export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}" UV_NATIVE_TLS="${UV_NATIVE_TLS:-1}" # the system's certificates: harmless, and needed behind some proxies
export UV_LINK_MODE="${UV_LINK_MODE:-hardlink}" PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '→ %s\n' "$*"; }
stop() { printf '\nCannot go on: %s\n' "$*" >&2; exit 1; }
is_at_least() { "$2" -c "import sys; sys.exit(sys.version_info[:2] < tuple(map(int, '$1'.split('.'))))" 2>/dev/null; }
wanted() { cat .python-version; }

# Every Python there may be, the wanted version first: pyenv's, those on PATH, uv's own.
pythons() {
  local version pyenv="${PYENV_ROOT:-$HOME/.pyenv}/versions"
  [ -z "${PYTHON:-}" ] || echo "$PYTHON"
  for version in "$(wanted)" 3.14 3.13 3.12; do
    ls -d "$pyenv/$version"/bin/python "$pyenv/$version".*/bin/python 2>/dev/null || true
    command -v "python$version" || true
    if command -v uv >/dev/null; then UV_PYTHON_DOWNLOADS=never uv python find --no-project "$version" 2>/dev/null || true; fi
  done
  command -v python3 || true
}

find_python() {
  local candidate
  while read -r candidate; do
    if is_at_least 3.12 "$candidate"; then echo "$candidate"; return; fi
  done < <(pythons)
  return 1
}

# uv on PATH, or the pinned one in .tools, brought there by the pip of whichever Python has one.
find_uv() {
  local candidate
  if [ -x .tools/bin/uv ]; then echo .tools/bin/uv; return; fi
  if command -v uv; then return; fi
  say "Fetching the installer uv $UV_PINNED …" >&2
  candidate=${1:-python3}
  if ! "$candidate" -c 'import ensurepip' 2>/dev/null; then # Debian keeps venv in a package of its own
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null ||
      stop "$candidate cannot make virtual environments: install python3-venv (as root: apt-get install python3-venv), or uv."
    say "Installing Debian's python3-venv …" >&2
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv; } >&2 ||
      stop "python3-venv could not be installed; see apt-get's message above."
  fi
  rm -rf .tools
  "$candidate" -m venv .tools && .tools/bin/python -m pip install --quiet "uv==$UV_PINNED" >&2 ||
    { rm -rf .tools; stop "uv could not be downloaded; is there a network connection?"; }
  echo .tools/bin/uv
}

make_venv() {
  local python uv free
  free=$(df -Pk . | awk 'NR == 2 {print int($4 / 1024)}')
  [ -d .venv ] || [ "$free" -ge 1500 ] || stop "the disk has $free MB free; a first set-up needs 1500 MB."
  if ! python=$(find_python); then
    uv=$(find_uv "$(command -v python3 || true)") || stop "no Python 3.12 or newer was found, nor anything to fetch one with."
    say "No Python 3.12 or newer here; asking uv to download $(wanted) …"
    "$uv" python install "$(wanted)" && python=$("$uv" python find --no-project "$(wanted)") ||
      stop "no Python 3.12 or newer was found (looked for pyenv, uv and PATH) and it could not be downloaded. Install one, for example with: pyenv install $(wanted)"
  fi
  uv=$(find_uv "$python")
  if ! { [ -x .venv/bin/python ] && is_at_least 3.12 .venv/bin/python; }; then
    say "Making .venv with $("$python" --version) …"
    "$uv" venv --quiet --clear --no-project --python "$python" .venv || stop "the virtual environment could not be made."
  fi
  say "Installing $(grep -c '^[a-z].*==' "$LOCK") locked packages …"
  VIRTUAL_ENV="$PWD/.venv" "$uv" pip sync --require-hashes "$LOCK" 2> >(grep --line-buffered -v '^ [-+~] ' >&2) ||
    stop "the packages could not be installed: see the message above (network, disk space, certificates?). Nothing is broken; try again."
  cp "$LOCK" .venv/installed.txt
}

compile_translations() {
  local po
  for po in locale*/*/LC_MESSAGES/*.po; do
    if [ -e "$po" ] && ! { [ -e "${po%.po}.mo" ] && [ "${po%.po}.mo" -nt "$po" ]; }; then
      say "Compiling $po …"
      .venv/bin/python -m babel.messages.frontend --quiet compile --input-file "$po" --output-file "${po%.po}.mo" ||
        stop "$po has an error: see the message above."
    fi
  done
}

if command -v flock >/dev/null; then # two set-ups at once in one folder would tread on each other
  exec 9>.setup.lock
  flock --nonblock 9 || { say "Waiting for another set-up in this folder …"; flock 9; }
fi
if ! { [ -x .venv/bin/python ] && cmp -s "$LOCK" .venv/installed.txt; }; then make_venv; fi
compile_translations
