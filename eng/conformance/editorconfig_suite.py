"""editorconfig/editorconfig-core-test: which sections match which file names.

check-editorconfig prints no settings, so a section is asked by its effect: where the suite says that a file gets `key=value`,
the section's pairs with that value become `end_of_line = crlf`, all others `end_of_line = lf`, and a file of one LF line is
refused if and only if the section counts.
"""
import os
import re
import tempfile

from suite import Result

CALL = re.compile(r'new_ec_test(_multiline|)\(\s*(\S+)\s+(\S+)\s+("(?:[^"]*)"|\S+)\s+"((?:[^"\\]|\\.)*)"\s*\)', re.S)
PAIR = re.compile(r'^(\s*)([A-Za-z_0-9]+)(\s*[=]\s*)(.*?)\s*$')


def run(program, checkout):
    result = Result('editorconfig-core')
    for group in ('glob', 'parser'):
        folder = os.path.join(checkout, group)
        with open(os.path.join(folder, 'CMakeLists.txt'), encoding='utf-8') as file:
            text = '\n'.join(line for line in file.read().split('\n') if not line.lstrip().startswith('#'))
        for _, name, rules, target, pattern in CALL.findall(text):
            case(program, result, folder, f'{group}/{name}', rules, unescape(target.strip('"')), pattern)
    return result


def case(program, result, folder, name, rules, target, pattern):
    source = os.path.join(folder, rules)
    if not os.path.exists(source):
        return
    with open(source, encoding='utf-8') as file:
        lines = file.read().split('\n')
    expected = dict(re.findall(r'([A-Za-z_0-9]+)=([^\[\\$\s]+)', pattern.replace('\\\\', '\\')))
    keys = {m.group(2) for m in map(PAIR.match, lines) if m and not m.group(2) == 'root'}
    for key in sorted(keys):
        wanted = expected.get(key)
        if not any(m and m.group(2) == key and m.group(4) for m in map(PAIR.match, lines)):
            continue  # an empty value says nothing that has an effect
        # A value that the suite writes with comments or quotes behind it is compared by its beginning.
        asked = [key_line(line, key, wanted) for line in lines]
        with tempfile.TemporaryDirectory() as work:
            place = os.path.join(work, *target.split('/'))
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(os.path.join(work, '.editorconfig'), 'w', encoding='utf-8') as file:
                file.write('root = true\n' + '\n'.join(asked))
            if os.path.abspath(place) == os.path.join(work, '.editorconfig'):
                continue
            with open(place, 'wb') as file:
                file.write(b'a\n')
            refused = not program.accepts('check-editorconfig', ['./' + os.path.relpath(place, work)], cwd=work)
        should = wanted is not None
        result.count(f'{name} {key}', refused == should)


def unescape(text):
    """A text between quotes of CMake."""
    return re.sub(r'\\(.)', r'\1', text)


def key_line(line, key, wanted):
    match = PAIR.match(line)
    if not match or match.group(2) == 'root':
        return line
    if match.group(2) != key:
        return ''
    is_wanted = wanted is None or match.group(4).split(' ')[0].lower() == wanted.lower()
    return f'{match.group(1)}end_of_line{match.group(3)}{"crlf" if is_wanted else "lf"}'
