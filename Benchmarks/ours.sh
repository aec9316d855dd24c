#!/bin/sh
# The engine as one of the peers of the workload: put or link this file beside their run.sh.
# TOETS_BENCH: the program, by default the release build of this project.
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
exec "${TOETS_BENCH:-$here/../.build/release/toets-bench}" "$@"
