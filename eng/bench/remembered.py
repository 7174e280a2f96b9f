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
import tempfile
import time

from bench import Bench, put

CHECKS = '    [Hook]\n    const string Spaces = StandardHooks.TrailingWhitespace;\n\n    [Hook]\n    const string Ends = StandardHooks.EndOfFileFixer;\n'
COMMANDS = ''.join(f'    [Hook(Files = ["**/*.txt"])]\n    const string Hook{i} = "true {i}";\n\n' for i in range(20))


def repository(bench, name, feed, hooks, files):
    repo = bench.repository(name)
    bench.declare(repo, feed, hooks)
    for i in range(files):
        put(f'{repo}/d{i // 100}/f{i}.txt', f'{i}\n')
    bench.run(repo, 'git', 'add', '-A')
    # The second looks up what the first remembers, and leaves the stamp by which the next know that nothing is to be done.
    for _ in range(2):
        printed = bench.run(repo, 'dotnet', 'build', 'build/Hooks.csproj', '-nologo', '-v:m')
    if not os.path.exists(repo + '/build/obj/Debug/net10.0/hooks/uptodate'):
        raise SystemExit(f'the build is not up to date:\n{printed}')
    return repo


def measure(bench, feed, name, hooks, files, runs):
    repo = repository(bench, name, feed, hooks, files)
    took = {'off': [], 'on': []}
    for k in range(runs + 2):
        for who in random.Random(k).sample(list(took), 2):
            began = time.perf_counter()
            printed = bench.run(repo, 'dotnet', 'build', 'build/Hooks.csproj', '--no-restore', '-nologo', '-v:m', *(['-p:HooksEnabled=false'] if who == 'off' else []))
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
    bench = Bench(root)
    try:
        measure(bench, os.path.abspath(options.feed), 'checks', CHECKS, 200, options.runs)
        measure(bench, os.path.abspath(options.feed), 'commands', COMMANDS, options.files, options.runs)
    finally:
        shutil.rmtree(root, ignore_errors=True)


if __name__ == '__main__':
    main()
