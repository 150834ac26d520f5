#!/bin/bash
# Tries the Debian packages as an operator uses them, on five small servers of this machine: Debian in namespaces of their own,
# each with systemd as its first process and a network address, joined by a bridge. Three become coordinators and two agents;
# a job runs; packages are upgraded under it; a server is set up anew; everything is purged. Ends by itself and leaves
# nothing but the base system in .build; exit code 0 only if every step was true.
#
#   deploy/try-packages.sh [--packages DIR] [--by-files] [--keep DIR]
#
# --packages DIR  the packages (.build/packages, which deploy/package.sh fills)
# --by-files      `muster cluster init` writes every machine's files, which are copied, instead of joining with tokens
# --keep DIR      keep the servers' files and journals there (they are removed otherwise)
#
# Needs root, network, PID, mount and cgroup namespaces, overlayfs and a mounted cgroup2 hierarchy. The base system is made
# once, by debootstrap; MUSTER_MIRROR names a Debian mirror for it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C.UTF-8

# --- A server's first process, before it becomes systemd -------------------------------------------------------------------
if [[ ${1-} == --boot ]]; then
    root=$2 shared=$3 note=$4
    # Still the outer /proc: the number by which this process is known outside.
    read -r pid _ </proc/self/stat
    mount --make-rprivate /
    mount -t proc proc "$root/proc"
    # The kernel's settings are not this server's.
    mount --bind "$root/proc/sys" "$root/proc/sys"
    mount -o remount,bind,ro "$root/proc/sys"
    mount -t sysfs -o ro sysfs "$root/sys"
    mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
    mount -t tmpfs -o mode=755,nosuid dev "$root/dev"
    for device in null zero full random urandom tty; do
        touch "$root/dev/$device"
        mount --bind "/dev/$device" "$root/dev/$device"
    done
    mkdir "$root/dev/pts" "$root/dev/shm"
    mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$root/dev/pts"
    mount -t tmpfs -o mode=1777 shm "$root/dev/shm"
    ln -s pts/ptmx "$root/dev/ptmx"
    ln -s /proc/self/fd "$root/dev/fd"
    mount -t tmpfs -o mode=755 run "$root/run"
    mkdir -p "$root/srv/muster" "$root/run/outside"
    mount --bind "$shared" "$root/srv/muster"
    cd "$root"
    # A root of its own, and not chroot: from there no user namespaces could be made, which units ask for.
    pivot_root . run/outside
    echo "$pid" >"run/outside$note"
    exec chroot . /bin/sh -c 'umount -l /run/outside; rmdir /run/outside
        exec env -i container=lxc PATH=/usr/sbin:/usr/bin:/sbin:/bin /sbin/init'
fi

packages=.build/packages
by_files=
keep=
while (($#)); do
    case $1 in
    --packages) packages=${2:?--packages takes a directory}; shift 2 ;;
    --by-files) by_files=1; shift ;;
    --keep) keep=${2:?--keep takes a directory}; shift 2 ;;
    *) sed -n '2,15p' "$0" >&2; exit 2 ;;
    esac
done

# Mounts are this script's own, and end with it however it ends.
if [[ ${MUSTER_TRY_INSIDE-} != "$PPID" ]]; then
    ((EUID == 0)) || { echo "try-packages.sh: run it as root: it makes namespaces and mounts" >&2; exit 1; }
    words=(--packages "$packages")
    [[ -z $by_files ]] || words+=(--by-files)
    [[ -z $keep ]] || words+=(--keep "$keep")
    MUSTER_TRY_INSIDE=$$ unshare --mount --propagation private "$BASH" "$0" "${words[@]}" &
    child=$!
    trap 'kill -TERM $child 2>/dev/null' INT TERM
    code=0
    wait $child || code=$?
    # A signal to this script ends `wait` before the other has cleaned up.
    while kill -0 $child 2>/dev/null; do wait $child || code=$?; done
    exit "$code"
fi

began=$SECONDS
say() { printf '\n\033[1m[%3ds] %s\033[0m\n' $((SECONDS - began)) "$*"; }
tell() { printf '       %s\n' "$*"; }
fail() { printf '\n[try-packages] FAILED: %s\n' "$*" >&2; exit 1; }
now_ms() { echo $(($(date +%s%N) / 1000000)); }

