#!/usr/bin/env python3
"""Puts files that others wrote into the place of an agent's, installs into them, uninstalls, and prints what became of their bytes.

    settings.py FOLDER REPOSITORY PROGRAM...

FOLDER has the files, as many as there are, in any folders (a path with '~' for '/' says where one was). REPOSITORY is a git repository whose hooks project is
built and has hooks at stages of agents. PROGRAM starts 'hooks', such as 'dotnet exec .../Hooks.Build.Runner.dll'. A file is tried for the agent that its name
says, else for all. Nothing of them belongs into a commit of ours.
"""
import json
import os
import pathlib
import re
import subprocess
import sys

PLACES = {
    "claude": ".claude/settings.json",
    "codex": ".codex/hooks.json",
    "copilot": ".github/hooks/hooks-build.json",
    "cursor": ".cursor/hooks.json",
    "gemini": ".gemini/settings.json",
}
SIGNS = {"claude": ".claude", "codex": ".codex", "copilot": ".github/hooks", "cursor": ".cursor", "gemini": ".gemini"}


def without_comments(text):
    pieces = re.findall(r'"(?:\\.|[^"\\])*"|//[^\n]*|/\*.*?\*/|[^"/]+|.', text, re.DOTALL)
    plain = "".join(piece for piece in pieces if not piece.startswith(("//", "/*")))
    return re.sub(r'("(?:\\.|[^"\\])*")|,(?=\s*[\]}])', lambda found: found.group(1) or "", plain)


def read(data):
    return json.loads(without_comments(data.decode("utf-8-sig")), object_pairs_hook=lambda pairs: ("object", pairs))


def is_ours(hook, agent):
    if not (isinstance(hook, tuple) and hook[0] == "object"):
        return False
    values = dict(hook[1])
    words = [values.get("command", ""), *(values.get("args") or [])]
    return f"agent {agent} " in " ".join(word for word in words if isinstance(word, str))


def stripped(value, agent):
    """A file without our hooks, and without the lists and groups that held nothing else."""
    if isinstance(value, tuple):
        return ("object", [(name, left) for name, item in value[1] for left in [stripped(item, agent)] if left is not None or item is None])
    if isinstance(value, list):
        left = [stripped(item, agent) for item in value if not is_ours(item, agent)]
        left = [item for item in left if item != ("object", [("hooks", [])])]
        return left
    return value


def pruned(value):
    """Without lists of hooks that are empty: they may come and go."""
    if not (isinstance(value, tuple) and value[0] == "object"):
        return value
    hooks = [(name, ("object", [pair for pair in item[1] if pair[1] != []]) if name == "hooks" and isinstance(item, tuple) else item) for name, item in value[1]]
    return ("object", [pair for pair in hooks if pair != ("hooks", ("object", []))])


def is_within(one, other):
    rest = iter(other)
    return all(byte in rest for byte in one)


def shape(data):
    said = []
    said += ["bom"] if data.startswith(b"\xef\xbb\xbf") else []
    said += ["crlf"] if b"\r\n" in data else []
    said += ["tab"] if b"\n\t" in data else []
    said += ["no newline"] if not data.endswith(b"\n") else []
    said += ["one line"] if data.strip().count(b"\n") == 0 else []
    try:
        json.loads(data.decode("utf-8-sig"))
    except ValueError:
        said += ["comments or commas" if not fails(read, data) else "no JSON"]
    return ", ".join(said)


def fails(work, *arguments):
    try:
        work(*arguments)
        return False
    except ValueError:
        return True


def agents_of(path):
    text = str(path).replace("~", "/")
    named = [agent for agent, sign in SIGNS.items() if sign in text]
    return named or list(PLACES)


def run(program, repository, *arguments):
    return subprocess.run([*program, *arguments], cwd=repository, capture_output=True, text=True, check=False)


def judge(program, repository, agent, data):
    place = pathlib.Path(repository, PLACES[agent])
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        place.write_bytes(data)
        installed = run(program, repository, "install", "--agent", agent, "--shared")
        if installed.returncode != 0:
            left = "untouched" if place.read_bytes() == data else "CHANGED"
            return [f"refused ({left})", "", "", ""], left == "untouched"
        after = place.read_bytes()
        added = is_within(data, after) and f"agent {agent} ".encode() in after.replace(b'", "', b" ")
        same = pruned(stripped(read(data), agent)) == pruned(stripped(read(after), agent))
        run(program, repository, "uninstall", "--agent", agent)
        back = place.exists() and place.read_bytes() == data

        # Of one that was saved since, nothing is known but what stands in it.
        place.write_bytes(data)
        run(program, repository, "install", "--agent", agent, "--shared")
        place.write_bytes(place.read_bytes() + b"\n")
        run(program, repository, "uninstall", "--agent", agent)
        left = place.read_bytes() if place.exists() else b""
        edited = "bytes" if left == data + b"\n" else "values" if pruned(read(left)) == pruned(read(data)) else "OTHER"
        marks = ["added alone" if added else "NOT ALONE", "same" if same else "OTHER", "bytes" if back else "OTHER", edited]
        return marks, added and same and back and edited != "OTHER"
    finally:
        place.unlink(missing_ok=True)


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    folder, repository, program = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    print("| File | Agent | Shape | Installed | Other values | Uninstalled | Saved since, then uninstalled |\n|---|---|---|---|---|---|---|")
    good = bad = 0
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        for agent in agents_of(path.relative_to(folder)):
            marks, is_good = judge(program, repository, agent, data)
            good, bad = good + is_good, bad + (not is_good)
            print("| " + " | ".join([str(path.relative_to(folder)).replace("~", "/"), agent, shape(data), *marks]) + " |", flush=True)
    print(f"\n{good} as they should be, {bad} not")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
