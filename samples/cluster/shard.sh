#!/usr/bin/env bash
# One shard of a batch, as one task of a cluster's array: it begins the shard's run, or goes on where a task before it stopped.
#
#   shard.sh OUT EXPORT --shard auto/8 [other options of engross batch]
#
# The run is in OUT/shard-K; K is the task's number, which Slurm, Kubernetes or AWS Batch give it, from 0. Every task of a run is
# given the same words. Ends with
#   0    each case of the shard has its end; refused ones are in OUT/shard-K/refused.*
#   130  it was told to stop (SIGTERM) and has finished what it had begun: the next task goes on
#   or with engross's own code. Where starting again may help (3: the disk is full, or another task is at work on this shard; 128
#   and more: it was killed), Slurm is asked to; Kubernetes sees the code and does it by itself.
# SIGUSR1 says that the task's time is nearly over: it stops as above and asks Slurm for another.
#
# Environment: ENGROSS, the program (engross); TRIES, how often Slurm is asked (10).
set -u
say() { echo "shard.sh: $*" >&2; }

[ $# -ge 2 ] || { say "write: shard.sh OUT EXPORT --shard auto/8 [other options of engross batch]"; exit 2; }
folder=$1
shift
index=${SLURM_ARRAY_TASK_ID:-${JOB_COMPLETION_INDEX:-${AWS_BATCH_JOB_ARRAY_INDEX:-}}}
[ -n "$index" ] || { say "none of SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX and AWS_BATCH_JOB_ARRAY_INDEX is set: this is no task of an array"; exit 2; }
out=$folder/shard-$index

# Some clusters send SIGTERM to this script alone and others to every process of the task. engross takes a second one as "at
# once", so it is passed on only where engross has not heard it by itself.
told='' later=''
on_term() {
  told=TERM
  (sleep 3 && kill -TERM "$engross") 2>/dev/null &
  later=$!
}
on_usr1() {
  told=USR1
  kill -TERM "$engross" 2>/dev/null
}

again() {
  local restarts=${SLURM_RESTART_COUNT:-0}
  [ -n "${SLURM_ARRAY_JOB_ID:-}" ] || return
  [ "$restarts" -lt "${TRIES:-10}" ] || { say "was started again $restarts times: no more"; return; }
  say "asks Slurm to start it again"
  scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"  # which also ends this script
}

resume=()
[ ! -e "$out/ledger.sqlite" ] || resume=(--resume)
say "task $index on $(hostname) at $(date -u +%FT%TZ): ${resume[*]:-begin} $out"
"${ENGROSS:-engross}" batch "$@" --out "$out" "${resume[@]}" &
engross=$!
trap on_term TERM
trap on_usr1 USR1
while :; do
  before=$told
  wait "$engross"
  code=$?
  [ "$told" != "$before" ] || break  # otherwise it was a signal that ended the waiting
done
trap - TERM USR1
[ -z "$later" ] || kill "$later" 2>/dev/null
say "task $index at $(date -u +%FT%TZ): engross ended with $code${told:+ after SIG$told}"

case $code in
  0) ;;
  4) say "some cases were refused: $out/refused.*"; code=0 ;;
  130) [ "$told" != USR1 ] || again ;;
  3) again ;;
  *) [ "$code" -lt 128 ] || again ;;
esac
exit "$code"
