#!/usr/bin/env python3
"""Times `git commit` with no-op hooks: no hook at all, a script of `exit 0`, lefthook, prek, and the product (native runner, plain dotnet runner), in alternating runs, each round in an order of its own.

    commit.py FEED [--peers DIR] [--runs N] [TRACKED:STAGED:FILES[:HOOKS] ...]

FEED holds the package with the native runner (dotnet pack -p:HooksNative=true -o FEED). TRACKED files are in the repository, STAGED of them change in
each run; FILES is 1 for hooks that are given the staged files, 0 for such as take none; HOOKS is how many, 1 by itself. Linux, Python's standard library only.
"""
import argparse, json, os, random, re, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
ENV = {k: v for k, v in os.environ.items() if not k.startswith(('GIT_', 'LEFTHOOK', 'PREK', 'HOOK')) and k != 'CI'}
ENV.update(GIT_CONFIG_GLOBAL='/dev/null', GIT_CONFIG_NOSYSTEM='1', NO_COLOR='1', TERM='dumb', MSBUILDDISABLENODEREUSE='1')


def run(repo, *argv, **more):
    done = subprocess.run(argv, cwd=repo, env={**ENV, **more}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        raise SystemExit(f'{" ".join(argv)} in {repo}: exit {done.returncode}\n{done.stdout.decode()}')
    return done.stdout.decode().strip()


def repository(root, name, tracked):
    repo = os.path.join(root, name)
    for i in range(tracked):
        path = f'{repo}/d{i // 100}/f{i}.txt'
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w') as f:
            f.write(f'{i}\n')
    run(root, 'git', 'init', '-q', repo)
    for key, value in (('user.name', 'bench'), ('user.email', 'bench@example.org'), ('gc.auto', '0'), ('maintenance.auto', 'false')):
        run(repo, 'git', 'config', key, value)
    with open(f'{repo}/.gitignore', 'w') as f:
        f.write('bin/\nobj/\n')
    return repo


def none(repo, peers, feed, files, hooks):
    pass


def script(repo, peers, feed, files, hooks):
    path = repo + '/.git/hooks/pre-commit'
    with open(path, 'w') as f:
        f.write('#!/bin/sh\nexit 0\n')
    os.chmod(path, 0o755)


def lefthook(repo, peers, feed, files, hooks):
    jobs = [{'name': f'noop{i}', 'run': '/bin/true' + (' {staged_files}' if files else '')} for i in range(hooks)]
    with open(repo + '/lefthook.yml', 'w') as f:
        json.dump({'pre-commit': {'parallel': True, 'jobs': jobs}}, f)
    run(repo, peers + '/lefthook', 'install')


def prek(repo, peers, feed, files, hooks):
    items = [{'id': f'noop{i}', 'name': f'noop{i}', 'language': 'system', 'entry': '/bin/true', 'pass_filenames': bool(files), 'always_run': not files} for i in range(hooks)]
    with open(repo + '/.pre-commit-config.yaml', 'w') as f:
        json.dump({'repos': [{'repo': 'local', 'hooks': items}]}, f)
    run(repo, peers + '/prek', 'install')


def product(repo, peers, feed, files, hooks):
    spec = repo + '.json'
    with open(spec, 'w') as f:
        json.dump([{'name': f'noop{i}', 'argv': ['/bin/true'], 'glob': '*' if files else None, 'pass_files': bool(files), 'writes': False} for i in range(hooks)], f)
    run(repo, HERE + '/peers-setup.sh', feed, HOOKS_JSON=spec)


def plain(repo, peers, feed, files, hooks):
    product(repo, peers, feed, files, hooks)
    script = repo + '/.git/hooks/pre-commit'
    with open(script) as f:
        text = f.read()
    tools, platform = re.search(r"runner='(.*)/native/([^/]*)/hooks'", text).groups()
    dll = f'{tools}/{platform}/Hooks.Build.Runner.dll'  # ready-to-run compiled, as the targets choose it where there is no native program
    with open(script, 'w') as f:
        f.write(re.sub(r'exec "\$runner"', f'exec "$dotnet" exec "{dll}"', text))


WHO = {'git': none, 'exit 0': script, 'lefthook': lefthook, 'prek': prek, 'hooks': product, 'hooks on dotnet': plain}


def measure(a, root, tracked, staged, files, hooks=1):
    root = tempfile.mkdtemp(dir=root)
    ENV['XDG_STATE_HOME'] = os.path.join(root, 'state')
    repos = {}
    for who, install in WHO.items():
        repos[who] = repository(root, who.replace(' ', '-'), tracked)
        install(repos[who], a.peers, a.feed, files, hooks)
        run(repos[who], 'git', 'add', '-A')
        run(repos[who], 'git', 'commit', '-q', '--no-verify', '-m', 'base')
    # What this wrote would be written to the disk beside what is measured.
    os.sync()
    times = {who: [] for who in WHO}
    for k in range(a.runs + 2):
        # Who follows whom changes: caches are as the one before left them.
        for who, repo in random.Random(k).sample(list(repos.items()), len(repos)):
            stamp = time.time() - 1_000_000 + k * 10
            for i in range(staged):
                path = f'{repo}/d{i // 100}/f{i}.txt'
                with open(path, 'w') as f:
                    f.write(f'{i} run {k}\n')
                os.utime(path, (stamp, stamp))
            run(repo, 'git', 'add', '-A')
            start = time.perf_counter()
            run(repo, 'git', 'commit', '-q', '-m', 'x')
            if k >= 2:
                times[who].append((time.perf_counter() - start) * 1000)
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


main()
