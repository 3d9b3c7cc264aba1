#!/usr/bin/env bash
# run.sh ENGROSS [CASES PARAGRAPHS]: a batch of eight shards on a Slurm cluster of one machine, disturbed as clusters disturb, with the
# job files of samples/cluster as they are. Each step is printed with what was found; the last line is PASS or FAIL. Ends with 77,
# and says why, where there can be no cluster.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
engross=$(realpath "$1") cases=${2:-4000} paragraphs=${3:-60}
at=2016-10-26T18:00:00+01:00

skip() { echo "skipped: $*"; exit 77; }
[ "$(id -u)" = 0 ] || skip "the daemons of a Slurm cluster, which this test starts, want to be root"
for program in munged slurmctld slurmd sbatch; do
  command -v "$program" >/dev/null || skip "there is no $program: install the packages of packages/cluster.txt"
done
[ -x "$engross" ] || skip "there is no program $engross"

# shellcheck source=tests/cluster/slurm.sh
. "$here/slurm.sh"
work=$(mktemp -d "${TMPDIR:-/tmp}/engross-cluster.XXXXXX")
began=$SECONDS faults=0
finish() {
  trap - EXIT
  [ "$faults" = 0 ] || { echo "--- what the tasks said"; tail -n 15 "$work"/letters-*.log 2>/dev/null; tail -n 15 "$work"/slurm/*.log 2>/dev/null; }
  step "the cluster is stopped"
  stop_slurm || true
  cd /
  rm -rf --one-file-system "$work"
  [ "$faults" = 0 ] && [ "${ended:-}" = yes ] && { echo "PASS after $((SECONDS - began)) s"; exit 0; }
  [ "${ended:-}" = yes ] || echo "it was not run to its end"
  echo "FAIL after $((SECONDS - began)) s, faults: $faults"
  exit 1
}
trap finish EXIT
trap 'exit 1' INT TERM HUP

step() { printf '%4d s  %s\n' $((SECONDS - began)) "$*"; }
told() { printf '        %s\n' "$@"; }
fault() { faults=$((faults + 1)); echo "  FAULT  $*"; }
# check WHAT EXPECTED FOUND
check() { if [ "$2" = "$3" ]; then told "$1: $3"; else fault "$1: expected $2, found $3"; fi; }
stop_here() { fault "$*"; exit 1; }

letters=$work/letters store=$work/store
shard() { echo "$letters/shard-$1"; }
letters_in() { find "$1/letters" -name '*.pdf' 2>/dev/null | wc -l; }
# hashes DIR…: SHA-256 and name of each letter, below its folder
hashes() {
  local dir
  for dir in "$@"; do (cd "$dir/letters" && find . -type f -exec sha256sum {} +); done | sort -k 2
}
# of_json FILE NAME: the number of that name which comes first
of_json() { sed -n "s/.*\"$2\": *\([0-9]*\).*/\1/p" "$1" | head -1; }
# until SECONDS COMMAND…: waits until the command succeeds
until_true() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.2
  done
}
at_work() { [ "$(letters_in "$(shard "$1")")" -ge 3 ]; }
supervisor_of() { sed -n 's/^process \([0-9]*\) .*/\1/p' "$(shard "$1")/.lock"; }
parent_of() { sed -n 's/^PPid:[[:space:]]*//p' "/proc/$1/status"; }
has_ended() {
  case $(job_field "$1" JobState) in COMPLETED | FAILED | CANCELLED | TIMEOUT | NODE_FAIL | OUT_OF_MEMORY) ;; *) return 1 ;; esac
}
log_says() { grep -qF -- "$2" "$work/letters-$1.log" 2>/dev/null; }
# what a shard's engross ended with, each time
ends_of() { sed -n 's/.*engross ended with \([0-9]*\).*/\1/p' "$work/letters-$1.log" | paste -sd' '; }
# submit [OPTIONS…]: the job file as it is, but smaller tasks; prints the job's number
submit() {
  (cd "$work" && ENGROSS=$engross SHARD=$root/samples/cluster/shard.sh EXPORT=$work/cases.jsonl OUT=$letters STORE=$store AT=${AT:-$at} TRIES=${TRIES:-10} \
    sbatch --parsable --cpus-per-task=1 --mem=500M "$@" "$root/samples/cluster/letters.sbatch")
}
batch() { "$engross" batch "$work/cases.jsonl" --at "$at" --unsigned "$@"; }

step "an export of $cases cases is written, one in 400 of which is refused"
"$here/cases.sh" "$cases" "$paragraphs" >"$work/cases.jsonl"
refused=$((cases / 400)) issued=$((cases - cases / 400))
told "$(stat -c %s "$work/cases.jsonl") bytes"

