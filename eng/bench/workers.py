#!/usr/bin/env python3
"""What C# hooks cost at a commit while a worker waits: no hook, 1 and 21 empty C# hooks, and csharp:format of one file.

    workers.py FEED CODE [--runs N]

FEED is a folder with both packages (dotnet pack -o FEED), CODE a C# file. Medians of ms; each round has an order of its own. A worker serves one run,
and the next is started after it: between two commits there is time for that, as there is between people's. Linux, Python's standard library only.
"""
import argparse
import os
import random
import shutil
import statistics
import subprocess
import tempfile
import time

PAUSE = 1.5


def environment(root):
    # Builds that leave no process behind, and build servers, keep no workers.
    names = {name: value for name, value in os.environ.items() if not name.startswith(('GIT_', 'HOOK')) and name not in ('CI', 'MSBUILDDISABLENODEREUSE')}
    return {**names, 'GIT_CONFIG_GLOBAL': os.devnull, 'GIT_CONFIG_NOSYSTEM': '1', 'NO_COLOR': '1', 'NUGET_PACKAGES': root + '/packages', 'XDG_STATE_HOME': root + '/state'}


def run(folder, root, *command):
    done = subprocess.run(command, cwd=folder, env=environment(root), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        raise SystemExit(f'{" ".join(command)} in {folder}: exit {done.returncode}\n{done.stdout.decode()}')


def put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


def repository(root, name, feed, code, hooks, packages):
    repo = f'{root}/{name}'
    put(repo + '/.gitignore', 'bin/\nobj/\n')
    put(repo + '/.editorconfig', 'root = true\n[*.cs]\nindent_style = space\nindent_size = 4\n')
    put(repo + '/nuget.config', f'<configuration><packageSources><add key="hooks-feed" value="{feed}" /></packageSources></configuration>')
    os.makedirs(repo + '/code')
    shutil.copyfile(code, repo + '/code/File.cs')
    run(repo, root, 'git', 'init', '-q')
    for key, value in (('user.name', 'bench'), ('user.email', 'bench@example.org'), ('gc.auto', '0'), ('maintenance.auto', 'false')):
        run(repo, root, 'git', 'config', key, value)
    if hooks:
        references = ''.join(f'<PackageReference Include="{package}" Version="*" PrivateAssets="all" />' for package in packages)
        put(repo + '/build/Hooks.csproj', f'<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup>{references}</ItemGroup></Project>')
        put(repo + '/build/RepoHooks.cs', 'using Hooks.Build;\n\nstatic class RepoHooks\n{\n' + hooks + '}\n')
        run(repo, root, 'dotnet', 'build', 'build/Hooks.csproj', '-nologo', '-v:q', '-p:HooksRunOnBuild=false')
        run(repo, root, 'dotnet', 'msbuild', 'build/Hooks.csproj', '-nologo', '-v:m', '-t:InstallHooks')
    run(repo, root, 'git', 'add', '-A')
    run(repo, root, 'git', 'commit', '-q', '--no-verify', '-m', 'base')
    return repo


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('feed')
    parser.add_argument('code')
    parser.add_argument('--runs', type=int, default=9)
    options = parser.parse_args()
    root = os.path.realpath(tempfile.mkdtemp(prefix='workers-'))
    empty = ['    [Hook]\n    static void Hook{}() {{ }}\n'.format(i) for i in range(21)]
    who = {'no hook': ('', []), '1 C# hook': (empty[0], ['Hooks.Build']), '21 C# hooks': (''.join(empty), ['Hooks.Build']),
           'csharp:format': ('    [Hook]\n    const string Format = CSharpHooks.Format;\n', ['Hooks.Build', 'Hooks.Build.CSharp'])}
    try:
        feed = os.path.abspath(options.feed)
        repos = {name: repository(root, str(i), feed, options.code, hooks, packages) for i, (name, (hooks, packages)) in enumerate(who.items())}
        took = {name: [] for name in repos}
        for k in range(options.runs + 2):
            for name, repo in random.Random(k).sample(list(repos.items()), len(repos)):
                with open(repo + '/code/File.cs', 'a', encoding='utf-8') as file:
                    file.write(f'// {k}\n')
                run(repo, root, 'git', 'add', '-A')
                time.sleep(PAUSE)
                began = time.perf_counter()
                run(repo, root, 'git', 'commit', '-q', '-m', 'x')
                if k >= 2:
                    took[name].append((time.perf_counter() - began) * 1000)
        none = statistics.median(took['no hook'])
        for name, values in took.items():
            print(f'{name:14}{statistics.median(values):7.1f} ms ({min(values):.1f} to {max(values):.1f}), over no hook {statistics.median(values) - none:.1f}')
    finally:
        for repo in os.listdir(root):
            if os.path.isdir(f'{root}/{repo}/build'):
                programs = [f'{folder}/hooks' for folder, _, files in os.walk(root + '/packages/hooks.build') if 'hooks' in files and '/native/' in folder]
                if programs:
                    subprocess.run([programs[0], 'stop'], cwd=f'{root}/{repo}', env=environment(root), check=False, stdout=subprocess.DEVNULL)
        shutil.rmtree(root, ignore_errors=True)


if __name__ == '__main__':
    main()
