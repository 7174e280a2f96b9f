#!/usr/bin/env python3
"""Runs test suites of others against `hooks check` and prints how many of their cases agree.

    run.py --hooks PROGRAM [--json DIR] [--yaml DIR] [--toml DIR] [--xml DIR] [--editorconfig DIR] [--pre-commit-hooks DIR] [--verbose]

Each option takes a checkout of the suite; README.md beside this file says which. Exit code 1 where a suite falls short of
what is held here.
"""
import argparse
import os
import shlex
import sys

sys.dont_write_bytecode = True

import editorconfig_suite
import json_suite
import pre_commit_suite
import toml_suite
import xml_suite
import yaml_suite
from suite import Program

# suite, the most cases that may differ without a reason
SUITES = {
    'json': (json_suite.run, 2),
    'yaml': (yaml_suite.run, 8),
    'toml': (toml_suite.run, 0),
    'xml': (xml_suite.run, 1),
    'editorconfig': (editorconfig_suite.run, 0),
    'pre_commit_hooks': (pre_commit_suite.run, 0),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--hooks', required=True, help='the program, or a command in one word')
    parser.add_argument('--verbose', action='store_true', help='name the cases that differ for a known reason')
    for name in SUITES:
        parser.add_argument('--' + name.replace('_', '-'), metavar='DIR')
    options = parser.parse_args()
    # The suites run in other folders.
    program = Program([os.path.abspath(word) if os.sep in word and os.path.exists(word) else word for word in shlex.split(options.hooks)])
    falls_short = False
    print(f'{"suite":<20} {"cases":>6} {"agree":>6} {"explained":>10} {"unexplained":>12}')
    for name, (run, most) in SUITES.items():
        checkout = getattr(options, name)
        if not checkout:
            continue
        result = run(program, os.path.abspath(checkout))
        explained = sum(map(len, result.explained.values()))
        print(f'{result.name:<20} {result.total:>6} {result.agreed:>6} {explained:>10} {len(result.unexplained):>12}  {result.remark}'.rstrip(), flush=True)
        for reason, cases in sorted(result.explained.items()):
            print(f'    {len(cases):>4}  {reason}' + (': ' + ', '.join(cases) if options.verbose else ''))
        for case in result.unexplained:
            print(f'          ? {case}')
        falls_short |= len(result.unexplained) > most
    return 1 if falls_short else 0


if __name__ == '__main__':
    sys.exit(main())
