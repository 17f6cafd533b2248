#!/usr/bin/env bash
# Runs the tests on the newest of all that pyproject.toml asks for, release candidates included, and Django and Wagtail
# beyond its bounds too, in .venv-next. Nothing of the usual set-up changes. Arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=.tools/bin/uv
[ -x "$uv" ] || uv=uv
export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}" UV_NATIVE_TLS="${UV_NATIVE_TLS:-1}"

"$uv" venv --quiet --clear --no-project --python .venv/bin/python .venv-next
overrides=.venv-next/overrides.txt # in place of pyproject.toml's bounds
printf 'django>=6.1\nwagtail>=8.0\n' >"$overrides"
VIRTUAL_ENV="$PWD/.venv-next" "$uv" pip install --quiet --upgrade --prerelease allow --override "$overrides" \
  -r pyproject.toml --group dev
VIRTUAL_ENV="$PWD/.venv-next" "$uv" pip list 2>/dev/null | grep -iE '^(django|wagtail|django-modelcluster|django-treebeard|modelsearch) '
TEST_PYTHON=.venv-next/bin/python exec tools/test.sh "$@"
