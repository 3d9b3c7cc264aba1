# shellcheck shell=bash
# A Slurm cluster of one machine on loopback: everything of it is in the folder $1 of start_slurm, and ends with stop_slurm.
# To be sourced. The machine says that it has eight processors, so that eight tasks are at work at once.

slurm_daemons=(munged slurmctld slurmd)

# free_port: a port of loopback on which nobody listens
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

# start_slurm FOLDER: sets SLURM_CONF; prints why when it does not come up
start_slurm() {
  slurm=$1
  local host
  host=$(hostname -s)
  mkdir -p "$slurm/state"
  chmod 755 "$slurm"  # munged refuses a folder that others may write into
  (umask 277 && head -c 1024 /dev/urandom >"$slurm/key")
  cat >"$slurm/slurm.conf" <<TEXT
ClusterName=engross
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$slurm/munge.sock
CredType=cred/munge
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
StateSaveLocation=$slurm/state
SlurmdSpoolDir=$slurm/spool.%n
SlurmctldPidFile=$slurm/slurmctld.pid
SlurmdPidFile=$slurm/slurmd.pid
SlurmctldLogFile=$slurm/slurmctld.log
SlurmdLogFile=$slurm/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
ReturnToService=2
SlurmdParameters=config_overrides
MinJobAge=86400
KillWait=60
NodeName=$host NodeAddr=127.0.0.1 CPUs=8 RealMemory=8000
PartitionName=letters Nodes=$host Default=YES State=UP
TEXT
  export SLURM_CONF=$slurm/slurm.conf
  munged --force --key-file="$slurm/key" --socket="$slurm/munge.sock" --pid-file="$slurm/munged.pid" \
    --log-file="$slurm/munged.log" --seed-file="$slurm/munge.seed" || return 1
  slurmctld || return 1
  slurmd || return 1
  local waited
  for ((waited = 0; waited < 120; waited++)); do
    [ "$(sinfo -h -o %t 2>/dev/null)" = idle ] && return 0
    sleep 0.5
  done
  echo "the node did not become idle within a minute:"
  tail -n 20 "$slurm"/*.log
  return 1
}

# stop_slurm: ends what start_slurm began, by its process ids; says what would not end
stop_slurm() {
  [ -n "${slurm:-}" ] || return 0
  local name pid waited pids=()
  for name in "${slurm_daemons[@]}"; do
    pid=$(cat "$slurm/$name.pid" 2>/dev/null) || continue
    [ "$(cat "/proc/$pid/comm" 2>/dev/null)" != "$name" ] || pids+=("$pid")
  done
  scancel --quiet --state=PENDING,RUNNING --user=root >/dev/null 2>&1
  scontrol shutdown >/dev/null 2>&1
  for pid in "${pids[@]}"; do
    for ((waited = 0; waited < 40; waited++)); do
      kill -0 "$pid" 2>/dev/null || continue 2
      [ "$waited" -ne 8 ] || kill -TERM "$pid"  # munged has no shutdown of its own
      [ "$waited" -ne 32 ] || kill -KILL "$pid"
      sleep 0.25
    done
    echo "process $pid of the cluster would not end"
  done
}

# job_field JOB FIELD: of one task, such as job_field 2_3 JobState
job_field() { scontrol show job "$1" -o 2>/dev/null | tr ' ' '\n' | sed -n "s/^$2=//p" | head -1; }
