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

from bench import Bench, put

PAUSE = 1.5


def repository(bench, name, feed, code, hooks, packages):
    repo = bench.repository(name)
    put(repo + '/.editorconfig', 'root = true\n[*.cs]\nindent_style = space\nindent_size = 4\n')
    os.makedirs(repo + '/code')
    shutil.copyfile(code, repo + '/code/File.cs')
    if hooks:
        bench.declare(repo, feed, hooks, packages)
        bench.install(repo)
    bench.commit_all(repo)
    return repo


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('feed')
    parser.add_argument('code')
    parser.add_argument('--runs', type=int, default=9)
    options = parser.parse_args()
    root = os.path.realpath(tempfile.mkdtemp(prefix='workers-'))
    bench = Bench(root, keeps_workers=True)
    empty = ['    [Hook]\n    static void Hook{}() {{ }}\n'.format(i) for i in range(21)]
    who = {'no hook': ('', []), '1 C# hook': (empty[0], ['Hooks.Build']), '21 C# hooks': (''.join(empty), ['Hooks.Build']),
           'csharp:format': ('    [Hook]\n    const string Format = CSharpHooks.Format;\n', ['Hooks.Build', 'Hooks.Build.CSharp'])}
    try:
        feed = os.path.abspath(options.feed)
        repos = {name: repository(bench, str(i), feed, options.code, hooks, packages) for i, (name, (hooks, packages)) in enumerate(who.items())}
        took = {name: [] for name in repos}
        for k in range(options.runs + 2):
            for name, repo in random.Random(k).sample(list(repos.items()), len(repos)):
                with open(repo + '/code/File.cs', 'a', encoding='utf-8') as file:
                    file.write(f'// {k}\n')
                bench.run(repo, 'git', 'add', '-A')
                time.sleep(PAUSE)
                one = bench.timed(repo, 'git', 'commit', '-q', '-m', 'x')
                if k >= 2:
                    took[name].append(one)
        none = statistics.median(took['no hook'])
        for name, values in took.items():
            print(f'{name:14}{statistics.median(values):7.1f} ms ({min(values):.1f} to {max(values):.1f}), over no hook {statistics.median(values) - none:.1f}')
    finally:
        for repo in os.listdir(root):
            if os.path.isdir(f'{root}/{repo}/build'):
                programs = [f'{folder}/hooks' for folder, _, files in os.walk(root + '/packages/hooks.build') if 'hooks' in files and '/native/' in folder]
                if programs:
                    subprocess.run([programs[0], 'stop'], cwd=f'{root}/{repo}', env=bench.env, check=False, stdout=subprocess.DEVNULL)
        shutil.rmtree(root, ignore_errors=True)


if __name__ == '__main__':
    main()
