#!/bin/sh
# Creates .venv with everything the app, its tests and its benchmarks need.
# PYTHON=python3.12 chooses the interpreter; otherwise the first that fits.
set -eu
cd "$(dirname "$0")/.."

fits() {  # is this command a Python 3.11, 3.12 or 3.13?
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}
version_of() { "$1" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null || echo none; }

python=""
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if fits "$candidate"; then python=$candidate; break; fi
done
if [ -z "$python" ]; then
    echo "Broadsheet needs Python 3.11, 3.12 or 3.13${PYTHON:+, which $PYTHON is not}. Install one, or name it: make PYTHON=/path/to/python3.12 run" >&2
    exit 1
fi

if [ "$(version_of .venv/bin/python)" != "$(version_of "$python")" ]; then
    rm -rf .venv
    if ! "$python" -m venv .venv >/dev/null 2>&1; then
        # Debian keeps ensurepip in a package of its own: borrow the system's pip.
        rm -rf .venv
        "$python" -m venv --without-pip .venv
    fi
fi

if [ ! -x .venv/bin/uv ]; then
    # Old versions of pip cannot resolve our requirements: uv does, and pip only has to bring it.
    if .venv/bin/python -m pip --version >/dev/null 2>&1; then
        .venv/bin/python -m pip install --quiet --disable-pip-version-check uv
    elif "$python" -m pip --version >/dev/null 2>&1; then
        "$python" -m pip install --quiet --disable-pip-version-check --prefix "$PWD/.venv" --ignore-installed uv
    elif command -v uv >/dev/null 2>&1; then
        ln -s "$(command -v uv)" .venv/bin/uv
    else
        echo "No installer was found: $python has neither pip nor venv. On Debian: apt-get install python3-venv" >&2
        rm -rf .venv
        exit 1
    fi
fi

# Compiled now, once: otherwise each command and each test compiles libraries anew where Python may write no caches
# (PYTHONDONTWRITEBYTECODE, a read-only disk), and the first of each does everywhere.
.venv/bin/uv pip install --quiet --compile-bytecode --python .venv/bin/python -r requirements-dev.txt
.venv/bin/python -m compileall -q core pages
touch .venv/ready
echo "Ready: .venv with Python $(version_of .venv/bin/python)."
