"""pre-commit/pre-commit-hooks: its own tests, with `hooks check` in the place of each `main`.

Needs pytest. Tests that never come to the check (they are about functions of that program) do not count.
"""
import json
import os
import shlex
import subprocess
import sys
import tempfile

from suite import Result

# Where we differ on purpose (docs/checks.md says why), by the beginning of the test's name.
NO_FILES = 'called without files, which is wrong use here'
TEXT = 'asks for the words that are printed'
EXPLAINED = {
    'check_added_large_files_test.py::test_integration': NO_FILES,
    'check_case_conflict_test.py::test_adding_file': NO_FILES,
    'check_case_conflict_test.py::test_file_conflicts': NO_FILES,
    'check_case_conflict_test.py::test_integration': NO_FILES,
    'check_executables_have_shebangs_test.py::test_git_executable': NO_FILES,
    'check_shebang_scripts_are_executable_test.py::test_git_executable': NO_FILES,
    'destroyed_symlinks_test.py::test_find': NO_FILES,
    'check_executables_have_shebangs_test.py::test_bad_shebang': TEXT,
    'check_merge_conflict_test.py::test_merge_conflicts_git': TEXT,
    'check_merge_conflict_test.py::test_worktree': TEXT,
    'detect_aws_credentials_test.py::test_non_existent': TEXT,
    'mixed_line_ending_test.py::test_fix_lf': TEXT,
    'mixed_line_ending_test.py::test_no_fix': TEXT,
    'pretty_format_json_test.py::test_diffing': TEXT,
    'trailing_whitespace_fixer_test.py::test_prints_warning': TEXT,
    'forbid_new_submodules_test.py::': 'looks at what is staged, whichever files it is given',
}


def run(program, checkout):
    result = Result('pre-commit-hooks')
    here = os.path.dirname(os.path.abspath(__file__))
    python = next((p for p in (sys.executable, '/usr/bin/python3') if has_pytest(p)), None)
    if python is None:
        raise SystemExit('pytest is not there: install it (Debian: apt-get install python3-pytest)')
    with tempfile.TemporaryDirectory() as work:
        report = os.path.join(work, 'report.json')
        environment = dict(os.environ, PYTHONPATH=os.pathsep.join([here, checkout]), PYTHONDONTWRITEBYTECODE='1',
                           HOOKS_PROGRAM=shlex.join(program.command), HOOKS_REPORT=report)
        subprocess.run([python, '-m', 'pytest', '-q', '-p', 'pre_commit_shim', '-p', 'no:cacheprovider', '--rootdir', checkout, '--continue-on-collection-errors', '--import-mode=append', 'tests'],
                       cwd=checkout, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        if not os.path.exists(report):
            raise SystemExit(f'the tests of {checkout} could not be run: cd there and run pytest to see why')
        with open(report, encoding='utf-8') as file:
            outcomes = json.load(file)
    for name, passed in sorted(outcomes.items()):
        short = name.split('/')[-1]
        result.count(short, passed, next((why for begin, why in EXPLAINED.items() if short.startswith(begin)), None))
    return result


def has_pytest(python):
    return subprocess.run([python, '-c', 'import pytest'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0