coordinators=(c1 c2 c3)
agents=(a1 a2)
servers=("${coordinators[@]}" "${agents[@]}")
declare -A address=([c1]=10.77.0.1 [c2]=10.77.0.2 [c3]=10.77.0.3 [a1]=10.77.0.11 [a2]=10.77.0.12)
declare -A init=()
helpers=()
tag=mtp$$
base=.build/debian-base
dir=${keep:-$(mktemp -d /var/tmp/muster-packages.XXXXXX)}
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
if [[ -n $(ls -A "$dir") ]]; then
    echo "try-packages.sh: $dir is not empty: name another directory with --keep" >&2
    exit 2
fi
shared=$dir/shared
mkdir -p "$shared"
groups=

cleanup() {
    local code=$? server helper
    trap - EXIT INT TERM
    if ((code != 0)); then
        for server in "${servers[@]}"; do
            [[ -n ${init[$server]-} ]] || continue
            echo "--- $server, the last of its journal" >&2
            on "$server" journalctl --no-pager -q -n 12 -o cat -u 'muster*' >&2 2>/dev/null || true
        done
    fi
    for helper in "${helpers[@]}"; do kill "$helper" 2>/dev/null || true; done
    for server in "${!init[@]}"; do power_off "$server"; done
    ip netns delete "$tag-core" 2>/dev/null || true
    [[ -z $groups ]] || without_groups "$groups" || echo "try-packages.sh: $groups could not be removed" >&2
    [[ -n $keep ]] || rm -rf "$dir"
    exit "$code"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

until_true() { # until_true SECONDS WHAT COMMAND...: polls, fails with WHAT
    local limit=$(($(now_ms) + $1 * 1000)) what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        (($(now_ms) < limit)) || fail "$what (waited as long as it may take)"
        sleep 0.1
    done
}

# --- The servers -----------------------------------------------------------------------------------------------------------
make_base() {
    [[ ! -e $base/.complete ]] || return 0
    say "Making the base system, once ($base)"
    deploy/packages.sh debootstrap
    rm -rf "$base"
    debootstrap --variant=minbase --include=systemd-sysv,python3,procps bookworm "$base" ${MUSTER_MIRROR:+"$MUSTER_MIRROR"} \
        >"$dir/debootstrap.log" 2>&1 || { tail -n 5 "$dir/debootstrap.log" >&2; fail "no base system could be made"; }
    # What the packages depend on is fetched once, so that no mirror is measured below.
    chroot "$base" apt-get install -y -q --download-only libzmq5 libprotobuf-c1 >>"$dir/debootstrap.log" 2>&1 || true
    : >"$base/.complete"
}

boot() { # boot SERVER: from its own disk, which is empty at first
    local server=$1 place=$dir/$1 group=$groups/$1
    mkdir -p "$place"/{disk,work,root} "$group"
    mountpoint -q "$place/root" ||
        mount -t overlay -o "lowerdir=$base,upperdir=$place/disk,workdir=$place/work" overlay "$place/root"
    echo "$server" >"$place/root/etc/hostname"
    rm -f "$place/pid"
    (
        echo $BASHPID >"$group/cgroup.procs"
        exec nsenter --net="/run/netns/$tag-$server" unshare --fork --pid --mount --uts --ipc --cgroup \
            "$BASH" "$PWD/deploy/try-packages.sh" --boot "$place/root" "$shared" "$place/pid"
    ) >"$place/console" 2>&1 </dev/null &
    disown
    until_true 10 "$server does not begin" test -s "$place/pid"
    init[$server]=$(<"$place/pid")
    is_up() { [[ $(on "$server" systemctl is-system-running) =~ ^(running|degraded)$ ]]; }
    until_true 60 "systemd of $server does not come up" is_up
    [[ $(on "$server" systemctl is-system-running) == running ]] || fail "$server: $(on "$server" systemctl --failed --no-pager)"
}
power_off() { # at once, with everything that runs there
    local server=$1
    kill -9 "${init[$server]}" 2>/dev/null || true
    gone() { [[ ! -e /proc/${init[$server]}/exe ]]; }
    until_true 10 "$server does not end" gone || true
    unset "init[$server]"
    umount "$dir/$server/root" 2>/dev/null || umount -l "$dir/$server/root" 2>/dev/null || true
    ip netns delete "$tag-$server" 2>/dev/null || true
    without_groups "$groups/$server" || true
}
without_groups() { # without_groups DIR: ends what is left there, and removes the control groups
    local try
    for ((try = 0; try < 50; try++)); do
        [[ -d $1 ]] || return 0
        echo 1 >"$1/cgroup.kill" 2>/dev/null || true
        find "$1" -depth -type d -exec rmdir {} + 2>/dev/null && return 0
        sleep 0.1
    done
    return 1
}
plug_in() { # plug_in SERVER: a network of its own, at the bridge
    local server=$1
    ip netns add "$tag-$server"
    ip -n "$tag-$server" link set lo up
    ip -n "$tag-core" link add "$server" type veth peer name eth0 netns "$tag-$server"
    ip -n "$tag-core" link set "$server" master br0 up
    ip -n "$tag-$server" addr add "${address[$server]}/24" dev eth0
    ip -n "$tag-$server" link set eth0 up
}
inside=(env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive)
on() { # on SERVER COMMAND...: as its administrator
    local server=$1
    shift
    nsenter -t "${init[$server]}" --mount --uts --ipc --net --pid --cgroup --root --wd -- "${inside[@]}" "$@"
}
apt_on() { # apt_on SERVER WORDS...: with this machine's network, since the servers reach each other only
    local server=$1 log=$dir/$1/apt.log
    shift
    nsenter -t "${init[$server]}" --mount --uts --ipc --pid --cgroup --root --wd -- "${inside[@]}" \
        apt-get -y -q --no-install-recommends "$@" >>"$log" 2>&1 </dev/null || { tail -n 20 "$log" >&2; fail "apt-get $* on $server"; }
}
install_on() { # install_on SERVER FILE...
    local server=$1 file files=()
    shift
    mkdir -p "$dir/$server/root/var/tmp/packages"
    for file in "$@"; do
        cp "$file" "$dir/$server/root/var/tmp/packages/"
        files+=("/var/tmp/packages/${file##*/}")
    done
    apt_on "$server" install "${files[@]}"
    rm -r "$dir/$server/root/var/tmp/packages"
}
muster() { on c1 muster "$@"; }
field() { # field PYTHON-EXPRESSION: of the JSON on standard input
    python3 -c 'import json,sys; d=json.load(sys.stdin); r=eval(sys.argv[1]); print("" if r is None else r)' "$1"
}
status_line() { on "$1" systemctl show -p StatusText --value "$2"; }

# Everything on a server's disk but what any installation of a package leaves: the package manager's own books and caches, the
# journal, and systemd's books.
files_of() {
    on "$1" find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /srv/muster -o -path /tmp \
        -o -path /var/tmp -o -path /var/cache -o -path /var/lib/dpkg -o -path /var/lib/apt -o -path /var/log/apt \
        -o -path /var/log/journal -o -path /var/lib/systemd -o -name dpkg.log -o -path /etc/passwd- -o -path /etc/group- \
        -o -path /etc/shadow- -o -path /etc/gshadow- -o -path /etc/ld.so.cache \) -prune -o -print | sort
    on "$1" cat /etc/passwd /etc/group
}

