#!/usr/bin/env python3
"""Processor time and memory where there are many files: eng/bench/scale.py FEED files [COUNT ...] | repairs [COUNT]

files    20 hooks on COUNT files (1,000, 10,000 and 100,000), of which one has changed: `hooks run Build --all-files`, and once more with nothing changed
repairs  a commit of COUNT staged files (20,000) that five ready-made checks repair, all of them

FEED is a folder with the package (dotnet msbuild eng/native.proj; dotnet pack -o FEED). Figures are of the program and all that it starts, as the system
counts them (wait4); memory is that of the largest process.
"""
import glob
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from bench import Bench, put

SETUP = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'peers-setup.sh')
CHECKS = ['trailing-whitespace', 'end-of-file-fixer', 'mixed-line-ending', 'fix-byte-order-marker', 'file-contents-sorter']


def measured(bench, folder, *command):
    """User and system seconds, and MiB at most."""
    child = subprocess.Popen(command, cwd=folder, env=bench.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = child.stdout.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f'{command}: {child.returncode}\n{output}')
    return usage.ru_utime, usage.ru_stime, usage.ru_maxrss / 1024, output.strip().splitlines()[-1]


def repository(bench, feed, name, hooks):
    folder = bench.repository(name)
    bench.run(folder, 'bash', SETUP, feed, HOOKS_JSON=put(f'{bench.root}/{name}.json', json.dumps(hooks)))
    return folder


def write(folder, path, content):
    full = os.path.join(folder, path)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, 'wb') as file:
        file.write(content)


def files(bench, feed, counts):
    for count in counts:
        hooks = [dict(name=f'H{i}', argv=['true'], glob='*.txt', pass_files=False, writes=False) for i in range(20)]
        folder = repository(bench, feed, f'files{count}', hooks)
        for i in range(count):
            write(folder, f'd{i // 1000}/f{i}.txt', b'%d\n' % i * 60)
        bench.run(folder, 'git', 'add', '-A')
        bench.run(folder, 'git', 'commit', '-qm', 'files', '--no-verify')
        processor = {'x86_64': 'x64', 'aarch64': 'arm64'}[os.uname().machine]
        [program] = glob.glob(os.path.join(bench.root, f'packages/hooks.build/*/tools/native/linux-{processor}/hooks'))
        command = [program, 'run', 'Build', '--all-files']
        measured(bench, folder, *command)
        runs = []
        for i in range(5):
            write(folder, 'd0/f5.txt', b'changed %d\n' % i)
            time.sleep(0.1)
            runs.append(measured(bench, folder, *command))
        unchanged = measured(bench, folder, *command)
        print(f'{count:,} files, 20 hooks, one file changed: {statistics.median(user + system for user, system, _, _ in runs):.2f} s of processor time, {max(peak for _, _, peak, _ in runs):.0f} MiB; '
              f'nothing changed: {unchanged[0] + unchanged[1]:.2f} s, {unchanged[2]:.0f} MiB', flush=True)


def repairs(bench, feed, counts):
    count = counts[0]
    hooks = [dict(name=check.replace('-', '_'), check=check, args=[], glob=None, pass_files=False, writes=False) for check in CHECKS]
    folder = repository(bench, feed, 'repairs', hooks)
    source = os.path.join(folder, 'build/RepoHooks.cs')
    with open(source, encoding='utf-8') as file:
        text = file.read().replace('[Hook]\n    const string file_contents_sorter', '[Hook(Files = ["**/*.txt"])]\n    const string file_contents_sorter')
    write(folder, 'build/RepoHooks.cs', text.encode())
    bench.run(folder, 'dotnet', 'build', 'build/Hooks.csproj', '-nologo', '-v:q', '-p:HooksRunOnBuild=false')
    bench.run(folder, 'git', 'add', '-A')
    bench.run(folder, 'git', 'commit', '-qm', 'hooks', '--no-verify')
    for turn in range(3):
        for i in range(count):
            lines = b''.join(b'%d line %d%s' % (i * 7 + turn, 9 - j, b'  \r\n' if j % 2 else b'\t\n') for j in range(9))
            write(folder, f'd{i // 100}/f{i}.txt', b'\xef\xbb\xbf' + lines + b'last \n\n\n')
        bench.run(folder, 'git', 'add', '-A')
        user, system, peak, last = measured(bench, folder, 'git', 'commit', '-qm', f'{turn}')
        print(f'{count:,} staged files, all repaired: {user + system:.1f} s of processor time ({user:.1f} user), {peak:.0f} MiB: {last}', flush=True)


if __name__ == '__main__':
    if len(sys.argv) < 3 or sys.argv[2] not in ('files', 'repairs'):
        sys.exit(__doc__)
    given = [int(text) for text in sys.argv[3:]]
    with tempfile.TemporaryDirectory() as temporary:
        if sys.argv[2] == 'files':
            files(Bench(temporary), os.path.abspath(sys.argv[1]), given or [1_000, 10_000, 100_000])
        else:
            repairs(Bench(temporary), os.path.abspath(sys.argv[1]), given or [20_000])
