#!/bin/bash
# Builds the Debian packages muster, muster-agent and muster-coordinator.
#
#   deploy/package.sh [--output DIR] [--skip-build] [--lintian]
#
# --output DIR   where the packages are put (.build/packages)
# --skip-build   pack the programs that the last run has built
# --lintian      let lintian judge the packages, and fail on its errors
#
# The version is the one in Sources/Settings/Release.swift. The same programs give the same packages, byte for byte: all
# times in them are SOURCE_DATE_EPOCH, which is the time of the last commit unless it is set.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C.UTF-8

output=.build/packages
build=1
judge=
while (($#)); do
    case $1 in
    --output) output=${2:?--output takes a directory}; shift 2 ;;
    --skip-build) build=; shift ;;
    --lintian) judge=1; shift ;;
    *) sed -n '2,11p' "$0" >&2; exit 2 ;;
    esac
done

began=$SECONDS
say() { printf '\n== %s (%d s)\n' "$1" $((SECONDS - began)); }
fail() { echo "package.sh: $*" >&2; exit 1; }

programs=(muster muster-agent muster-coordinator)
# A tree of its own, so that neither a debug build nor a build for the same machine is disturbed.
scratch=.build/package
version=$(sed -n 's/.*static let version = "\([0-9][^"]*\)".*/\1/p' Sources/Settings/Release.swift)
[[ -n $version ]] || fail "there is no version in Sources/Settings/Release.swift"
if [[ -z ${SOURCE_DATE_EPOCH:-} ]]; then
    SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null) || SOURCE_DATE_EPOCH=$(stat -c %Y Sources/Settings/Release.swift)
fi
export SOURCE_DATE_EPOCH

say "Packages that this needs"
extra=(debhelper dpkg-dev)
[[ -z $judge ]] || extra+=(lintian)
deploy/packages.sh "${extra[@]}"

# --- The programs ----------------------------------------------------------------------------------------------------------
# Every address is bound at the start, so that the table of them can be made read-only.
options=(-c release --static-swift-stdlib --scratch-path "$scratch" -Xlinker -z -Xlinker now)
if [[ -n $build ]]; then
    for program in "${programs[@]}"; do
        say "Building $program $version (release, with the Swift library inside)"
        # Shows how far the build is every few seconds, and errors at once.
        swift build "${options[@]}" --product "$program" 2>&1 | awk '
            # Foundation itself has a function that the linker warns of.
            /error:|warning:/ && !/libFoundation/ { print; fflush() }
            /^\[/ && systime() - shown >= 5 { shown = systime(); print "   " $1; fflush() }
            { last = $0 }
            END { print "   " last }'
    done
fi
binaries=$(readlink -f "$scratch/release") || fail "nothing is built in $scratch; leave --skip-build out"
for program in "${programs[@]}"; do
    told=$("$binaries/$program" --version) || fail "$binaries/$program cannot be run; leave --skip-build out"
    [[ ${told##* } == "$version" ]] || fail "$program tells version \`$told\`, and the sources say $version; build it again"
done

# --- What is packed --------------------------------------------------------------------------------------------------------
say "Laying out"
tree=$scratch/tree
rm -rf "$tree"
mkdir -p "$tree/built/man" "$tree/built/completions"/{bash,zsh,fish} "$tree/docs"
cp -r deploy/debian "$tree/debian"
sed -e "s/@VERSION@/$version/" -e "s/@DATE@/$(date -u -R -d "@$SOURCE_DATE_EPOCH")/" deploy/debian/changelog.in \
    >"$tree/debian/changelog"
rm "$tree/debian/changelog.in"
for program in "${programs[@]}"; do cp "$binaries/$program" "$tree/built/"; done
"$binaries/muster" --generate-completion-script bash | sed "1{/^#!/d}" >"$tree/built/completions/bash/muster"
"$binaries/muster" --generate-completion-script zsh >"$tree/built/completions/zsh/_muster"
"$binaries/muster" --generate-completion-script fish >"$tree/built/completions/fish/muster.fish"
date=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%d)
for page in deploy/man/*.[158]; do
    sed -e "s/@VERSION@/$version/" -e "s/@DATE@/$date/" "$page" >"$tree/built/man/${page##*/}"
done
"$binaries/muster" --experimental-dump-help | python3 -B deploy/man/commands.py "$tree/built/man/muster.1"
cp README.md "$tree/"
cp docs/*.md "$tree/docs/"
cp -r examples "$tree/built/examples"
rm -rf "$tree/built/examples/tests"
find "$tree/built/examples" -name __pycache__ -prune -exec rm -rf {} +
# What is packed is readable by all, whatever the umask of whoever packs it.
chmod -R u+rwX,go+rX,go-w "$tree"

# --- The packages ----------------------------------------------------------------------------------------------------------
say "Packing"
log=$scratch/packing.log
(cd "$tree" && dpkg-buildpackage --build=binary --no-sign --no-pre-clean --no-check-builddeps) >"$log" 2>&1 </dev/null ||
    { tail -n 40 "$log" >&2; fail "the packages could not be made; all messages are in $log"; }
grep -E 'warning:' "$log" || true
mkdir -p "$output"
packages=()
for program in "${programs[@]}"; do
    made=("$scratch/${program}_${version}"_*.deb)
    mv "${made[0]}" "$output/"
    packages+=("$output/${made[0]##*/}")
done
rm -f "$scratch"/muster_"$version"_*.{buildinfo,changes}

for package in "${packages[@]}"; do
    printf '%s  %s KiB, %s KiB installed\n' "$package" $(($(stat -c %s "$package") / 1024)) "$(dpkg-deb -f "$package" Installed-Size)"
    printf '    Depends: %s\n' "$(dpkg-deb -f "$package" Depends)"
done

# --- The units -------------------------------------------------------------------------------------------------------------
if command -v systemd-analyze >/dev/null; then
    say "The units"
    units=$scratch/units
    rm -rf "$units"
    mkdir -p "$units"
    for program in muster-agent muster-coordinator; do
        # The program is not installed here, and the analysis looks whether it is.
        sed "s#/usr/bin/$program #$(readlink -f "$tree/built/$program") #" "deploy/debian/$program.service" >"$units/$program.service"
        # An unknown key only warns, so any word at all is a failure.
        words=$(systemd-analyze verify --man=no "$units/$program.service" 2>&1 | grep -F "$program" || true)
        [[ -z $words ]] || { echo "$words" >&2; fail "systemd finds fault with $program.service"; }
        systemd-analyze security --offline=true --no-pager "$units/$program.service" 2>/dev/null | grep -F 'Overall exposure' |
            sed "s/^/$program.service: /"
    done
else
    echo "package.sh: there is no systemd-analyze here: the units are not checked"
fi

if [[ -n $judge ]]; then
    say "lintian"
    root=()
    ((EUID != 0)) || root=(--allow-root)
    lintian "${root[@]}" --fail-on error --tag-display-limit 0 "${packages[@]}" || fail "lintian finds errors"
fi
say "Done: ${packages[*]}"
