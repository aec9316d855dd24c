#!/bin/sh
# Measures this engine beside the peers of the workload, in one run; prints their table.
#
#   sh Benchmarks/peers.sh [--quick | --full] [--only name,name] [--skip name,name]
#
# TOETS_PEERS: the folder of the peers (run.sh), by default ../shared/bench/peers. It is copied, and nothing is written to it.
# TOETS_BENCH: the program, by default the release build of this project.
set -e
here=$(cd "$(dirname "$0")" && pwd)
peers=${TOETS_PEERS:-$here/../../shared/bench/peers}
if [ ! -f "$peers/run.sh" ]; then
    echo "off: no peers in $peers (set TOETS_PEERS)"
    exit 0
fi
PEERS_OUT=${PEERS_OUT:-$here/../.build/peers}
export PEERS_OUT
mkdir -p "$PEERS_OUT/harness"
cp "$peers"/* "$PEERS_OUT/harness/" 2>/dev/null || true
ln -sf "$here/ours.sh" "$PEERS_OUT/harness/ours.sh"
sh "$PEERS_OUT/harness/run.sh" "$@"