# --- The packages, and the same once more as a newer version ---------------------------------------------------------------
declare -A package newer
for name in muster muster-agent muster-coordinator; do
    found=("$packages/${name}_"*.deb)
    [[ -f ${found[0]} && ${#found[@]} == 1 ]] || fail "there is not exactly one $name in $packages: run deploy/package.sh"
    package[$name]=${found[0]}
done
repack() {
    local name=$1 place=$dir/repack version
    rm -rf "$place"
    dpkg-deb -R "${package[$name]}" "$place"
    version=$(dpkg-deb -f "${package[$name]}" Version)+again
    sed -i "s/^Version: .*/Version: $version/" "$place/DEBIAN/control"
    # A program that differs, as a newer one does: what is running must not be needed again.
    printf 'again' >>"$place/usr/bin/$name"
    mkdir -p "$dir/newer"
    newer[$name]=$dir/newer/${name}_$version.deb
    dpkg-deb --root-owner-group -Znone -b "$place" "${newer[$name]}" >/dev/null
    rm -rf "$place"
}
for name in muster-agent muster-coordinator; do repack $name; done
make_base

hierarchy=$(findmnt -t cgroup2 -n -o TARGET | head -n 1)
[[ -n $hierarchy ]] || fail "no cgroup2 hierarchy is mounted here"
groups=$hierarchy/$tag
mkdir "$groups"
say "Starting five servers"
ip netns add "$tag-core"
ip -n "$tag-core" link add br0 type bridge
ip -n "$tag-core" link set br0 up
for server in "${servers[@]}"; do
    plug_in "$server"
    boot "$server"
    files_of "$server" >"$dir/$server/files.before"
done
tell "systemd runs on ${servers[*]}"

# --- From the first package to the first job -------------------------------------------------------------------------------
say "Installing the packages"
first=$(now_ms)
install_on c1 "${package[muster]}" "${package[muster-coordinator]}"
installs=()
for server in c2 c3; do install_on "$server" "${package[muster-coordinator]}" & installs+=($!); done
for server in "${agents[@]}"; do install_on "$server" "${package[muster-agent]}" & installs+=($!); done
for one in "${installs[@]}"; do wait "$one" || fail "a package could not be installed"; done
for server in "${servers[@]}"; do
    unit=muster-coordinator
    [[ "$server" != a* ]] || unit=muster-agent
    [[ $(on "$server" systemctl is-enabled $unit) == enabled ]] || fail "$unit is not enabled on $server"
    [[ $(on "$server" systemctl is-active $unit || true) == inactive ]] || fail "$unit runs on $server without a configuration"
done
tell "installed; nothing runs before there is a configuration"

form_by_files() {
    local server place number=0 list=() target
    for server in "${coordinators[@]}"; do list+=(--coordinator "${address[$server]}:7400"); done
    muster cluster init --directory /root/cluster --agent a1,a2 "${list[@]}" >/dev/null
    place=$dir/c1/root/root/cluster
    for server in "${coordinators[@]}"; do
        number=$((number + 1))
        target=$dir/$server/root
        install -m 600 "$place/coordinators/c$number/key" "$target/etc/muster/coordinator.key"
        sed -e 's#^directory = .*#directory = /var/lib/muster/coordinator#' -e 's#^key_file = .*#key_file = /etc/muster/coordinator.key#' \
            "$place/coordinators/c$number/coordinator.conf" >"$target/etc/muster/coordinator.conf"
        mkdir -p "$target/var/lib/muster/coordinator"
        touch "$target/var/lib/muster/coordinator/new-store"
    done
    for server in "${agents[@]}"; do agent_files "$server"; done
    install -m 600 "$place/admin/key" "$dir/c1/root/etc/muster/client.key"
    sed 's#^key_file = .*#key_file = /etc/muster/client.key#' "$place/admin/client.conf" >"$dir/c1/root/etc/muster/client.conf"
    for server in "${coordinators[@]}"; do on "$server" systemctl start muster-coordinator; done
    for server in "${agents[@]}"; do on "$server" systemctl start muster-agent; done
}
agent_files() {
    local server=$1 place=$dir/c1/root/root/cluster/agents/$1 target=$dir/$1/root
    install -m 600 "$place/key" "$target/etc/muster/agent.key"
    sed -e 's#^directory = .*#directory = /var/lib/muster/agent#' -e 's#^key_file = .*#key_file = /etc/muster/agent.key#' \
        "$place/agent.conf" >"$target/etc/muster/agent.conf"
}

# token_for SERVER WORDS...: a token made on c1, in the file /root/token of that server.
token_for() {
    local server=$1
    shift
    (umask 077 && muster token create "$@" >"$dir/token")
    install -m 600 "$dir/token" "$dir/$server/root/root/token"
    rm "$dir/token"
}
voters() { muster coordinator list -o json | field 'sum(m["standing"] == "voter" for m in d["members"])'; }
have_voters() { [[ $(voters) == "$1" ]]; }
form_by_tokens() {
    local server
    on c1 muster cluster init --install --coordinator "${address[c1]}:7400"
    on c1 systemctl start muster-coordinator
    until_true 20 "the first coordinator leads" muster status
    for server in c2 c3; do
        token_for "$server" --coordinator
        on "$server" muster-coordinator join "${address[c1]}" --token-file /root/token --address "${address[$server]}"
        on "$server" systemctl start muster-coordinator
        until_true 40 "$server votes" have_voters "${server#c}"
        rm -f "$dir/$server/root/root/token"
    done
    token_for a1 --uses 2 --label rack=r1
    cp -p "$dir/a1/root/root/token" "$dir/a2/root/root/token"
    for server in "${agents[@]}"; do
        on "$server" muster-agent join "${address[c1]}" --token-file /root/token
        on "$server" systemctl start muster-agent
        rm -f "$dir/$server/root/root/token"
    done
}

say "Forming the cluster"
if [[ -n $by_files ]]; then form_by_files; else form_by_tokens; fi
ready() { [[ $(muster node list -o json | field 'sum(n["state"] == "ready" for n in d["nodes"])') == 2 ]]; }
until_true 60 "both servers are ready" ready
muster coordinator list
muster node list
for server in "${servers[@]}"; do
    unit=muster-coordinator
    [[ "$server" != a* ]] || unit=muster-agent
    tell "$server: $(status_line "$server" $unit)"
done
owner=$(on c2 stat -c '%U %a' /etc/muster/coordinator.key)
[[ $owner == "muster 600" ]] || fail "the coordinator's key is of '$owner'"
[[ $(on c2 ps -o user= -C muster-coordinator) == muster ]] || fail "the coordinator does not run as muster"

for server in "${servers[@]}"; do
    program=muster-coordinator
    [[ $server != a* ]] || program=muster-agent
    if [[ $(on "$server" $program --help) == *"$program check"* ]]; then
        on "$server" $program check >"$dir/$server/check" 2>&1 || tell "$program check on $server finds:"
        sed "s/^/       $server: /" "$dir/$server/check"
    fi
done

say "The training job of the README"
cp -r "$dir/c1/root/usr/share/doc/muster/examples" "$shared/examples"
muster job run /usr/share/doc/muster/examples/train.yaml
job_writes() { [[ -n $(muster job logs "$1") ]]; }
until_true 30 "the training job writes" job_writes train-iris
tell "from the first package to the first job's first line: $(($(now_ms) - first)) ms"

# --- Upgrades --------------------------------------------------------------------------------------------------------------
cat >"$shared/counter.yaml" <<'JOB'
job: counter
type: service
count: 1
user: nobody
command: ["/bin/sh", "-c", "n=0; while :; do n=$((n + 1)); echo $$ $n $MUSTER_ATTEMPT; sleep 0.2; done"]
resources: { cpu: 100m, memory: 32Mi }
lease: 10s
stop: { signal: TERM, grace: 1s }
JOB
say "Upgrading an agent under its task"
muster job run /srv/muster/counter.yaml
until_true 30 "the counter counts" job_writes counter
where=$(muster job show counter -o json | field 'd["jobs"][0]["allocations"][0]["node"]')
last() { muster job logs counter | tail -n 1; }
before=$(last)
main=$(on "$where" systemctl show -p MainPID --value muster-agent)
watched=$(on "$where" sh -c "pgrep -u nobody -f MUSTER_ATTEMPT")
install_on "$where" "${newer[muster-agent]}"
[[ $(on "$where" dpkg-query -W -f='${Version}' muster-agent) == *+again ]] || fail "the agent is not upgraded"
[[ $(on "$where" systemctl show -p MainPID --value muster-agent) != "$main" ]] || fail "the agent was not started again"
[[ $(on "$where" sh -c "pgrep -u nobody -f MUSTER_ATTEMPT") == "$watched" ]] || fail "the task is another process"
counts_on() { (($(last | awk '{ print $2 }') > $(awk '{ print $2 }' <<<"$before") + 20)); }
until_true 30 "the counter goes on" counts_on
after=$(last)
[[ ${before%% *} == "${after%% *}" && ${before##* } == "${after##* }" ]] || fail "the counter began anew: '$before', then '$after'"
muster job logs counter | awk 'NR > 1 && $2 != before + 1 { exit 1 } { before = $2 }' || fail "the counter missed a number"
tell "process $watched goes on: from $(awk '{ print $2 }' <<<"$before") to $(awk '{ print $2 }' <<<"$after") without a gap"
again_ready() { [[ $(status_line "$where" muster-agent) == *leads* ]]; }
until_true 20 "the new agent is connected" again_ready
tell "$where: $(status_line "$where" muster-agent)"

say "Upgrading the leader while clients write"
leader=c$(muster cluster status -o json | field 'd["leader"]')
idle=a1
[[ $where != a1 ]] || idle=a2
(
    trap 'exit 0' TERM
    while :; do
        for word in cordon uncordon; do
            begun=$(now_ms)
            if muster node $word $idle >/dev/null 2>"$dir/writes.error"; then
                echo "$(($(now_ms) - begun))"
            else
                echo "failed: $(<"$dir/writes.error")"
            fi
        done
    done
) >"$dir/writes" &
writer=$!
helpers+=("$writer")
enough() { (($(wc -l <"$dir/writes") >= $1)); }
until_true 20 "clients write" enough 10
install_on "$leader" "${newer[muster-coordinator]}"
count=$(wc -l <"$dir/writes")
until_true 20 "clients go on writing" enough $((count + 10))
kill "$writer"
wait "$writer" 2>/dev/null || true
! grep -q failed "$dir/writes" || fail "a write failed: $(grep -m 1 failed "$dir/writes")"
tell "$leader led and was upgraded; $(wc -l <"$dir/writes") writes, none failed, the slowest took $(sort -n "$dir/writes" | tail -n 1) ms; $(muster cluster status -o json | field '"member %s leads" % d["leader"]')"
muster node uncordon $idle >/dev/null
until_true 30 "all three vote and answer" have_voters 3

say "The end of the training job"
is_complete() { [[ $(muster job show train-iris -o json | field 'd["jobs"][0]["state"]') == complete* ]]; }
until_true 120 "the training job completes" is_complete
muster job logs train-iris | tail -n 2

say "An agent that hangs is started anew by systemd, and its task goes on"
on "$where" mkdir -p /run/systemd/system/muster-agent.service.d
printf '[Service]\nWatchdogSec=2s\n' >"$dir/watchdog.conf"
on "$where" sh -c 'cat >/run/systemd/system/muster-agent.service.d/watchdog.conf' <"$dir/watchdog.conf"
on "$where" systemctl daemon-reload
on "$where" systemctl restart muster-agent
main=$(on "$where" systemctl show -p MainPID --value muster-agent)
on "$where" kill -STOP "$main"
begun=$(now_ms)
is_other() {
    local present
    present=$(on "$where" systemctl show -p MainPID --value muster-agent)
    [[ $present != "$main" && $present != 0 && $(on "$where" systemctl is-active muster-agent) == active ]]
}
until_true 20 "systemd notices that the agent hangs" is_other
tell "started anew after $(($(now_ms) - begun)) ms, with a watchdog of 2 s"
[[ $(on "$where" sh -c "pgrep -u nobody -f MUSTER_ATTEMPT") == "$watched" ]] || fail "the task is another process"
on "$where" rm -r /run/systemd/system/muster-agent.service.d
on "$where" systemctl daemon-reload
on "$where" systemctl restart muster-agent
until_true 20 "the new agent is connected" again_ready

# --- A server set up anew --------------------------------------------------------------------------------------------------
say "Server $idle loses its disk and is set up anew under its name"
power_off $idle
rm -rf "${dir:?}/$idle"
plug_in $idle
boot $idle
files_of $idle >"$dir/$idle/files.before"
install_on $idle "${package[muster-agent]}"
if [[ -n $by_files ]]; then
    agent_files $idle
else
    token_for $idle --label rack=r1
    if ! on $idle muster-agent join "${address[c1]}" --token-file /root/token; then
        tell "its name is taken by the server that was lost: that one is removed first"
        muster node confirm-dead $idle || true
        muster node remove --force $idle
        on $idle muster-agent join "${address[c1]}" --token-file /root/token
    fi
    rm -f "$dir/$idle/root/root/token"
fi
on $idle systemctl start muster-agent
until_true 60 "both servers are ready" ready
muster exec -t "$idle" -- hostname

# --- The end ---------------------------------------------------------------------------------------------------------------
say "Purging everything"
# The administrator's own files are no package's.
rm -rf "$dir/c1/root/root/cluster" "$dir/c1/root/root/.config"
# The counter still runs on one of the servers: removing the agent asks it to end.
apt_on "$where" purge --autoremove muster-agent
grep -F 'asking 1 tasks to end' "$dir/$where/apt.log" | sed 's/^/       /' || fail "the task was not asked to end on $where"
! on "$where" pgrep -u nobody >/dev/null || fail "the task outlives the package on $where"
apt_on $idle purge --autoremove muster-agent
for server in c2 c3; do apt_on "$server" purge --autoremove muster-coordinator; done
apt_on c1 purge --autoremove muster muster-coordinator
for server in "${servers[@]}"; do
    ! on "$server" pgrep muster >/dev/null || fail "something of Muster still runs on $server"
    files_of "$server" >"$dir/$server/files.after"
    diff "$dir/$server/files.before" "$dir/$server/files.after" >"$dir/$server/files.left" ||
        { cat "$dir/$server/files.left"; fail "purging leaves something on $server"; }
done
tell "nothing is left: files, users and processes are as before, on all five"
say "Every step was true."
