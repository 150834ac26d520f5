#!/bin/bash
# Installs the Debian packages that Muster is built and tested with, where they are missing. Further packages may be
# named as arguments. Needs root (or sudo) only when something is missing. Never asks anything.
set -euo pipefail

needed=(
    libzmq3-dev libprotobuf-c-dev           # linked into the programs
    protobuf-c-compiler                      # to check that generated code is what the protocol files say
    iproute2 nftables                       # tests that cut links between network namespaces
    python3 procps util-linux               # the examples, and tools of the scripts
    ca-certificates git                     # to fetch Swift packages
    "$@"
)

if ! command -v swift >/dev/null; then
    echo "packages.sh: there is no 'swift' in PATH: install a Swift 6 toolchain from https://www.swift.org/install first" >&2
    exit 1
fi

missing=()
for package in "${needed[@]}"; do
    state=$(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null || true)
    [[ $state == ii* ]] || missing+=("$package")
done
((${#missing[@]})) || exit 0

elevate=()
if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
        echo "packages.sh: ${missing[*]} are missing: run this as root, or install them first" >&2
        exit 1
    fi
    elevate=(sudo)
fi
apt() {
    "${elevate[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=300 \
        -o Acquire::Retries=3 "$@" </dev/null
}

echo "packages.sh: installing ${missing[*]}"
apt update || echo "packages.sh: apt-get update failed, going on with the package lists that are here" >&2
for try in 1 2 3; do
    apt install --no-install-recommends "${missing[@]}" && exit 0
    echo "packages.sh: try $try failed, repairing and trying again" >&2
    apt --fix-broken install || true
    apt update || true
done
echo "packages.sh: could not install ${missing[*]}: see apt-get's messages above" >&2
exit 1
