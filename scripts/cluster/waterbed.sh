#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs waterbed from a container as if it were installed. Copy it to a folder that all nodes see, as
# ~/bin/waterbed, beside waterbed.sif (or set WATERBED_SIF), and submit with --program ~/bin/waterbed.
# Slurm's commands stay outside: what the program asks of them is run here, with the same words and folder.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
image=${WATERBED_SIF:-$here/waterbed.sif}
container=${WATERBED_CONTAINER:-apptainer}

case "${1:-} ${2:-}" in
  "sweep submit" | "sweep status" | "sweep cancel") ;;
  *) exec "$container" exec "$image" waterbed "$@" ;;
esac

relay=$(mktemp -d "${TMPDIR:-/tmp}/waterbed.XXXXXX")
mkdir "$relay/bin"
mkfifo "$relay/ready" "$relay/code"
for command in sbatch squeue scancel scontrol sinfo; do
  cat >"$relay/bin/$command" <<'END'
#!/bin/bash
relay=${0%/bin/*}
printf '%s\0' "$PWD" "${0##*/}" "$@" >"$relay/request"
echo >"$relay/ready"
read -r code <"$relay/code"
cat "$relay/answer"
exit "$code"
END
done
chmod +x "$relay"/bin/*

serve() {
  local words code
  while true; do
    read -r <"$relay/ready" || continue
    mapfile -d '' -t words <"$relay/request"
    code=0
    (cd -- "${words[0]}" && exec "${words[@]:1}") >"$relay/answer" 2>&1 </dev/null || code=$?
    echo "$code" >"$relay/code"
  done
}

serve &
server=$!
tidy() {
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  rm -rf -- "$relay"
}
trap tidy EXIT
code=0
export APPTAINERENV_PREPEND_PATH=$relay/bin SINGULARITYENV_PREPEND_PATH=$relay/bin
"$container" exec --bind "$relay" "$image" waterbed "$@" || code=$?
exit "$code"
