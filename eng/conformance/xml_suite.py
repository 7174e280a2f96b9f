"""The W3C's XML conformance suite (folder xmlconf): well-formed documents must be accepted, others refused.

check-xml reads a document and nothing else, as pre-commit's own does: what only a parser that fetches external entities can
see is a difference that is explained, and so is XML 1.1.
"""
import os
import re

from suite import Result

# Entities in attribute values and comments occur: the lists are read as text, not as XML.
TEST = re.compile(r'<TEST\b([^>]*)>', re.S)
ATTRIBUTE = re.compile(r'([A-Z]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')


def lists(checkout):
    """Each list of tests with the folder that its addresses start from."""
    with open(os.path.join(checkout, 'xmlconf.xml'), encoding='utf-8') as main:
        text = main.read()
    entities = dict(re.findall(r'<!ENTITY\s+(\S+)\s+SYSTEM\s+"([^"]+)">', text))
    for name in re.findall(r'&(\S+);', text):
        path = os.path.join(checkout, entities[name])
        yield path, os.path.dirname(path)


def run(program, checkout):
    result = Result('W3C xmlconf')
    cases = []
    for path, base in lists(checkout):
        with open(path, encoding='utf-8') as file:
            text = re.sub(r'<!--.*?-->', '', file.read(), flags=re.S)
        for written in TEST.findall(text):
            test = {name: a or b for name, a, b in ATTRIBUTE.findall(written)}
            if test['TYPE'] != 'error':
                cases.append((test, os.path.join(base, test['URI'])))
    cases = [(test, file) for test, file in cases if os.path.exists(file)]
    for (test, file), accepted in zip(cases, program.all_accept('check-xml', [[f] for _, f in cases])):
        should = test['TYPE'] != 'not-wf'
        result.count(f"{test['ID']} {'accepted' if accepted else 'refused'}", accepted == should, reason(test))
    return result


def reason(test):
    if test.get('VERSION') == '1.1' or '1.1' in test.get('RECOMMENDATION', ''):
        return 'XML 1.1'
    if test.get('RECOMMENDATION', '').startswith('NS'):
        return 'about name spaces, which check-xml leaves alone'
    edition = test.get('EDITION', '').split()
    if edition and '4' not in edition:
        return "the fifth edition's names: the parser knows the fourth's"
    if test.get('ENTITIES', 'none') != 'none':
        return 'seen only by who fetches external entities'
    return None
