#!/usr/bin/env bash
# Collects the strings of code and templates into locale/sv; with --check, only tells what is missing there.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
if ! command -v xgettext >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "→ Installing Debian's gettext …"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gettext; } >/dev/null
  else
    echo "Cannot go on: collecting strings needs gettext (as root: apt-get install gettext)." >&2
    exit 1
  fi
fi
# Without a settings module Django collects everything below the current folder into ./locale.
collect() { env -u DJANGO_SETTINGS_MODULE "$root/.venv/bin/python" -m django makemessages --locale sv --no-location --no-wrap \
  --ignore 'tests/*' --ignore 'tools/*' --verbosity 0; }

if [ "${1:-}" = --check ]; then
  copy=$(mktemp -d)
  trap 'rm -rf "$copy"' EXIT
  git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done |
    tar --null --files-from=- --create --file=- | tar --extract --directory "$copy"
  (cd "$copy" && mkdir -p locale && collect)
  exec .venv/bin/python tools/compare_messages.py locale/sv/LC_MESSAGES/django.po "$copy/locale/sv/LC_MESSAGES/django.po"
fi
mkdir -p locale
collect
tools/setup.sh