step "a Slurm cluster is started on loopback in $work/slurm"
start_slurm "$work/slurm" || stop_here "the cluster does not come up"
told "$(sbatch --version), $(sinfo -h -o '%N %t, %c processors')"

step "eight shards are submitted: sbatch --array=0-7 letters.sbatch"
job=$(submit) || stop_here "sbatch refuses the job file"
for k in 0 1 2 3 4 5 6 7; do until_true 300 at_work "$k" || stop_here "task $k made no letter in five minutes: $(job_field "${job}_$k" JobState)"; done
told "all are at work at once: $(for k in 0 1 2 3 4 5 6 7; do printf '%s ' "$(letters_in "$(shard "$k")")"; done)letters so far"
check "runs registered with the store" 8 "$(find "$store/batches" -name '*.json' | wc -l)"
check "registrations that name a shard of 8, each once" "1 2 3 4 5 6 7 8" \
  "$(sed -n 's/.*"shard": *\([0-9]*\).*/\1/p' "$store"/batches/*.json | sort -n | paste -sd' ')"

step "task 5 is submitted a second time while it is at work, and may not be tried again"
second=$(TRIES=0 submit --array=5 --output=second-%a.log)
step "task 6 is submitted a second time while it is at work, and may"
third=$(submit --array=6 --output=third-%a.log)

step "task 1 is requeued mid-run: scontrol requeue ${job}_1"
scontrol requeue "${job}_1" || fault "scontrol requeue refuses"
step "the supervisor of task 2 is killed mid-run: kill -9"
kill -KILL "$(supervisor_of 2)" || fault "task 2 has no supervisor"
step "task 3 is killed mid-run, its script and its supervisor: kill -9"
supervisor=$(supervisor_of 3)
kill -KILL "$(parent_of "$supervisor")" "$supervisor" || fault "task 3 has no supervisor"
step "task 4 is told that its time is nearly over: SIGUSR1"
scancel --batch --signal=USR1 "${job}_4" || fault "scancel refuses"

until_true 60 log_says 1 "engross ended with" || fault "task 1 did not stop within a minute"
check "task 1, engross's exit code" 130 "$(ends_of 1)"
told "$(grep -m 1 -o 'the batch was interrupted.*' "$work/letters-1.log")"
until_true 60 log_says 4 "engross ended with" || fault "task 4 did not stop within a minute"
check "task 4, engross's exit code" 130 "$(ends_of 4)"
until_true 60 log_says 2 "asks Slurm" || fault "task 2 did not ask for another"
check "task 2, engross's exit code" 137 "$(ends_of 2)"
until_true 60 has_ended "${job}_3" || fault "Slurm did not see task 3 end"
check "task 3, of Slurm" "FAILED 0:9" "$(job_field "${job}_3" JobState) $(job_field "${job}_3" ExitCode)"
for k in 1 2 3 4; do
  so_far=$(letters_in "$(shard "$k")")
  [ -e "$(shard "$k")/DONE" ] && fault "task $k had ended before it was disturbed, with $so_far letters: the export is too small"
done
until_true 120 has_ended "${second}_5" || fault "the second task 5 did not end"
check "the second task 5, of Slurm" "FAILED 3:0" "$(job_field "${second}_5" JobState) $(job_field "${second}_5" ExitCode)"
told "$(grep -m 1 -o 'process [0-9]* .* is at work in.*' "$work/second-5.log" || echo nothing)"
grep -q 'is at work in' "$work/second-5.log" || fault "the second task 5 was not told who is at work"

step "task 3 is submitted alone: sbatch --array=3 letters.sbatch"
alone=$(submit --array=3) || fault "sbatch refuses"

step "meanwhile one run makes all $cases letters, unsharded"
batch --out "$work/whole" --store "$work/whole-store" --every 3600 >"$work/whole.log" 2>&1
check "its exit code, as cases are refused" 4 "$?"
check "its letters" "$issued" "$(letters_in "$work/whole")"

step "the tasks are waited for; Slurm holds back for two minutes what it requeues"
for task in "${job}_0" "${job}_1" "${job}_2" "${job}_4" "${job}_5" "${job}_6" "${job}_7" "${third}_6" "${alone}_3"; do
  until_true 1500 has_ended "$task" || fault "task $task did not end in 25 minutes"
  check "task $task, of Slurm" "COMPLETED 0:0" "$(job_field "$task" JobState) $(job_field "$task" ExitCode)"
