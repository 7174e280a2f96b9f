#!/usr/bin/env bash
# Loads the task in a host of the .NET Framework (Mono: apt-get install mono-runtime mono-mcs).
# usage: run.sh PROGRAM    the native program hooks, as eng/native.proj makes it
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
program=${1:-artifacts/native/linux-x64/hooks}
packages=${NUGET_PACKAGES:-$HOME/.nuget/packages}
version=$(sed -n 's/.*"Microsoft.Build.Utilities.Core" Version="\(.*\)".*/\1/p' Directory.Packages.props)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet build src/Hooks.Build.Tasks -v:q -nologo
cp src/Hooks.Build.Tasks/bin/Debug/netstandard2.0/Hooks.Build.Tasks.dll "$folder"
for library in microsoft.build.framework microsoft.build.utilities.core; do
  cp "$packages/$library/$version/lib/net472/"*.dll "$folder"
done
# .NET Framework 4.7.2 has these itself, Debian's Mono does not; the SDK brings them for older frameworks.
sdk=$(dotnet --info | sed -n 's/^ *Base Path: *//p')
cp "$sdk/Microsoft/Microsoft.NET.Build.Extensions/net461/lib/"*.dll "$folder"
mcs -nologo -r:"$folder/Microsoft.Build.Framework.dll" -r:"$folder/netstandard.dll" -out:"$folder/Host.exe" eng/netframework/Host.cs
mono "$folder/Host.exe" "$folder" "$(realpath "$program")"
