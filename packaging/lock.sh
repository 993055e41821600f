#!/bin/sh
# Renews the lock files from pyproject.toml: exact versions with hashes for Python 3.11 to 3.13 on every system,
# naming no index and no download address. What is locked stays unless LOCK_UPGRADE=1 is set.
set -eu
cd "$(dirname "$0")/.."

compile() {
    target=$1
    shift
    .venv/bin/uv pip compile "$@" --output-file "$target" ${LOCK_UPGRADE:+--upgrade} \
        --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-header --quiet
}

# The product's own versions are settled first; the tools around it follow.
compile requirements.txt pyproject.toml
compile requirements-build.txt --group build --constraint requirements.txt
compile requirements-dev.txt pyproject.toml --group dev --constraint requirements.txt --constraint requirements-build.txt
