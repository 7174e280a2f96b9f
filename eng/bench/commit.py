#!/usr/bin/env python3
"""Times `git commit` with no-op hooks: no hook at all, a script of `exit 0`, lefthook, prek, and the product (native runner, plain dotnet runner), in alternating runs, each round in an order of its own.

    commit.py FEED [--peers DIR] [--runs N] [TRACKED:STAGED:FILES[:HOOKS] ...]

FEED holds the package with the native runner (dotnet pack -p:HooksNative=true -o FEED). TRACKED files are in the repository, STAGED of them change in
each run; FILES is 1 for hooks that are given the staged files, 0 for such as take none; HOOKS is how many, 1 by itself. Linux, Python's standard library only.
"""
import argparse, json, os, random, re, statistics, tempfile, time

from bench import Bench, put

HERE = os.path.dirname(os.path.abspath(__file__))

def repository(bench, name, tracked):
    repo = bench.repository(name)
    for i in range(tracked):
        put(f'{repo}/d{i // 100}/f{i}.txt', f'{i}\n')
    return repo


def none(bench, repo, peers, feed, files, hooks):
    pass


def script(bench, repo, peers, feed, files, hooks):
    os.chmod(put(repo + '/.git/hooks/pre-commit', '#!/bin/sh\nexit 0\n'), 0o755)


def lefthook(bench, repo, peers, feed, files, hooks):
    jobs = [{'name': f'noop{i}', 'run': '/bin/true' + (' {staged_files}' if files else '')} for i in range(hooks)]
    put(repo + '/lefthook.yml', json.dumps({'pre-commit': {'parallel': True, 'jobs': jobs}}))
    bench.run(repo, peers + '/lefthook', 'install')


def prek(bench, repo, peers, feed, files, hooks):
    items = [{'id': f'noop{i}', 'name': f'noop{i}', 'language': 'system', 'entry': '/bin/true', 'pass_filenames': bool(files), 'always_run': not files} for i in range(hooks)]
    put(repo + '/.pre-commit-config.yaml', json.dumps({'repos': [{'repo': 'local', 'hooks': items}]}))
    bench.run(repo, peers + '/prek', 'install')


def product(bench, repo, peers, feed, files, hooks):
    spec = put(repo + '.json', json.dumps([{'name': f'noop{i}', 'argv': ['/bin/true'], 'glob': '*' if files else None, 'pass_files': bool(files), 'writes': False} for i in range(hooks)]))
    bench.run(repo, HERE + '/peers-setup.sh', feed, HOOKS_JSON=spec)


def plain(bench, repo, peers, feed, files, hooks):
    product(bench, repo, peers, feed, files, hooks)
    script = repo + '/.git/hooks/pre-commit'
    with open(script) as f:
        text = f.read()
    tools, platform = re.search(r"runner='(.*)/native/([^/]*)/hooks'", text).groups()
    dll = f'{tools}/{platform}/Hooks.Build.Runner.dll'  # ready-to-run compiled, as the targets choose it where there is no native program
    put(script, re.sub(r'exec "\$runner"', f'exec "$dotnet" exec "{dll}"', text))


WHO = {'git': none, 'exit 0': script, 'lefthook': lefthook, 'prek': prek, 'hooks': product, 'hooks on dotnet': plain}


def measure(a, root, tracked, staged, files, hooks=1):
    bench = Bench(tempfile.mkdtemp(dir=root))
    repos = {}
    for who, install in WHO.items():
        repos[who] = repository(bench, who.replace(' ', '-'), tracked)
        install(bench, repos[who], a.peers, a.feed, files, hooks)
        bench.commit_all(repos[who])
    # What this wrote would be written to the disk beside what is measured.
    os.sync()
    times = {who: [] for who in WHO}
    for k in range(a.runs + 2):
        # Who follows whom changes: caches are as the one before left them.
        for who, repo in random.Random(k).sample(list(repos.items()), len(repos)):
            stamp = time.time() - 1_000_000 + k * 10
            for i in range(staged):
                os.utime(put(f'{repo}/d{i // 100}/f{i}.txt', f'{i} run {k}\n'), (stamp, stamp))
            bench.run(repo, 'git', 'add', '-A')
            took = bench.timed(repo, 'git', 'commit', '-q', '-m', 'x')
            if k >= 2:
                times[who].append(took)
    medians = {who: statistics.median(values) for who, values in times.items()}
    best = min(medians['lefthook'], medians['prek'])
    print(f'| {tracked:,} | {staged:,} | {"yes" if files else "no"} | {hooks} | ' + ' | '.join(f'{medians[who]:.1f}' for who in WHO)
          + f' | {medians["hooks"] / best:.2f} | {medians["hooks"] - medians["git"]:.1f} |', flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('feed')
    parser.add_argument('--peers', default=os.path.expanduser('~/.cache/hooks-peers/bin'))
    parser.add_argument('--runs', type=int, default=40)
    parser.add_argument('cases', nargs='*', default=['1000:1:0', '1000:1:1', '1000:100:1', '50000:1:1', '50000:100:1', '50000:5000:1'])
    a = parser.parse_intermixed_args()
    a.feed = os.path.abspath(a.feed)
    print('| tracked | staged | files given | hooks | ' + ' | '.join(WHO) + ' | hooks / best peer | over no hook, ms |')
    print('|' + '---|' * (len(WHO) + 6), flush=True)
    # Deleted at the end: ext4 passes over inodes that were deleted in the last minutes, one by one, whenever one is made.
    with tempfile.TemporaryDirectory(prefix='commit-') as root:
        for case in a.cases:
            measure(a, root, *map(int, case.split(':')))


if __name__ == "__main__":
    main()
