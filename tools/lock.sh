#!/usr/bin/env bash
# Re-makes requirements/*.txt from pyproject.toml: newest allowed versions, every hash, no package registry's address.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=.tools/bin/uv
[ -x "$uv" ] || uv=uv
export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}" UV_NATIVE_TLS="${UV_NATIVE_TLS:-1}"
compile() { "$uv" pip compile --quiet --upgrade --universal --generate-hashes --python .venv/bin/python --python-version 3.12 \
  --custom-compile-command 'make lock' --annotation-style line pyproject.toml "$@"; }

echo "→ Choosing versions for development …"
compile --group dev --output-file requirements/dev.txt
echo "→ Choosing the same ones for production …"
compile --constraints requirements/dev.txt --output-file requirements/production.txt
tools/setup.sh
