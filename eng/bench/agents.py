#!/usr/bin/env python3
"""Times the events of a coding agent: `hooks agent` as it is installed, against one process for each hook, one after another, in alternating runs.

    agents.py FEED [--runs N]

FEED holds the package with the native runner (dotnet pack -p:HooksNative=true -o FEED). Two cases: 21 hooks at PromptSubmit (14 in C#, 5 commands, 2 ready-made)
against 16 scripts of Python and 5 of the shell that look for the same; one guard at BeforeTool against a script of Python that splits the line as a shell does, and
against the package block-no-verify of npm where that is served. Checked in each run: all answer, and the guard denies. Linux, Python's standard library only.
"""
import argparse, json, os, resource, shutil, statistics, subprocess, sys, tempfile, time

from bench import Bench, put

METHODS, COMMANDS = 14, 5

PROMPT_HOOKS = '\n'.join(
    [f'    [Hook(Stages = HookStages.PromptSubmit)] static HookResult Rule{i}(HookContext hook) =>\n'
     f'        hook.Agent!.Prompt.Contains("forbidden{i}") ? HookResult.Deny("Rule {i}.") : HookResult.Success;' for i in range(METHODS)]
    + [f'    [Hook(Stages = HookStages.PromptSubmit)] const string Command{i} = "sh -c \'! grep -q forbidden{METHODS + i}\'";' for i in range(COMMANDS)]
    + ['    [Hook] const string Secrets = AgentHooks.Secrets;',
       '    [Hook(Stages = HookStages.PromptSubmit)] const string Branch = StandardHooks.NoCommitToBranch + " --branch=release";'])
GUARD_HOOKS = '    [Hook] const string Guard = AgentHooks.NoVerifyGuard;'

SCRIPT = '''import json, sys
event = json.load(sys.stdin)
if "forbidden%d" in event.get("prompt", ""):
    print(json.dumps({"decision": "block", "reason": "Rule %d."}))
'''
GUARD = '''import json, shlex, sys
event = json.load(sys.stdin)
line = event.get("tool_input", {}).get("command", "")
try:
    words = shlex.split(line, comments=True)
except ValueError:
    words = line.split()
if "git" in words and ("--no-verify" in words or ("commit" in words and "-n" in words)):
    print("git must not skip hooks", file=sys.stderr)
    sys.exit(2)
'''


def repository(bench, name, hooks, feed):
    repo = bench.repository(name)
    bench.declare(repo, feed, hooks)
    bench.install(repo, '-p:HooksAgents=claude')
    # As people have it: with an index, which the program reads itself; without one git is asked.
    bench.run(repo, 'git', 'add', '-A')
    return repo


def installed(repo, event):
    with open(repo + '/.claude/settings.local.json') as f:
        hook = json.load(f)['hooks'][event][0]['hooks'][0]
    return [hook['command'], *hook['args']]


def taken(called, folder, commands, event, expected):
    """Wall time and processor time, in ms, of commands one after another."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    for command in commands:
        done = subprocess.run(command, cwd=folder, env=called, input=event, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        said = done.stdout.decode() + done.stderr.decode()
        if not expected(done.returncode, said):
            raise SystemExit(f'{command}: exit {done.returncode}\n{said}')
    wall = (time.perf_counter() - start) * 1000
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, (after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime) * 1000


def measure(called, title, folder, ways, event, runs, warm=3):
    times = {name: [] for name in ways}
    for k in range(runs + warm):
        for name, (commands, expected) in ways.items():
            one = taken(called, folder, commands, event, expected)
            if k >= warm:
                times[name].append(one)
            time.sleep(0.5)  # What waits for the next event is started meanwhile, as it is while a model thinks.
    base = statistics.median(wall for wall, _ in next(iter(times.values())))
    for name, values in times.items():
        walls = sorted(wall for wall, _ in values)
        print(f'| {title} | {name} | {statistics.median(walls):.1f} | {walls[0]:.1f} to {walls[-1]:.1f} | {statistics.median(cpu for _, cpu in values):.1f} | {statistics.median(walls) / base:.1f} |', flush=True)


def npm_guard(bench):
    folder = os.path.join(bench.root, 'npm')
    os.makedirs(folder)
    try:
        subprocess.run(['npm', 'install', '--silent', '--no-fund', '--no-audit', 'block-no-verify'], cwd=folder, env=bench.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, timeout=120)
    except (OSError, subprocess.SubprocessError):
        print('block-no-verify is not served here, and is left out', file=sys.stderr)
        return None
    return folder


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('feed')
    parser.add_argument('--runs', type=int, default=20)
    a = parser.parse_args()
    feed = os.path.abspath(a.feed)
    root = tempfile.mkdtemp(prefix='agents-')
    bench = Bench(root)
    called = Bench(root, keeps_workers=True).env
    prompts, guards = repository(bench, 'prompts', PROMPT_HOOKS, feed), repository(bench, 'guards', GUARD_HOOKS, feed)
    npm = npm_guard(bench)
    print('| event | way | wall, median ms | from, to | processor time, median ms | ratio |')
    print('|---|---|---|---|---|---|')

    scripts = [[sys.executable, put(f'{root}/rule{i}.py', SCRIPT % (i, i))] for i in range(METHODS + 2)]
    scripts += [['sh', put(f'{root}/command{i}.sh', f'! grep -q forbidden{METHODS + i}\n')] for i in range(COMMANDS)]
    event = json.dumps({'session_id': 's', 'prompt_id': 'p', 'cwd': prompts, 'hook_event_name': 'UserPromptSubmit', 'prompt': 'Repair the parser, please. ' * 20}).encode()
    passes = lambda code, said: code == 0 and 'block' not in said
    measure(called, '21 hooks at PromptSubmit', prompts, {'hooks agent': ([installed(prompts, 'UserPromptSubmit')], lambda code, said: code == 0 and said.strip() == '{}'), '21 processes': (scripts, passes)}, event, a.runs)

    event = json.dumps({'session_id': 's', 'prompt_id': 'p', 'cwd': guards, 'hook_event_name': 'PreToolUse', 'tool_name': 'Bash', 'tool_input': {'command': 'git add -A && git commit --no-verify -m x'}}).encode()
    ways = {'hooks agent': ([installed(guards, 'PreToolUse')], lambda code, said: code == 0 and '"deny"' in said), 'python script': ([[sys.executable, put(root + '/guard.py', GUARD)]], lambda code, said: code == 2)}
    if npm:
        denies = lambda code, said: code == 2 or '"deny"' in said or '"block"' in said
        ways['npx block-no-verify'] = ([['npx', '--prefix', npm, 'block-no-verify']], denies)
    measure(called, '1 guard at BeforeTool', guards, ways, event, a.runs)
    shutil.rmtree(root)


if __name__ == '__main__':
    main()
