#!/usr/bin/env bash
# shard_test.sh SOURCE: samples/cluster/shard.sh and letters.sbatch with an engross and a scontrol that only write down what they were
# told, for what needs no cluster: whether a run is begun or gone on with, and what is made of each exit code.
set -u
source=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
faults=0
check() { [ "$2" = "$3" ] || { faults=$((faults + 1)); echo "FAULT: $1: expected \"$2\", found \"$3\""; }; }

mkdir "$work/bin"
cat >"$work/bin/engross" <<'TEXT'
#!/usr/bin/env bash
echo "$*" >"$WORK/words"
for word; do [ "${last:-}" != --out ] || out=$word; last=$word; done
mkdir -p "$out" && : >"$out/ledger.sqlite"
if [ -n "${WAITS:-}" ]; then
  trap 'heard=$((${heard:-0} + 1))' TERM
  : >"$WORK/waiting"
  until [ "${heard:-0}" -ge 1 ]; do sleep 0.05; done
  sleep 0.5  # what it has begun; a second signal would be heard meanwhile
  echo "$heard" >"$WORK/heard"
fi
[ "${CODE:-0}" != 137 ] || kill -KILL $$
exit "${CODE:-0}"
TEXT
cat >"$work/bin/scontrol" <<'TEXT'
#!/usr/bin/env bash
echo "$*" >"$WORK/scontrol"
TEXT
chmod +x "$work"/bin/*
export WORK=$work PATH=$work/bin:$PATH
unset SLURM_ARRAY_TASK_ID SLURM_ARRAY_JOB_ID SLURM_RESTART_COUNT JOB_COMPLETION_INDEX AWS_BATCH_JOB_ARRAY_INDEX ENGROSS TRIES

# task [NAME=VALUE…]: one task; sets code, words, asked (what Slurm was asked)
task() {
  rm -f "$work/words" "$work/scontrol" "$work/waiting" "$work/heard"
  env "$@" "$source/samples/cluster/shard.sh" "$work/run" cases.csv --shard auto/8 --unsigned >"$work/log" 2>&1
  code=$?
  words=$(cat "$work/words" 2>/dev/null) asked=$(cat "$work/scontrol" 2>/dev/null)
}
begun="batch cases.csv --shard auto/8 --unsigned --out $work/run/shard-"

task
check "no task of an array" 2 "$code"
check "no task of an array, engross" "" "$words"

for variable in SLURM_ARRAY_TASK_ID JOB_COMPLETION_INDEX AWS_BATCH_JOB_ARRAY_INDEX; do
  rm -rf "$work/run"
  task $variable=3
  check "$variable begins" "${begun}3" "$words"
  check "$variable ends with" 0 "$code"
  task $variable=3
  check "$variable goes on" "${begun}3 --resume" "$words"
  task $variable=0
  check "$variable, another shard, begins" "${begun}0" "$words"
done

slurm=(SLURM_ARRAY_JOB_ID=77 SLURM_ARRAY_TASK_ID=2)
for expected in "0 0 " "4 0 " "1 1 " "2 2 " "130 130 " "3 3 requeue 77_2" "137 137 requeue 77_2"; do
  read -r said wanted slurm_asked <<<"$expected"
  task "${slurm[@]}" CODE="$said"
  check "code $said in Slurm" "$wanted" "$code"
  check "code $said, asked of Slurm" "$slurm_asked" "$asked"
  task JOB_COMPLETION_INDEX=2 CODE="$said"
  check "code $said in Kubernetes" "$wanted" "$code"
  check "code $said in Kubernetes, asked of Slurm" "" "$asked"
done
task "${slurm[@]}" CODE=3 SLURM_RESTART_COUNT=9
check "asked the tenth time" "requeue 77_2" "$asked"
task "${slurm[@]}" CODE=3 SLURM_RESTART_COUNT=10
check "not asked the eleventh time" "" "$asked"
task "${slurm[@]}" CODE=3 SLURM_RESTART_COUNT=1 TRIES=1
check "asked as often as TRIES says" "" "$asked"

# signalled SIGNAL WHOM NAME=VALUE…: a task whose engross is at work is told to stop: its script alone, or both
signalled() {
  local signal=$1 whom=$2 script
  shift 2
  rm -f "$work/words" "$work/scontrol" "$work/waiting" "$work/heard"
  env "$@" WAITS=1 CODE=130 "$source/samples/cluster/shard.sh" "$work/run" cases.csv --shard auto/8 >"$work/log" 2>&1 &
  script=$!
  until [ -e "$work/waiting" ]; do sleep 0.05; done
  [ "$whom" = script ] || kill -TERM "$(awk '{print $1}' "/proc/$script/task/$script/children")"
  kill -"$signal" "$script"
  wait "$script"
  code=$? asked=$(cat "$work/scontrol" 2>/dev/null)
  check "SIG$signal to $whom, ends with" 130 "$code"
  check "SIG$signal to $whom, engross heard it" 1 "$(cat "$work/heard" 2>/dev/null)"
}
signalled TERM script "${slurm[@]}"
check "SIGTERM, asked of Slurm" "" "$asked"
signalled TERM both "${slurm[@]}"
signalled USR1 script "${slurm[@]}"
check "SIGUSR1, asked of Slurm" "requeue 77_2" "$asked"

# The job file names what is missing, and gives every task the same words.
sbatch() { env "$@" SHARD="$source/samples/cluster/shard.sh" bash "$source/samples/cluster/letters.sbatch" >"$work/log" 2>&1; }
for missing in EXPORT OUT AT; do
  given=()
  for name in EXPORT OUT AT; do [ "$name" = "$missing" ] || given+=("$name=x"); done
  ! sbatch "${given[@]}" "${slurm[@]}" || check "without $missing" "a refusal" "an end"
  grep -q "$missing: is not set" "$work/log" || check "without $missing" "$missing: is not set" "$(cat "$work/log")"
done
rm -f "$work/words"
sbatch EXPORT="$work/two words.csv" OUT="$work/night" AT=2016-10-26T18:00:00Z MAP=m.yaml STORE=s SLURM_CPUS_PER_TASK=4 "${slurm[@]}"
check "the job file" "batch $work/two words.csv --shard auto/8 --at 2016-10-26T18:00:00Z --jobs 4 --unsigned --map m.yaml --store s --out $work/night/shard-2" \
  "$(cat "$work/words")"
exit $((faults > 0))
