#!/bin/bash
# From a bare Debian 12 with a Swift toolchain to a running cluster, and its story told while it is measured: three
# coordinators and five agents as separate processes over real sockets. Ends by itself and leaves nothing running; exit code
# 0 only if every step was true.
#
#   deploy/quickstart.sh [--rounds N] [--keep DIR]
#
# --rounds N   how often each fault is measured (5)
# --keep DIR   keep configurations, logs and shared storage there (they are removed otherwise)
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=5
keep=
while (($#)); do
    case $1 in
    --rounds) rounds=${2:?--rounds takes a number}; shift 2 ;;
    --keep) keep=${2:?--keep takes a directory}; shift 2 ;;
    *) sed -n '2,9p' "$0" >&2; exit 2 ;;
    esac
done

started=$(date +%s)
say() { printf '\n\033[1m[%3ds] %s\033[0m\n' $(($(date +%s) - started)) "$*"; }
tell() { printf '       %s\n' "$*"; }
fail() { printf '\n[quickstart] FAILED: %s\n' "$*" >&2; exit 1; }
now_ms() { echo $(($(date +%s%N) / 1000000)); }
median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : int((v[NR / 2] + v[NR / 2 + 1]) / 2) }'; }

((EUID == 0)) || fail "run it as root: every task gets a PID namespace of its own, which the kernel gives to root only"

