#!/bin/sh
# Compares the workload's results with the reference of the peers, plan by plan.
#
#   sh Benchmarks/check-workload.sh [plans] [criteria]
#
# TOETS_PEERS: the folder of the peers (gen.py, reference.py), by default ../shared/bench/peers.
set -e
here=$(cd "$(dirname "$0")" && pwd)
peers=${TOETS_PEERS:-$here/../../shared/bench/peers}
plans=${1:-10000}
criteria=${2:-8}
if [ ! -f "$peers/reference.py" ]; then
    echo "off: no reference in $peers (set TOETS_PEERS)"
    exit 0
fi
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export PYTHONDONTWRITEBYTECODE=1
python3 "$peers/gen.py" "$plans" >"$out/plans.jsonl"
python3 "$peers/reference.py" "$criteria" <"$out/plans.jsonl" >"$out/expected.jsonl"
for jobs in 1 2; do
    sh "$here/ours.sh" eval --criteria "$criteria" --jobs "$jobs" <"$out/plans.jsonl" >"$out/ours.jsonl"
    if ! cmp -s "$out/expected.jsonl" "$out/ours.jsonl"; then
        echo "differs from the reference (< expected, > ours), first lines:"
        diff "$out/expected.jsonl" "$out/ours.jsonl" | head -20
        exit 1
    fi
done
echo "same as the reference: $plans plans, $criteria criteria, one and two jobs"
