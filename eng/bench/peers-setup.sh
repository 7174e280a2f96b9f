#!/usr/bin/env bash
# Declares the hooks of a scenario of the peers' comparison (compare.py) in the repository it is started in, builds and installs them.
#   HOOKS_BUILD_SETUP="eng/bench/peers-setup.sh FEED" compare.py start1 ...
# FEED is a folder with the package: dotnet msbuild eng/native.proj; dotnet pack -o FEED. What NuGet's cache has of that version with other bytes is deleted there.
set -euo pipefail
feed=$(cd "$1" && pwd)
package=$(ls "$feed"/Hooks.Build.[0-9]*.nupkg | head -n 1)
version=${package##*/Hooks.Build.}
version=${version%.nupkg}
cached=${NUGET_PACKAGES:-$HOME/.nuget/packages}/hooks.build/$version
cmp -s "$package" "$cached/hooks.build.$version.nupkg" || rm -rf "$cached"
mkdir -p build
cat > build/nuget.config <<XML
<configuration><packageSources><add key="hooks-feed" value="$feed" /></packageSources></configuration>
XML
cat > build/Hooks.csproj <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="Hooks.Build" Version="$version" PrivateAssets="all" /></ItemGroup>
</Project>
XML
python3 - "$HOOKS_JSON" > build/RepoHooks.cs <<'PY'
import json, sys
def quoted(text):
    return '"' + text.replace('\\', '\\\\').replace('"', '\\"') + '"'
def argument(text):
    text = text.replace('{', '{{').replace('}', '}}')
    return "'" + text + "'" if set(text) & set(' &|;<>') else text
print('using Hooks.Build;\n\nstatic class RepoHooks\n{')
for hook in json.load(open(sys.argv[1])):
    if hook.get('check'):
        command = ' '.join(argument(part) for part in ['hooks:' + hook['check'], *hook.get('args', [])])
        print('    [Hook]\n    const string %s = %s;\n' % (hook['name'].replace('-', '_'), quoted(command)))
        continue
    command = ' '.join(argument(part) for part in hook['argv']) + (' {files}' if hook['pass_files'] else '')
    settings = []
    if hook['glob']:
        settings.append('Files = [%s]' % quoted('**/' + hook['glob']))
    if hook['writes']:
        settings.append('Writes = [%s]' % quoted('**/' + (hook['glob'] or '*')))
    print('    [Hook(%s)]\n    const string %s = %s;\n' % (', '.join(settings), hook['name'].replace('-', '_'), quoted(command)))
print('}')
PY
dotnet build build/Hooks.csproj -nologo -v:q -p:HooksRunOnBuild=false
dotnet msbuild build/Hooks.csproj -nologo -v:m -t:InstallHooks
