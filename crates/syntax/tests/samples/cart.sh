#!/usr/bin/env bash
set -euo pipefail

source ./money.sh
. "lib/rates.sh"

readonly RATE=2
limit=3

total() {
  local sum=0
  for item in "$@"; do
    sum=$((sum + $(half "$item") * RATE))
  done
  echo "${sum:-0}"
}

function load {
  if [[ -f "$1" && $limit -gt 2 ]]; then
    while read -r line; do total "$line"; done < "$1"
  else
    cat <<EOF
no cart in $1
EOF
  fi
}

trap cleanup EXIT
load "${1:?a path}" | sort