done
step "all have ended"
for k in 1 2 4; do check "restarts of task $k" 1 "$(job_field "${job}_$k" Restarts)"; done
check "restarts of the second task 6" 1 "$(job_field "${third}_6" Restarts)"
told "the second task 6 was told: $(grep -m 1 -o 'process [0-9]* .* is at work in' "$work/third-6.log")"
for k in 0 1 2 3 4 5 6 7; do
  seconds=$(sed -n 's/.* now, .* in \(.*\)\.$/\1/p' "$work/letters-$k.log" | tail -1)
  told "shard $k: $(letters_in "$(shard "$k")") letters; engross ended with $(ends_of "$k"); its last part took $seconds"
done

step "task 7, which has done its work, is submitted alone"
as_it_is() { hashes "$1" && (cd "$1" && sha256sum manifest.* refused.* records/*); }
before=$(as_it_is "$(shard 7)")
once_more=$(submit --array=7 --output=again-%a.log)
until_true 120 has_ended "${once_more}_7" || fault "task 7 did not end"
check "it, of Slurm" "COMPLETED 0:0" "$(job_field "${once_more}_7" JobState) $(job_field "${once_more}_7" ExitCode)"
check "its letters, records and manifests are as they were" yes "$([ "$before" = "$(as_it_is "$(shard 7)")" ] && echo yes || echo no)"

step "task 0 is submitted alone with another moment, which is another run"
wrong=$(AT=2016-10-27T09:00:00+01:00 submit --array=0 --output=wrong-%a.log)
until_true 120 has_ended "${wrong}_0" || fault "task 0 did not end"
check "it, of Slurm" "FAILED 1:0" "$(job_field "${wrong}_0" JobState) $(job_field "${wrong}_0" ExitCode)"
grep -q '2016-10-27' "$work/wrong-0.log" || fault "it was not told in what the runs differ"

step "engross reconcile of the eight folders"
folders=()
for k in 0 1 2 3 4 5 6 7; do folders+=("$(shard "$k")"); done
"$engross" reconcile "${folders[@]}" >"$work/reconcile.log" 2>&1
check "exit code" 0 "$?"
told "$(head -1 "$work/reconcile.log")"
"$engross" reconcile --json "${folders[@]}" >"$work/reconcile.json"
check "rows" "$cases" "$(of_json "$work/reconcile.json" rows)"
check "letters issued" "$issued" "$(of_json "$work/reconcile.json" issued)"
check "cases refused" "$refused" "$(of_json "$work/reconcile.json" refused)"

step "the letters of the shards and those of the one run"
hashes "${folders[@]}" >"$work/union"
hashes "$work/whole" >"$work/undivided"
check "letters" "$issued" "$(wc -l <"$work/union")"
check "names that two shards have" 0 "$(awk '{print $2}' "$work/union" | sort | uniq -d | wc -l)"
check "same names, same bytes" yes "$(cmp -s "$work/union" "$work/undivided" && echo yes || echo "no: $(diff "$work/union" "$work/undivided" | grep -c '^[<>]') differ")"

# fails CODES FOLDERS…: reconcile ends with 1, and names each code
fails() {
  local codes=$1 code
  shift
  "$engross" reconcile --json "$@" >"$work/reconcile.json" 2>&1
  check "exit code" 1 "$?"
  for code in $codes; do
    if grep -q "\"$code\"" "$work/reconcile.json"; then told "$code"; else fault "reconcile does not say $code"; fi
  done
}
step "reconcile when one folder is left out"
fails "reconcile.shard-missing reconcile.no-end" "${folders[@]:0:7}"
step "reconcile when one is given twice"
fails "reconcile.shard-twice reconcile.key-twice" "${folders[@]}" "${folders[2]}"
step "reconcile when one is another run's"
batch --shard 3/8 --out "$work/other" --store "$work/other-store" --name '{reference} of another run' --every 3600 >"$work/other.log" 2>&1
check "the other run's exit code" "$([ -s "$work/other/refused.jsonl" ] && echo 4 || echo 0)" "$?"
fails "reconcile.other-run" "${folders[@]:0:2}" "$work/other" "${folders[@]:3}"

step "the same script under the variable of a Kubernetes Indexed Job"
head -40 "$work/cases.jsonl" >"$work/few.jsonl"
pods=()
for k in 0 1 2; do
  env -u SLURM_ARRAY_TASK_ID JOB_COMPLETION_INDEX=$k ENGROSS="$engross" "$root/samples/cluster/shard.sh" "$work/pods" "$work/few.jsonl" \
    --shard auto/3 --at "$at" --jobs 1 --store "$work/pods-store" --unsigned >"$work/pod-$k.log" 2>&1 || fault "pod $k: $(tail -3 "$work/pod-$k.log")"
  pods+=("$work/pods/shard-$k")
done
"$engross" reconcile "${pods[@]}" >"$work/pods.log" 2>&1
check "exit code of reconcile" 0 "$?"
told "$(head -1 "$work/pods.log")"
ended=yes
