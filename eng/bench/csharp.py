#!/usr/bin/env python3
"""What formatting C# costs at a commit: git commit with csharp:format beside dotnet format and csharpier on the same files.

    csharp.py FEED CODE [--files 1,300,3000] [--runs 5] [--csharpier PROGRAM]

FEED is a folder with the packages (dotnet pack -o FEED), CODE a folder with C# files, of which as many as are wanted are copied (again and again,
where there are too few). Wall time in ms, medians of alternating runs; before each run the files are edited, so that nothing is remembered.
"""
import argparse
import glob
import os
import shutil
import statistics
import tempfile
import time

from bench import Bench, put


def make(bench, feed, sources, count):
    root = bench.repository('code')
    put(root + '/.editorconfig', 'root = true\n[*.cs]\nindent_style = space\nindent_size = 4\n')
    put(root + '/code/Code.csproj', '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>')
    bench.declare(root, feed, '    [Hook]\n    const string Format = CSharpHooks.Format;', ('Hooks.Build', 'Hooks.Build.CSharp'))
    files = []
    for i in range(count):
        name = f'code/F{i}.cs'
        shutil.copyfile(sources[i % len(sources)], os.path.join(root, name))
        os.chmod(os.path.join(root, name), 0o644)
        files.append(name)
    bench.run(root, 'dotnet', 'restore', 'code/Code.csproj', '-v:q')
    bench.run(root, 'dotnet', 'format', 'whitespace', '.', '--folder')
    bench.install(root)
    bench.commit_all(root)
    return root, files


def measure(bench, root, files, runs, csharpier):
    took = {}

    def edit(stamp):
        for name in files:
            with open(os.path.join(root, name), 'a', encoding='utf-8') as file:
                file.write(f'// {stamp}\n')

    def commit(name, options):
        edit(time.monotonic_ns())
        bench.run(root, 'git', 'add', '-A')
        took.setdefault(name, []).append(bench.timed(root, 'git', 'commit', '-q', '-m', 'x', *options))

    for k in range(runs + 1):
        commit('git commit, no hook', ['--no-verify'])
        commit('git commit, csharp:format', [])
        others = {'dotnet format --verify-no-changes': ['dotnet', 'format', 'code/Code.csproj', '--no-restore', '--verify-no-changes', '--include', *files],
                  'dotnet format whitespace --folder': ['dotnet', 'format', 'whitespace', '.', '--folder', '--verify-no-changes', '--include', *files]}
        if csharpier:
            others['csharpier check'] = [csharpier, 'check', *(files if len(files) == 1 else ['code'])]
        for name, argv in others.items():
            # Others may have another opinion of the files: what counts is that they looked.
            took.setdefault(name, []).append(bench.timed(root, *argv, fine=(0, 1, 2)))
    return {name: statistics.median(values[1:]) for name, values in took.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('feed')
    parser.add_argument('code')
    parser.add_argument('--files', default='1,300,3000')
    parser.add_argument('--runs', type=int, default=5)
    parser.add_argument('--csharpier', default=shutil.which('csharpier'))
    options = parser.parse_args()
    sources = sorted(glob.glob(os.path.join(options.code, '**', '*.cs'), recursive=True))
    # One file of the usual size, not the smallest or the largest.
    sources.sort(key=os.path.getsize)
    middle = sources[len(sources) // 2]
    for count in map(int, options.files.split(',')):
        bench = Bench(os.path.realpath(tempfile.mkdtemp(prefix='csharp-')), keeps_workers=True)
        try:
            root, files = make(bench, os.path.abspath(options.feed), [middle] if count == 1 else sources, count)
            size = sum(os.path.getsize(os.path.join(root, name)) for name in files)
            print(f'{count} files, {size // 1024:,} KiB; load {os.getloadavg()[0]:.1f}')
            rows = measure(bench, root, files, options.runs if count < 1000 else 1, options.csharpier)
            own = rows['git commit, csharp:format']
            for name, value in rows.items():
                print(f'  {name:36}{value:9.0f} ms   ours / it {own / value:6.3f}')
        finally:
            shutil.rmtree(bench.root, ignore_errors=True)


if __name__ == '__main__':
    main()