# --- Build -----------------------------------------------------------------------------------------------------------------
say "Installing what is needed and building (release)"
deploy/packages.sh
# Shows how far the build is every few seconds, and errors at once.
build() {
    swift build -c release --product "$1" 2>&1 | awk -v product="$1" '
        /error:|warning:/ { print; fflush() }
        /^\[/ && systime() - shown >= 5 { shown = systime(); printf "       %s %s\n", product, $1; fflush() }
        { last = $0 }
        END { print "       " last }'
}
build muster
build muster-agent
build muster-coordinator
bin=$(swift build -c release --show-bin-path)

# --- The place -------------------------------------------------------------------------------------------------------------
dir=${keep:-$(mktemp -d /tmp/muster-quickstart.XXXXXX)}
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
shared=$dir/shared
mkdir -p "$shared" "$dir/log" "$dir/jobs"
cluster=$dir/cluster
nodes=(node-1 node-2 node-3 node-4 node-5)
tag=mq$$
declare -A pid
use_namespaces=

# Every server in a network namespace of its own, where the kernel lets us: then a link can be cut as a power failure does
# it, without a closing packet. Otherwise everything talks over loopback and killing must do.
core=$tag-core
namespaces_up() {
    ip netns add "$core" 2>/dev/null || return 1
    ip -n "$core" link set lo up && ip -n "$core" link add br0 type bridge && ip -n "$core" addr add 10.77.0.1/24 dev br0 \
        && ip -n "$core" link set br0 up || return 1
    local i=0
    for node in "${nodes[@]}"; do
        i=$((i + 1))
        ip netns add "$tag-$node" && ip -n "$tag-$node" link set lo up || return 1
        ip -n "$core" link add "v$i" type veth peer name eth0 netns "$tag-$node" || return 1
        ip -n "$core" link set "v$i" master br0 up || return 1
        ip -n "$tag-$node" addr add "10.77.0.1$i/24" dev eth0 && ip -n "$tag-$node" link set eth0 up || return 1
    done
}
namespaces_down() {
    local name
    for name in $(ip netns list 2>/dev/null | awk '{ print $1 }' | grep "^$tag-" || true); do ip netns delete "$name" || true; done
}

# Everything on a server: its agent, and the supervisors, whose tasks die with them. Found by the directories in their
# arguments; every process is ended by its number.
server_processes() {
    echo "${pid[$1]:-}"
    pgrep -f "^muster-supervisor $cluster/agents/$1/" || true
}

cleanup() {
    local code=$?
    trap - EXIT INT TERM
    for name in "${!pid[@]}"; do kill "${pid[$name]}" 2>/dev/null || true; done
    for node in "${nodes[@]}"; do
        for process in $(server_processes "$node"); do kill -9 "$process" 2>/dev/null || true; done
    done
    for name in "${!pid[@]}"; do kill -9 "${pid[$name]}" 2>/dev/null || true; done
    namespaces_down
    if ((code != 0)); then
        echo "--- last lines of the logs ($dir/log)" >&2
        tail -n 5 "$dir"/log/*.log >&2 || true
    fi
    [[ -n $keep ]] || rm -rf "$dir"
    exit "$code"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

if namespaces_up; then
    use_namespaces=1
    host=10.77.0.1
    in_core=(ip netns exec "$core")
    tell "every server has a network namespace of its own"
else
    namespaces_down
    host=127.0.0.1
    in_core=()
    tell "no network namespaces here: everything over loopback, servers are lost by killing alone"
fi
in_server() { [[ -n $use_namespaces ]] && echo "ip netns exec $tag-$1" || true; }

base=$((20000 + $$ % 8000))
muster() { "${in_core[@]}" "$bin/muster" --config "$cluster/admin/client.conf" "$@"; }

start_coordinator() {
    "${in_core[@]}" "$bin/muster-coordinator" --config "$cluster/coordinators/c$1/coordinator.conf" \
        >>"$dir/log/coordinator-$1.log" 2>&1 &
    pid[c$1]=$!
    disown # the shell would print a line when it is killed
}
start_agent() {
    # shellcheck disable=SC2046
    $(in_server "$1") "$bin/muster-agent" --config "$cluster/agents/$1/agent.conf" >>"$dir/log/agent-$1.log" 2>&1 &
    pid[$1]=$!
    disown
}
link() { # link down|up of a server, as a pulled cable
    [[ -n $use_namespaces ]] || return 0
    ip -n "$core" link set "v${1#node-}" "$2"
}
lose() { # a server is lost: link first, then everything on it, then its directory
    link "$1" down
    local process
    for process in $(server_processes "$1"); do kill -9 "$process" 2>/dev/null || true; done
    ended() { ! kill -0 "$1" 2>/dev/null; }
    until_true 5 "the agent of $1 ends" ended "${pid[$1]}"
    rm -rf "$cluster/agents/$1/state"
}
bring_back() { link "$1" up; start_agent "$1"; }

until_true() { # until_true SECONDS WHAT COMMAND...: polls, fails with WHAT
    local limit=$(($(now_ms) + $1 * 1000)) what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        (($(now_ms) < limit)) || fail "$what (waited as long as it may take)"
        sleep 0.02
    done
}
field() { # field PYTHON-EXPRESSION: of the JSON on standard input
    python3 -c 'import json,sys; d=json.load(sys.stdin); r=eval(sys.argv[1]); print("" if r is None else r)' "$1"
}
ready_nodes() { muster node list -o json | field 'sum(n["state"]=="ready" for n in d["nodes"])'; }
leader() { muster cluster status -o json | field 'd["leader"]'; }
node_of() { muster job show "$1" -o json | field 'd["jobs"][0]["allocations"][0]["node"]'; }
state_of() { muster job show "$1" -o json | field 'd["jobs"][0]["state"]'; }
is_ready() { [[ $(ready_nodes) == "$1" ]]; }
is_state() { [[ $(state_of "$1") == "$2" ]]; }

# --- The cluster -----------------------------------------------------------------------------------------------------------
say "A cluster of three coordinators and five servers, one of them a standby"
coordinators=()
for i in 1 2 3; do coordinators+=(--coordinator "$host:$((base + i * 10))"); done
"$bin/muster" cluster init --directory "$cluster" --name quickstart "${coordinators[@]}" \
    $(printf -- '--agent %s ' "${nodes[@]}") --cpu 2 --memory 1Gi --brake-floor 10
for i in 1 2 3; do start_coordinator $i; done
for node in "${nodes[@]}"; do start_agent "$node"; done
until_true 30 "five servers become ready" is_ready 5
muster pool set spare node-5
muster node list
muster cluster status

say "A service with three replicas"
sed "s#/srv/muster/examples#$PWD/examples#" examples/web.yaml >"$dir/jobs/web.yaml"
muster job run "$dir/jobs/web.yaml"
until_true 20 "the service runs" is_state web running
muster job show web

say "A batch job of low priority fills what is left"
sed -e 's/cpu: 500m/cpu: 1500m/' examples/batch.yaml >"$dir/jobs/batch.yaml"
muster job run "$dir/jobs/batch.yaml"
until_true 20 "the batch job runs" is_state fill running

say "A training job of high priority takes the place of one of its tasks"
expected=$(python3 examples/train/train.py --checkpoint-dir "$dir/undisturbed" --token 1.1 | sed -n 's/.*final loss \([0-9.]*\).*/\1/p')
[[ -n $expected ]] || fail "the undisturbed training run printed no final loss"
tell "undisturbed, it ends with loss $expected"
sed -e "s#/srv/muster/examples#$PWD/examples#" -e "s#/srv/muster/shared#$shared#" -e 's/cpu: 500m/cpu: 1500m/' \
    -e 's/"--seconds-per-epoch", "0.5"/"--seconds-per-epoch", "0.3"/' examples/train.yaml >"$dir/jobs/train.yaml"
muster job run "$dir/jobs/train.yaml"
until_true 30 "the training job runs" is_state train-iris running
muster job list
preempted=$(muster job show fill -o json | field 'sum("preempted" in (a["end"] + " ".join(a["history"])) for a in d["jobs"][0]["allocations"])')
((preempted >= 1)) || fail "no task of the batch job was preempted"
tell "$preempted task of the batch job was preempted, and waits"
muster job why fill | head -n 12

say "The server that trains is lost: link cut, everything killed, directory deleted"
has_checkpoint() { compgen -G "$shared/train-iris/checkpoint-*" >/dev/null; }
until_true 30 "a first checkpoint reaches shared storage" has_checkpoint
victim=$(node_of train-iris)
lose "$victim"
cut=$(now_ms)
tell "$victim is gone"
moved() { local node; node=$(node_of train-iris); [[ -n $node && $node != "$victim" ]] && is_state train-iris running; }
until_true 15 "the training job runs elsewhere" moved
tell "after $(($(now_ms) - cut)) ms it runs on $(node_of train-iris)"
[[ $(node_of train-iris) == node-5 ]] || fail "it should run on the standby node-5, and runs on $(node_of train-iris)"
resumed() { muster job logs train-iris | grep -q 'resumed from epoch'; }
until_true 15 "the training job resumes from its checkpoint" resumed
muster job logs train-iris | grep -m 1 'resumed from'
bring_back "$victim"
until_true 20 "the server comes back" is_ready 5
until_true 90 "the training job completes" is_state train-iris complete
final=$(muster job logs train-iris | sed -n 's/.*final loss \([0-9.]*\).*/\1/p' | tail -n 1)
[[ $final == "$expected" ]] || fail "its final loss is $final; undisturbed it is $expected"
tell "final loss $final, the same as undisturbed"
muster job stop fill

# --- Measured --------------------------------------------------------------------------------------------------------------
say "Measuring $rounds times: a server is lost, until the replacement's own first output (lease 5 s)"
cat >"$dir/jobs/probe.yaml" <<SPEC
job: probe
type: service
priority: 90
command: ["/bin/sh", "-c", "date +%s%N >$shared/probe-\$MUSTER_TOKEN; exec sleep 3600"]
resources: { cpu: 100m, memory: 16Mi }
lease: 5s
SPEC
muster job run "$dir/jobs/probe.yaml"
until_true 20 "the probe runs" is_state probe running
lost_ms=()
for ((round = 1; round <= rounds; round++)); do
    victim=$(node_of probe)
    before=$(ls "$shared" | grep -c '^probe-')
    cut=$(date +%s%N)
    lose "$victim"
    more() { (($(ls "$shared" | grep -c '^probe-') > before)); }
    until_true 20 "the probe runs elsewhere" more
    newest=$(ls -t "$shared"/probe-* | head -n 1)
    until_true 5 "the probe has written" test -s "$newest"
    lost_ms+=($((($(cat "$newest") - cut) / 1000000)))
    tell "round $round: $victim lost, replacement after ${lost_ms[-1]} ms"
    bring_back "$victim"
    until_true 20 "the server comes back" is_ready 5
    until_true 20 "the probe runs" is_state probe running
done

say "Measuring $rounds times: kill -9 of the leader, until the next write is accepted"
leader_ms=()
for ((round = 1; round <= rounds; round++)); do
    old=$(leader)
    sed "s/^job: probe/job: write-$round/; s/^type: service/type: batch/; s/sleep 3600/true/" "$dir/jobs/probe.yaml" \
        >"$dir/jobs/write.yaml"
    kill -9 "${pid[c$old]}"
    cut=$(now_ms)
    muster job run "$dir/jobs/write.yaml" >/dev/null || fail "the write after the leader's death was refused"
    leader_ms+=($(($(now_ms) - cut)))
    tell "round $round: member $old killed, next write accepted after ${leader_ms[-1]} ms; member $(leader) leads"
    start_coordinator "$old"
    lines=$(grep -c 'follows member' "$dir/log/coordinator-$old.log" || true)
    again() { (($(grep -c 'follows member' "$dir/log/coordinator-$old.log") > lines)); }
    until_true 10 "member $old follows again" again
done

say "Measuring $rounds times: a fleet command on all five servers"
exec_ms=()
muster exec -t '*' -- hostname
for ((round = 1; round <= rounds; round++)); do
    begun=$(now_ms)
    muster exec -t '*' -- true >/dev/null || fail "the fleet command did not succeed on every server"
    exec_ms+=($(($(now_ms) - begun)))
done

anonymous_kib() { awk '/^RssAnon/ { print $2 }' "/proc/$1/status"; }
resident_kib() { awk '/^VmRSS/ { print $2 }' "/proc/$1/status"; }
agent_kib=$(for node in "${nodes[@]}"; do anonymous_kib "${pid[$node]}"; done | median)
coordinator_kib=$(for i in 1 2 3; do resident_kib "${pid[c$i]}"; done | median)

lost=$(printf '%s\n' "${lost_ms[@]}" | median)
led=$(printf '%s\n' "${leader_ms[@]}" | median)
ran=$(printf '%s\n' "${exec_ms[@]}" | median)
say "What was measured (medians of $rounds)"
printf '       %-66s %10s  %s\n' "server lost -> replacement's own first output (lease 5 s)" "$lost ms" "(< 6000)"
printf '       %-66s %10s  %s\n' "leader killed -> next accepted write (whole command)" "$led ms" "(< 400)"
printf '       %-66s %10s  %s\n' "fleet command on five servers (whole command)" "$ran ms" "(< 100)"
printf '       %-66s %10s  %s\n' "memory of an agent, anonymous" "$agent_kib KiB" "(< 5120)"
printf '       %-66s %10s\n' "memory of a coordinator, resident" "$coordinator_kib KiB"
((lost < 6000)) || fail "a lost server took $lost ms"
((led < 400)) || fail "a killed leader took $led ms"
((ran < 100)) || fail "a fleet command took $ran ms"
((agent_kib < 5120)) || fail "an agent takes $agent_kib KiB"

say "Ending everything"
muster job stop web
muster job stop probe
stopped() { is_state web stopped && is_state probe stopped; }
until_true 30 "the services stop" stopped
muster audit list | tail -n 5
say "Every step was true. Next: \`muster dev\` for a playground, README.md for a first job of your own."
