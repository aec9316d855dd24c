#!/bin/sh
# Counts the instructions of three fixed runs: one plan assessed, a batch, one plan explained. They do not depend on what else
# the machine does.
#
#   sh Benchmarks/counted.sh [path of toets]            fails where one takes a fifth more than is kept in counted.txt
#   sh Benchmarks/counted.sh --accept [path of toets]   keeps what is counted now: for a change that is worth it
#
# Needs valgrind, and the release build of toets and toets-bench beside each other.
set -e
here=$(cd "$(dirname "$0")" && pwd)
accept=""
if [ "$1" = --accept ]; then accept=yes; shift; fi
toets=${1:-$here/../.build/release/toets}
kept=$here/counted.txt
if ! command -v valgrind >/dev/null; then
    echo "off: there is no valgrind"
    exit 0
fi
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
rulesets=$here/../rulesets
# The largest of the examples.
plan=$(ls -S "$rulesets"/iza/plan/examples/*.yaml | head -1)
# valgrind can't read how the debugger's part is written.
strip -g -o "$out/toets" "$toets"
"$(dirname "$toets")/toets-bench" plans --ruleset "$rulesets/iza/plan" --plans 300 >"$out/plans.jsonl"

count() {
    name=$1
    input=$2
    shift 2
    status=0
    # The same addresses and hashes each time.
    env -i SWIFT_DETERMINISTIC_HASHING=1 setarch -R \
        valgrind --tool=callgrind --callgrind-out-file="$out/$name" "$out/toets" "$@" \
        <"$input" >/dev/null 2>"$out/$name.log" || status=$?
    counted=$(sed -n 's/^summary: //p' "$out/$name" | head -1)
    # 1 and 2: the plan does not meet the rules, or is open.
    if [ "$status" -gt 2 ] || [ -z "$counted" ]; then
        cat "$out/$name.log" >&2
        exit 1
    fi
    echo "$name $counted"
}
{
    count one-plan /dev/null assess --no-suggest --quiet --on 2026-01-01 --rulesets "$rulesets" "$plan"
    count batch "$out/plans.jsonl" batch --checks --on 2026-01-01 --rulesets "$rulesets"
    count explanation /dev/null assess --explain full --on 2026-01-01 --rulesets "$rulesets" "$plan"
} >"$out/counted"
if [ -n "$accept" ]; then
    cp "$out/counted" "$kept"
    cat "$kept"
    exit 0
fi
awk '
    NR == FNR { kept[$1] = $2; next }
    { ratio = kept[$1] ? $2 / kept[$1] : 99; printf "%-12s %14.0f instructions, %.2f of what is kept\n", $1, $2, ratio
      if (ratio > 1.2) slow = 1 }
    END { exit slow }
' "$kept" "$out/counted" || {
    echo "a fifth more than in Benchmarks/counted.txt: mend it, or keep it on purpose with --accept"
    exit 1
}
