#!/bin/sh
# What the public deployment needs, in a fresh environment made from
# requirements.txt alone: the six pages answer, the process with its workers
# stays under 600 MB after reading, nothing committed is in the way.
set -eu
cd "$(dirname "$0")/.."

PYTHON="$(command -v "${PYTHON:-.venv/bin/python}")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if git ls-files --error-unmatch uv.lock >/dev/null 2>&1; then
    echo "uv.lock is committed: Community Cloud would install from it and ignore requirements.txt." >&2
    exit 1
fi
git ls-files -z | xargs -0 -I{} find {} -size +25M -print >"$work/big"
if [ -s "$work/big" ]; then echo "Files over 25 MB:" >&2; cat "$work/big" >&2; exit 1; fi

echo "Installing requirements.txt alone"
"$PYTHON" -m venv --without-pip "$work/env"
.venv/bin/uv pip install --quiet --python "$work/env/bin/python" -r requirements.txt

HOME="$work/home" BROADSHEET_ALLOW_LOOPBACK=1 "$work/env/bin/python" scripts/deploy_check.py
