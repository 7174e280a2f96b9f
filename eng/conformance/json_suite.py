"""nst/JSONTestSuite: y_ must be accepted, n_ refused, i_ may be either."""
import glob
import os

from suite import Result


def run(program, checkout):
    result = Result('JSONTestSuite')
    files = sorted(f for f in glob.glob(os.path.join(checkout, 'test_parsing', '*.json')) if os.path.basename(f)[0] in 'yn')
    for file, accepted in zip(files, program.all_accept('check-json', [['--no-nan', f] for f in files])):
        name = os.path.basename(file)
        result.count(name, accepted == name.startswith('y_'), 'a key that stands twice is a finding' if 'duplicated_key' in name else None)
    return result
