#!/usr/bin/env python3
"""What an up-to-date `dotnet build` pays for hooks whose results are remembered: two ready-made checks, and 20 commands of which each reads all files.

    remembered.py FEED [--files N] [--runs N]

FEED is a folder with the package (dotnet pack -o FEED). Medians of ms of the whole process; hooks on and off (HooksEnabled=false) take turns, each round
in an order of its own. Linux, Python's standard library only.
"""
import argparse
import os
import random
import shutil
import statistics
import subprocess
import tempfile
import time

CHECKS = '    [Hook]\n    const string Spaces = StandardHooks.TrailingWhitespace;\n\n    [Hook]\n    const string Ends = StandardHooks.EndOfFileFixer;\n'
COMMANDS = ''.join(f'    [Hook(Files = ["**/*.txt"])]\n    const string Hook{i} = "true {i}";\n\n' for i in range(20))


def run(folder, root, *command):
    names = {name: value for name, value in os.environ.items() if not name.startswith(('GIT_', 'HOOK')) and name != 'CI'}
    done = subprocess.run(command, cwd=folder, env={**names, 'NUGET_PACKAGES': root + '/packages', 'XDG_STATE_HOME': root + '/state', 'GIT_CONFIG_GLOBAL': os.devnull, 'MSBUILDDISABLENODEREUSE': '1'},
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        raise SystemExit(f'{" ".join(command)} in {folder}: exit {done.returncode}\n{done.stdout.decode()}')
    return done.stdout.decode()


def put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text if text.endswith('\n') else text + '\n')


def repository(root, name, feed, hooks, files):
    repo = f'{root}/{name}'
    put(repo + '/.gitignore', 'bin/\nobj/\n')
    put(repo + '/nuget.config', f'<configuration><packageSources><add key="hooks-feed" value="{feed}" /></packageSources></configuration>')
    put(repo + '/build/Hooks.csproj', '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>'
        '<ItemGroup><PackageReference Include="Hooks.Build" Version="*" PrivateAssets="all" /></ItemGroup></Project>')
    put(repo + '/build/RepoHooks.cs', 'using Hooks.Build;\n\nstatic class RepoHooks\n{\n' + hooks + '}\n')
    for i in range(files):
        put(f'{repo}/d{i // 100}/f{i}.txt', f'{i}\n')
    run(repo, root, 'git', 'init', '-q')
    run(repo, root, 'git', 'add', '-A')
    # The second looks up what the first remembers, and leaves the stamp by which the next know that nothing is to be done.
    for _ in range(2):
        printed = run(repo, root, 'dotnet', 'build', 'build/Hooks.csproj', '-nologo', '-v:m')
    if not os.path.exists(repo + '/build/obj/Debug/net10.0/hooks/uptodate'):
        raise SystemExit(f'the build is not up to date:\n{printed}')
    return repo


def measure(root, feed, name, hooks, files, runs):
    repo = repository(root, name, feed, hooks, files)
    took = {'off': [], 'on': []}
    for k in range(runs + 2):
        for who in random.Random(k).sample(list(took), 2):
            began = time.perf_counter()
            printed = run(repo, root, 'dotnet', 'build', 'build/Hooks.csproj', '--no-restore', '-nologo', '-v:m', *(['-p:HooksEnabled=false'] if who == 'off' else []))
            if k >= 2:
                took[who].append((time.perf_counter() - began) * 1000)
            if 'hooks:' in printed:
                raise SystemExit(f'nothing was to be told, and the build printed:\n{printed}')
    off, on = (statistics.median(took[who]) for who in ('off', 'on'))
    added = statistics.median(b - a for a, b in zip(took['off'], took['on']))
    print(f'{name}, {files:,} files: off {off:.0f} ms, on {on:.0f}, added {on - off:.0f} ({(on - off) / off:.1%}; within a round {added:.0f})', flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('feed')
    parser.add_argument('--files', type=int, default=10_000)
    parser.add_argument('--runs', type=int, default=15)
    options = parser.parse_args()
    root = os.path.realpath(tempfile.mkdtemp(prefix='remembered-'))
    try:
        measure(root, os.path.abspath(options.feed), 'checks', CHECKS, 200, options.runs)
        measure(root, os.path.abspath(options.feed), 'commands', COMMANDS, options.files, options.runs)
    finally:
        shutil.rmtree(root, ignore_errors=True)


if __name__ == '__main__':
    main()
