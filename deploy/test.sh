#!/bin/bash
# Installs what is needed, builds, and runs all tests. Exit code 0 only if everything passed; the last line is the
# test runner's own closing line. Works without a terminal, as root or not.
#
#   deploy/test.sh [--only REGEX]      run only the Swift tests whose names match
#
# Tests of one process run in parallel. The end-to-end tests start real programs that share the machine, so they run
# one after the other, in a run of their own.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

only=""
case "${1-}" in
"") ;;
--only)
    only=${2:?"--only needs a regular expression"}
    ;;
*)
    echo "usage: deploy/test.sh [--only REGEX]" >&2
    exit 2
    ;;
esac

began=$SECONDS
logs=$(mktemp -d "${TMPDIR:-/tmp}/muster-test.XXXXXX") || exit 1
running=""
trap 'rm -rf "$logs"' EXIT
trap '[[ -n $running ]] && kill "$running"; exit 130' INT TERM
failures=()

say() { printf '\n== %s (%d s)\n' "$1" $((SECONDS - began)); }

# Runs a command, showing and keeping its output. It writes to a file and not into a pipe, so that a process which
# it leaves behind cannot hold this script up.
shown() {
    local log=$1 status
    shift
    : >"$log"
    "$@" >"$log" 2>&1 </dev/null &
    running=$!
    tail -n +1 -s 0.2 -f --pid=$running "$log"
    wait $running
    status=$?
    running=""
    return $status
}

closing_line() { grep -E 'Test run with [0-9]+ tests?' "$1" | tail -n 1; }

say "Packages"
deploy/packages.sh || exit 1

say "Build"
# Fetching the dependencies is the one step that needs the network: a hiccup there is no failed test.
for try in 1 2 3; do
    swift package resolve </dev/null && break
    ((try == 3)) && { echo "test.sh: the Swift packages could not be fetched: check the network and try again" >&2; exit 1; }
    sleep 5
done
if ! shown "$logs/build" swift build --build-tests; then
    echo "test.sh: the build failed: see the errors above" >&2
    exit 1
fi
grep -E "^($PWD/)?(Sources|Tests|Package\.swift).*warning:" "$logs/build" | sort -u >"$logs/warnings"
[[ -s $logs/warnings ]] && failures+=("the build has warnings")

if [[ -z $only ]]; then
    say "Tests of the examples"
    shown "$logs/examples" python3 -B -m unittest discover -v -s examples/tests || failures+=("tests of the examples")
fi

# Histories of consensus and of a simulated fleet, with the release build: every promise is checked in each. The hash of a process differs from
# the next one's, and the fingerprints must not.
simulate() {
    say "Simulated histories"
    if ! shown "$logs/release" swift build -c release --product muster; then
        failures+=("the release build")
        return
    fi
    local muster
    muster=$(swift build -c release --show-bin-path)/muster
    shown "$logs/consensus" "$muster" simulate consensus --seeds "${MUSTER_CONSENSUS_HISTORIES:-2000}" --first 1 ||
        failures+=("simulated histories of consensus")
    shown "$logs/simulation" "$muster" simulate fleet --seeds "${MUSTER_HISTORIES:-600}" --first 1 ||
        failures+=("simulated histories of a fleet")
    same_everywhere consensus 200
    same_everywhere fleet 40
}

# Whether the simulators still find planted mistakes: two of consensus and one of the fleet, others each day. The histories
# above have shown that they find none where there is none.
mutations() {
    say "Planted mistakes"
    shown "$logs/mutations" timeout 900 Tests/Mutations/run consensus --today "${MUSTER_MUTATIONS:-2}" ||
        failures+=("planted mistakes of consensus")
    shown "$logs/mutations-fleet" timeout 900 Tests/Mutations/run fleet --today "${MUSTER_MUTATIONS_FLEET:-1}" ||
        failures+=("planted mistakes of the fleet")
}

# Plays the same seeds in two processes.
same_everywhere() {
    local what=$1 seeds=$2 run
    for run in a b; do
        "$muster" simulate "$what" --seeds "$seeds" --first 1 --print-hashes 2>&1 | grep '^seed' | sort >"$logs/$what.$run"
    done
    if [[ -s $logs/$what.a ]] && cmp -s "$logs/$what.a" "$logs/$what.b"; then
        echo "The same $seeds seeds ($what) under two hash seeds gave the same fingerprints."
    else
        failures+=("$what: the same seeds gave other fingerprints in another process")
    fi
}

swift_tests() {
    local name=$1 log=$2
    shift 2
    say "$name"
    shown "$log" swift test --skip-build --disable-xctest "$@" || failures+=("$name")
    # A runner that died has no closing line.
    [[ -n $(closing_line "$log") ]] || failures+=("$name: the runner ended without a closing line")
}

if [[ -z $only ]]; then
    # The end-to-end tests come last because they take longest; their own run keeps them apart from the others' load.
    swift_tests "Tests of the modules" "$logs/modules" --skip EndToEndTests --parallel
    simulate
    mutations
    swift_tests "End-to-end tests" "$logs/end-to-end" --filter EndToEndTests --no-parallel
    if grep -rq '@Test' Tests/EndToEndTests && closing_line "$logs/end-to-end" | grep -q ' with 0 tests'; then
        failures+=("the end-to-end tests were not found by the runner")
    fi
    runs=("$logs/end-to-end" "$logs/modules")
else
    swift_tests "Tests that match $only" "$logs/only" --filter "$only" --no-parallel
    runs=("$logs/only")
fi

say "Summary"
[[ -s $logs/warnings ]] && { echo "Warnings:"; sed 's/^/  /' "$logs/warnings"; }
[[ -f $logs/examples ]] && echo "Examples: $(grep -E '^Ran [0-9]+ tests?' "$logs/examples") ($(tail -n 1 "$logs/examples"))"
listed() { grep -hE "^$1 Test .* $2" "${runs[@]}" | grep -vE '^. Test (run with|case passing) ' | sort | sed 's/^/  /'; }
listed ✘ 'failed after' >"$logs/failed"
listed . 'skipped' >"$logs/skipped"
echo "Passed:  $(listed ✔ 'passed after' | wc -l)"
echo "Failed:  $(wc -l <"$logs/failed")"
cat "$logs/failed"
echo "Skipped: $(wc -l <"$logs/skipped")"
cat "$logs/skipped"
if ((${#failures[@]})); then
    echo "Not passed:"
    printf '  %s\n' "${failures[@]}"
fi
echo "Took $((SECONDS - began)) s."
# The runner's own closing lines, a failed one last.
for log in "${runs[@]}"; do closing_line "$log"; done | awk '/^✘/ { bad = bad $0 "\n"; next } { print } END { printf "%s", bad }'
((${#failures[@]} == 0))
