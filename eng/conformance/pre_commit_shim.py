"""A plugin of pytest: puts `hooks check` in the place of the mains of pre_commit_hooks, and reports the tests that came to one."""
import importlib
import json
import os
import shlex
import subprocess
import sys
import types

PROGRAM = shlex.split(os.environ['HOOKS_PROGRAM'])

# module: id
CHECKS = {
    'check_added_large_files': 'check-added-large-files',
    'check_case_conflict': 'check-case-conflict',
    'check_executables_have_shebangs': 'check-executables-have-shebangs',
    'check_json': 'check-json',
    'check_merge_conflict': 'check-merge-conflict',
    'check_shebang_scripts_are_executable': 'check-shebang-scripts-are-executable',
    'check_symlinks': 'check-symlinks',
    'check_toml': 'check-toml',
    'check_xml': 'check-xml',
    'check_yaml': 'check-yaml',
    'destroyed_symlinks': 'destroyed-symlinks',
    'detect_aws_credentials': 'detect-aws-credentials',
    'detect_private_key': 'detect-private-key',
    'end_of_file_fixer': 'end-of-file-fixer',
    'file_contents_sorter': 'file-contents-sorter',
    'fix_byte_order_marker': 'fix-byte-order-marker',
    'forbid_new_submodules': 'forbid-new-submodules',
    'mixed_line_ending': 'mixed-line-ending',
    'no_commit_to_branch': 'no-commit-to-branch',
    'pretty_format_json': 'pretty-format-json',
    'trailing_whitespace_fixer': 'trailing-whitespace',
}

asked = set()
outcomes = {}
current = None


def replacement(check):
    def main(argv=None):
        asked.add(current)
        done = subprocess.run([*PROGRAM, 'check', check, *map(str, argv or [])], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        print(done.stdout.decode(errors='replace'), end='')
        if done.returncode == 2:
            raise SystemExit(2)  # as argparse does
        return done.returncode
    return main


def put_in_place():
    for name, check in CHECKS.items():
        try:
            module = importlib.import_module('pre_commit_hooks.' + name)
        except ImportError:
            # It needs a package that is not here, and that its main alone uses.
            module = types.ModuleType('pre_commit_hooks.' + name)
            sys.modules[module.__name__] = module
        module.main = main = replacement(check)
        if name == 'check_added_large_files':
            module.find_large_added_files = lambda files, most, enforce_all=False, main=main: main([f'--maxkb={most}', *(['--enforce-all'] if enforce_all else []), *files])
        elif name == 'check_case_conflict':
            module.find_conflicting_filenames = main
        elif name == 'no_commit_to_branch':
            module.is_on_branch = lambda protected, patterns=frozenset(), main=main: main([*(f'--branch={b}' for b in protected), *(f'--pattern={p}' for p in patterns)]) == 1


put_in_place()


def pytest_runtest_setup(item):
    global current
    current = item.nodeid


def pytest_runtest_logreport(report):
    if report.nodeid in asked and report.when == 'call':
        outcomes[report.nodeid] = report.outcome == 'passed'


def pytest_sessionfinish():
    with open(os.environ['HOOKS_REPORT'], 'w', encoding='utf-8') as file:
        json.dump(outcomes, file)
