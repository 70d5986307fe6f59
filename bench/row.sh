#!/bin/bash
# Appends a row to build/bench/summary.tsv: bench/row.sh NAME VALUE UNIT TARGET, where TARGET is "<=N", ">=N" or "-".
# A row of the same name is replaced. Whoever benchmarks anything calls this, so that all figures stand in one file.
# Exit 1 when the target is missed.
set -euo pipefail
cd "$(dirname "$0")/.."
out=build/bench/summary.tsv
mkdir -p build/bench
[ -s "$out" ] || printf 'name\tvalue\tunit\ttarget\tok\n' > "$out"
name=$1 value=$2 unit=$3 target=$4
awk -F'\t' -v name="$name" '$1 != name' "$out" > "$out.new" && mv "$out.new" "$out"
ok=$(awk -v v="$value" -v t="$target" 'BEGIN {
  n = substr(t, 3) + 0
  if (t == "-") print "-"; else if (t ~ /^<=/) print (v <= n ? "yes" : "no"); else if (t ~ /^>=/) print (v >= n ? "yes" : "no")
  else exit 1 }')
printf '%s\t%s\t%s\t%s\t%s\n' "$name" "$value" "$unit" "$target" "$ok" | tee -a "$out"
[ "$ok" != no ]
