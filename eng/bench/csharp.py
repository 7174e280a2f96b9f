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
import subprocess
import tempfile
import time


def run(argv, cwd, fine=(0,)):
    began = time.monotonic()
    done = subprocess.run(argv, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    took = (time.monotonic() - began) * 1000
    if done.returncode not in fine:
        raise SystemExit(f'{" ".join(argv[:6])}: exit {done.returncode}\n{done.stdout.decode(errors="replace")[-2000:]}')
    return took


def put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


def make(root, feed, sources, count):
    package = glob.glob(os.path.join(feed, 'Hooks.Build.[0-9]*.nupkg'))[0]
    version = os.path.basename(package)[len('Hooks.Build.'):-len('.nupkg')]
    put(root + '/nuget.config', f'<configuration><packageSources><add key="hooks-feed" value="{feed}" /></packageSources></configuration>')
    put(root + '/.gitignore', 'bin/\nobj/\n')
    put(root + '/.editorconfig', 'root = true\n[*.cs]\nindent_style = space\nindent_size = 4\n')
    put(root + '/code/Code.csproj', '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>')
    put(root + '/build/Hooks.csproj', '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup>'
        + ''.join(f'<PackageReference Include="{name}" Version="{version}" PrivateAssets="all" />' for name in ('Hooks.Build', 'Hooks.Build.CSharp')) + '</ItemGroup></Project>')
    put(root + '/build/RepoHooks.cs', 'using Hooks.Build;\n\nstatic class RepoHooks\n{\n    [Hook]\n    const string Format = CSharpHooks.Format;\n}\n')
    files = []
    for i in range(count):
        name = f'code/F{i}.cs'
        shutil.copyfile(sources[i % len(sources)], os.path.join(root, name))
        os.chmod(os.path.join(root, name), 0o644)
        files.append(name)
    run(['git', 'init', '-q', '-b', 'main'], root)
    for key, value in (('user.name', 'Bench'), ('user.email', 'bench@example.org'), ('commit.gpgsign', 'false')):
        run(['git', 'config', key, value], root)
    run(['dotnet', 'build', 'build/Hooks.csproj', '-nologo', '-v:q', '-p:HooksRunOnBuild=false'], root)
    run(['dotnet', 'restore', 'code/Code.csproj', '-v:q'], root)
    run(['dotnet', 'format', 'whitespace', '.', '--folder'], root)
    run(['dotnet', 'msbuild', 'build/Hooks.csproj', '-nologo', '-v:m', '-t:InstallHooks'], root)
    run(['git', 'add', '-A'], root)
    run(['git', 'commit', '-q', '--no-verify', '-m', 'base'], root)
    return files


def measure(root, files, runs, csharpier):
    took = {}

    def edit(stamp):
        for name in files:
            with open(os.path.join(root, name), 'a', encoding='utf-8') as file:
                file.write(f'// {stamp}\n')

    def commit(name, options):
        edit(time.monotonic_ns())
        run(['git', 'add', '-A'], root)
        took.setdefault(name, []).append(run(['git', 'commit', '-q', '-m', 'x', *options], root))

    for k in range(runs + 1):
        commit('git commit, no hook', ['--no-verify'])
        commit('git commit, csharp:format', [])
        others = {'dotnet format --verify-no-changes': ['dotnet', 'format', 'code/Code.csproj', '--no-restore', '--verify-no-changes', '--include', *files],
                  'dotnet format whitespace --folder': ['dotnet', 'format', 'whitespace', '.', '--folder', '--verify-no-changes', '--include', *files]}
        if csharpier:
            others['csharpier check'] = [csharpier, 'check', *(files if len(files) == 1 else ['code'])]
        for name, argv in others.items():
            # Others may have another opinion of the files: what counts is that they looked.
            took.setdefault(name, []).append(run(argv, root, fine=(0, 1, 2)))
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
        root = os.path.realpath(tempfile.mkdtemp(prefix='csharp-'))
        os.environ['XDG_STATE_HOME'] = os.path.join(root, 'state')
        try:
            files = make(root, os.path.abspath(options.feed), [middle] if count == 1 else sources, count)
            size = sum(os.path.getsize(os.path.join(root, name)) for name in files)
            print(f'{count} files, {size // 1024:,} KiB; load {os.getloadavg()[0]:.1f}')
            rows = measure(root, files, options.runs if count < 1000 else 1, options.csharpier)
            own = rows['git commit, csharp:format']
            for name, value in rows.items():
                print(f'  {name:36}{value:9.0f} ms   ours / it {own / value:6.3f}')
        finally:
            shutil.rmtree(root, ignore_errors=True)


if __name__ == '__main__':
    main()
