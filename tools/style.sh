#!/usr/bin/env bash
# The house style: ruff for Python, djade for templates. With --check nothing is changed.
set -uo pipefail
cd "$(dirname "$0")/.."
check=${1:-}
failed=0
mapfile -d '' templates < <(git ls-files -z --cached --others --exclude-standard -- '*.html' ':!tests/**/data/**')

fix=--fix
[ -n "$check" ] && fix=--no-fix
.venv/bin/python -m ruff check "$fix" . || failed=1
.venv/bin/python -m ruff format ${check} . || failed=1
if [ ${#templates[@]} -gt 0 ]; then .venv/bin/djade ${check} "${templates[@]}" || failed=1; fi
exit $failed
