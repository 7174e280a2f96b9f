"""What the suites share: asking the program for a verdict, and counting."""
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field


@dataclass
class Result:
    """Outcome of one suite: how many cases agree, and which do not and why that is right or not known."""
    name: str
    total: int = 0
    agreed: int = 0
    explained: dict = field(default_factory=dict)
    unexplained: list = field(default_factory=list)
    remark: str = ''

    def agree(self):
        self.total += 1
        self.agreed += 1

    def differ(self, case, reason=None):
        self.total += 1
        if reason:
            self.explained.setdefault(reason, []).append(case)
        else:
            self.unexplained.append(case)

    def count(self, case, is_right, reason=None):
        if is_right:
            self.agree()
        else:
            self.differ(case, reason)


class Program:
    """The command `hooks`, asked for one check at a time."""

    def __init__(self, command):
        self.command = command

    def run(self, check, arguments, cwd=None):
        return subprocess.run([*self.command, 'check', '--no-fix', check, *arguments], cwd=cwd, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)

    def accepts(self, check, arguments, cwd=None):
        """True where the check accepts, False where it finds something; anything else is no verdict."""
        done = self.run(check, arguments, cwd)
        if done.returncode not in (0, 1):
            raise SystemExit(f'hooks check {check} {" ".join(arguments)} ended with {done.returncode}: {done.stdout.decode(errors="replace")}')
        return done.returncode == 0

    def all_accept(self, check, calls, cwd=None):
        """The verdict for each list of arguments, in order."""
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(lambda call: self.accepts(check, call, cwd), calls))
