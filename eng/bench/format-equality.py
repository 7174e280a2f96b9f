#!/usr/bin/env python3
"""Compares csharp:format --whitespace with `dotnet format whitespace --folder`, byte for byte, over whole code bases.

    format-equality.py WORKER FOLDER...

WORKER is Hooks.Build.CSharp.Worker.dll, a FOLDER is a code base; one that is a git directory is read from its HEAD. Each is compared as it is and with
its formatting disturbed (the same way every time). Nothing is written into the folders. Exit code 1 where any file differs.
"""
import os, random, shutil, subprocess, sys, tempfile, time


def unpack(folder, target):
    """The C# files and .editorconfig files of a code base."""
    os.makedirs(target)
    if os.path.exists(os.path.join(folder, "HEAD")):
        names = subprocess.run(["git", "-C", folder, "ls-tree", "-r", "-z", "--name-only", "HEAD"], capture_output=True, text=True, check=True).stdout.split("\0")
        wanted = [name for name in names if name.endswith((".cs", ".editorconfig"))]
        archive = subprocess.Popen(["git", "-C", folder, "archive", "HEAD", "--", *wanted], stdout=subprocess.PIPE)
        subprocess.run(["tar", "-x", "-C", target], stdin=archive.stdout, check=True)
    else:
        shutil.copytree(folder, target, dirs_exist_ok=True, symlinks=True, ignore=shutil.ignore_patterns(".git", "bin", "obj"))
    for path in list(files(target, everything=True)):
        if not path.endswith((".cs", ".editorconfig")) or os.path.islink(path):
            os.remove(path)


def files(folder, everything=False):
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if everything or name.endswith(".cs"):
                yield os.path.join(root, name)


def disturb(folder):
    """Breaks the formatting: what comes out need not mean the same, nor compile."""
    luck = random.Random(5)
    for path in files(folder):
        data = open(path, "rb").read()
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            continue
        lines = data.split(b"\n")
        for i, line in enumerate(lines):
            what = luck.randrange(14)
            if what == 0:
                line = line.lstrip(b" \t")
            elif what == 1:
                line = b" " * luck.randrange(1, 9) + line
            elif what == 2:
                line = line.rstrip(b"\r") + b"   "
            elif what == 3:
                line = line.replace(b", ", b",").replace(b" = ", b"=")
            elif what == 4:
                line = line.replace(b"(", b"( ").replace(b";", b" ;")
            elif what == 5:
                line = line.replace(b"{", b" {  ").replace(b"    ", b"\t")
            elif what == 6:
                line = line.rstrip(b"\r") + b"\r"
            elif what == 7 and line.strip() in (b"{", b"}"):
                line = line.strip() + b"\n\n"
            lines[i] = line
        data = b"\n".join(lines)
        end = luck.randrange(6)
        data = data.rstrip() if end == 0 else data + b"\n\n" if end == 1 else data
        open(path, "wb").write(data)


def timed(command, folder):
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return time.perf_counter() - start, done


def compare(worker, source, disturbed, work):
    theirs, ours = os.path.join(work, "theirs"), os.path.join(work, "ours")
    for target in (theirs, ours):
        shutil.rmtree(target, ignore_errors=True)
        unpack(source, target)
        if disturbed:
            disturb(target)
    before = {path: open(path, "rb").read() for path in files(theirs)}
    names = [os.path.relpath(path, ours) for path in files(ours)]
    their_time, _ = timed(["dotnet", "format", "whitespace", "--folder", theirs], theirs)
    start = time.perf_counter()
    # A command line holds some ten thousand names.
    said = "".join(subprocess.run(["dotnet", worker, "format", "--whitespace", "--fix", "--", *names[i:i + 5000]], cwd=ours, stdout=subprocess.PIPE, text=True).stdout for i in range(0, len(names), 5000))
    our_time = time.perf_counter() - start
    notes = [line for line in said.splitlines() if "error" in line]
    changed = sum(1 for path, data in before.items() if open(path, "rb").read() != data)
    differ = [name for name in names if open(os.path.join(theirs, name), "rb").read() != open(os.path.join(ours, name), "rb").read()]
    print(f"{source}{' disturbed' if disturbed else ''}: {len(names)} files, {changed} changed, {len(differ)} differ; "
          f"dotnet format {their_time:.2f} s, worker {our_time:.2f} s")
    for line in differ[:20] + notes[:5]:
        print("   ", line)
    return differ


def main():
    worker = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        results = [compare(worker, source, disturbed, work) for source in sys.argv[2:] for disturbed in (False, True)]
    sys.exit(1 if any(results) else 0)


main()
