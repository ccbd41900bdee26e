#!/usr/bin/env bash
# Installs the releases in releases.txt under .venv/releases, and what they need in .venv/released; aws-cdk-lib under cdk/.
#
#     install.sh [python]     a Python from 3.10 to 3.12; by default the first of python3.11, python3.12, python3.10, python3
#
# What is installed already is left alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
here=$PWD
cd ../../..

suits() { "$1" -c 'import sys; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 12))' 2>/dev/null; }

python=${1:-}
for one in python3.11 python3.12 python3.10 python3 "$HOME"/.pyenv/versions/3.1[0-2].*/bin/python; do
  if [ -z "$python" ] && suits "$one"; then python=$one; fi
done
if [ -z "$python" ]; then
  echo 'install.sh: no Python from 3.10 to 3.12 on this machine: install one, or name it' >&2
  exit 1
fi

pip() { .venv/released/bin/python -m pip --quiet --disable-pip-version-check "$@"; }

[ -x .venv/released/bin/python ] || "$python" -m venv .venv/released
pip install -r "$here/requirements.txt"
while read -r folder packages; do
  [ -n "$folder" ] && [ "$folder" != '#' ] || continue
  [ -d ".venv/releases/$folder" ] && continue
  # A folder that is there is whole.
  rm -rf ".venv/releases/.new"
  # shellcheck disable=SC2086 # several packages
  pip install --no-deps --target .venv/releases/.new $packages
  mv .venv/releases/.new ".venv/releases/$folder"
done < "$here/releases.txt"

[ -d "$here/cdk/node_modules/aws-cdk-lib" ] || npm install --prefix "$here/cdk" --no-package-lock --no-audit --no-fund --silent --ignore-scripts
