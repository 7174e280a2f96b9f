"""yaml/yaml-test-suite, a checkout of its branch `data`: a case with a file `error` must be refused."""
import os

from suite import Result


def run(program, checkout):
    result = Result('yaml-test-suite')
    cases = sorted(folder for folder, _, files in os.walk(checkout)
                   if 'in.yaml' in files and not {'.git', 'name', 'tags'} & set(os.path.relpath(folder, checkout).split(os.sep)))
    if not cases:
        raise SystemExit(f'{checkout} has no in.yaml: check out the branch data of yaml-test-suite')
    calls = [['--allow-multiple-documents', '--unsafe', os.path.join(case, 'in.yaml')] for case in cases]
    for case, accepted in zip(cases, program.all_accept('check-yaml', calls)):
        should = not os.path.exists(os.path.join(case, 'error'))
        result.count(os.path.relpath(case, checkout) + (' accepted' if accepted else ' refused'), accepted == should)
    return result
