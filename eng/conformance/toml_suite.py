"""toml-lang/toml-test: the cases listed for TOML 1.1.0."""
import os

from suite import Result


def run(program, checkout):
    result = Result('toml-test 1.1.0')
    tests = os.path.join(checkout, 'tests')
    with open(os.path.join(tests, 'files-toml-1.1.0'), encoding='utf-8') as listed:
        names = [line.strip() for line in listed if line.strip().endswith('.toml')]
    for name, accepted in zip(names, program.all_accept('check-toml', [[os.path.join(tests, n)] for n in names])):
        result.count(name, accepted == name.startswith('valid/'))
    return result
