#!/bin/sh
# Writes the C of protoc-c into Sources/CWire, the Swift of wire-generator into Sources/Wire/Generated, and the tests'
# samples into Tests/WireTests.
# Usage: generate.sh [ROOT-OF-OUTPUT [WIRE-GENERATOR]]; without arguments it renews the committed files.
set -eu
protocols=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$protocols/../../.." && pwd)
root=${1:-$repository}
generator=${2:-}
if [ -z "$generator" ]; then
    # The generator is compiled on its own: Wire itself may not build before its files are written.
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    swiftc -swift-version 6 -o "$scratch/wire-generator" "$repository"/Sources/Programs/wire-generator/*.swift
    generator=$scratch/wire-generator
fi
mkdir -p "$root/Sources/CWire/include" "$root/Sources/Wire/Generated"
rm -f "$root"/Sources/CWire/*.pb-c.c "$root"/Sources/CWire/include/*.pb-c.h "$root"/Sources/Wire/Generated/*.swift
umbrella=$root/Sources/CWire/include/CWire.h
{
    echo "#pragma once"
    echo "/* Written by Protocols/generate.sh. */"
    echo "#include <protobuf-c/protobuf-c.h>"
    echo '#include "WireArena.h"'
} > "$umbrella"
cd "$protocols"
for file in *.proto; do
    [ -e "$file" ] || continue
    protoc-c --c_out="$root/Sources/CWire" "$file"
    name=${file%.proto}
    mv "$root/Sources/CWire/$name.pb-c.h" "$root/Sources/CWire/include/"
    echo "#include \"$name.pb-c.h\"" >> "$umbrella"
done
mkdir -p "$root/Tests/WireTests"
"$generator" "$protocols" "$root/Sources/Wire/Generated" "$root/Tests/WireTests/Samples.swift"
