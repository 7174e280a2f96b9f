#!/usr/bin/env python3
"""Runs the check `secrets` over the samples that gitleaks tests its own rules with.

    python3 eng/conformance/gitleaks.py CHECKOUT HOOKS [--misses] [--seed N]

CHECKOUT is a checkout of gitleaks (its go sources are read and never changed), HOOKS the program `hooks`, or a command such as
"dotnet path/to/hooks.dll". Needs `go`, and no module of others. Each rule has samples that it must find (true positives) and samples that it must
not (false positives); most are random, of a generator that is seeded here, so that two runs ask the same. `--misses` lists what differs.
"""

import argparse
import collections
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

MODULE = "github.com/zricethezav/gitleaks/v8"

# What stands in for the packages that gitleaks' rules use: a rule's samples are written out instead of being checked.
VALIDATE = """package utils

import (
	"encoding/json"
	"os"
	"sort"

	"github.com/zricethezav/gitleaks/v8/config"
)

type sample struct {
	Rule, Path, Text string
	True             bool
}

var out = json.NewEncoder(os.Stdout)

func write(rule config.Rule, path, text string, isTrue bool) {
	if err := out.Encode(sample{rule.RuleID, path, text, isTrue}); err != nil {
		panic(err)
	}
}

func Validate(rule config.Rule, truePositives []string, falsePositives []string) *config.Rule {
	for _, text := range truePositives {
		write(rule, "", text, true)
	}
	for _, text := range falsePositives {
		write(rule, "", text, false)
	}
	return &rule
}

func ValidateWithPaths(rule config.Rule, truePositives map[string]string, falsePositives map[string]string) *config.Rule {
	for isTrue, samples := range map[bool]map[string]string{true: truePositives, false: falsePositives} {
		paths := []string{}
		for path := range samples {
			paths = append(paths, path)
		}
		sort.Strings(paths)
		for _, path := range paths {
			write(rule, path, samples[path], isTrue)
		}
	}
	return &rule
}
"""

ALLOWLIST = """package config

import (
	"strings"

	"github.com/zricethezav/gitleaks/v8/regexp"
)

type AllowlistMatchCondition int

const (
	AllowlistMatchOr AllowlistMatchCondition = iota
	AllowlistMatchAnd
)

type Allowlist struct {
	Description    string
	MatchCondition AllowlistMatchCondition
	Commits        []string
	Paths          []*regexp.Regexp
	RegexTarget    string
	Regexes        []*regexp.Regexp
	StopWords      []string
}

func (a *Allowlist) Validate() error { return nil }

func (a *Allowlist) ContainsStopWord(text string) (bool, string) {
	text = strings.ToLower(text)
	for _, word := range a.StopWords {
		if strings.Contains(text, strings.ToLower(word)) {
			return true, word
		}
	}
	return false, ""
}
"""

SECRETS = """package secrets

import (
	"math/rand"
	"regexp/syntax"
	"strings"
)

var random = rand.New(rand.NewSource(SEED))

func NewSecret(regex string) string {
	parsed, err := syntax.Parse(regex, syntax.Perl)
	if err != nil {
		panic(err)
	}
	var text strings.Builder
	write(&text, parsed)
	return text.String()
}

func write(text *strings.Builder, part *syntax.Regexp) {
	switch part.Op {
	case syntax.OpLiteral:
		for _, one := range part.Rune {
			text.WriteRune(one)
		}
	case syntax.OpCharClass:
		text.WriteRune(oneOf(part.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		text.WriteRune(rune(' ' + random.Intn('~'-' ')))
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range part.Sub {
			write(text, sub)
		}
	case syntax.OpAlternate:
		write(text, part.Sub[random.Intn(len(part.Sub))])
	case syntax.OpQuest:
		repeat(text, part.Sub[0], 0, 1)
	case syntax.OpStar:
		repeat(text, part.Sub[0], 0, 10)
	case syntax.OpPlus:
		repeat(text, part.Sub[0], 1, 10)
	case syntax.OpRepeat:
		most := part.Max
		if most < 0 {
			most = part.Min + 10
		}
		repeat(text, part.Sub[0], part.Min, most)
	}
}

func repeat(text *strings.Builder, part *syntax.Regexp, least, most int) {
	for n := least + random.Intn(most-least+1); n > 0; n-- {
		write(text, part)
	}
}

// Ranges go beyond what can be printed where a class is negated.
func oneOf(ranges []rune) rune {
	all := []rune{}
	for i := 0; i < len(ranges); i += 2 {
		for one := ranges[i]; one <= ranges[i+1] && one < 0x7F; one++ {
			if one >= ' ' || ranges[i+1] < ' ' {
				all = append(all, one)
			}
		}
	}
	if len(all) == 0 {
		return ranges[0]
	}
	return all[random.Intn(len(all))]
}
"""


def samples(checkout, seed):
    """The samples of all rules, in the order of the rules."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        generate = checkout / "cmd" / "generate"
        for part in ("cmd/generate/config/rules", "cmd/generate/config/utils", "regexp"):
            (root / part).mkdir(parents=True)
            for file in (checkout / part).glob("*.go"):
                if not file.name.endswith("_test.go"):
                    shutil.copy(file, root / part)
        (root / "config").mkdir()
        shutil.copy(checkout / "config" / "rule.go", root / "config")
        (root / "config" / "allowlist.go").write_text(ALLOWLIST)
        (root / "cmd/generate/config/utils/validate.go").write_text(VALIDATE)
        (root / "cmd/generate/secrets").mkdir()
        (root / "cmd/generate/secrets/secrets.go").write_text(SECRETS.replace("SEED", str(seed)))
        # The generator's helper goes through a map, whose order differs each time.
        helper = root / "cmd/generate/config/utils/generate.go"
        helper.write_text(sorted_samples(helper.read_text()))
        calls = re.findall(r"^\s*(rules\.\w+\(\)),", (generate / "config" / "main.go").read_text(), re.MULTILINE)
        (root / "main.go").write_text(
            f'package main\n\nimport "{MODULE}/cmd/generate/config/rules"\n\nfunc main() {{\n' + "".join(f"\t{call}\n" for call in calls) + "}\n")
        (root / "go.mod").write_text(f"module {MODULE}\n\ngo 1.19\n")
        done = subprocess.run(["go", "run", "."], cwd=root, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit("gitleaks' rules could not be built: " + done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]


def sorted_samples(source):
    return source.replace('import (\n', 'import (\n\t"sort"\n', 1).replace("return cases\n", "sort.Strings(cases)\n\treturn cases\n")


def flagged(command, folder, files):
    """The numbers of the files that have a finding."""
    found = set()
    for start in range(0, len(files), 500):
        done = subprocess.run(
            [*command, "check", "--no-fix", "secrets", *files[start:start + 500]], cwd=folder, capture_output=True, text=True)
        if done.returncode not in (0, 1):
            sys.exit(f"hooks ended with {done.returncode}: {done.stdout}{done.stderr}")
        found.update(int(number) for number in re.findall(r"^s(\d+)\.txt\(", done.stdout + done.stderr, re.MULTILINE))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkout", type=pathlib.Path)
    parser.add_argument("hooks")
    parser.add_argument("--misses", action="store_true", help="list the samples that are judged otherwise than by gitleaks")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    all_samples = samples(arguments.checkout.resolve(), arguments.seed)
    with tempfile.TemporaryDirectory() as folder:
        names = [f"s{number}.txt" for number in range(len(all_samples))]
        for name, sample in zip(names, all_samples):
            (pathlib.Path(folder) / name).write_text(sample["Text"], newline="")
        found = flagged(shlex.split(arguments.hooks), folder, names)

    rules = collections.defaultdict(lambda: [0, 0, 0, 0])
    for number, sample in enumerate(all_samples):
        count = rules[sample["Rule"]]
        count[0 if sample["True"] else 2] += number in found
        count[1 if sample["True"] else 3] += 1
        if arguments.misses and (number in found) != sample["True"]:
            print(("missed " if sample["True"] else "wrong  ") + sample["Rule"] + " " + json.dumps(sample["Text"]))

    if arguments.misses:
        for rule, (hit, true, wrong, false) in rules.items():
            print(f"{rule:40} {hit:5} of {true:5}   {wrong:3} of {false:3}")
    hit, true, wrong, false = (sum(column) for column in zip(*rules.values()))
    print("| Samples of gitleaks | Flagged | Of | Share |")
    print("|---|---|---|---|")
    print(f"| true positives | {hit} | {true} | {100 * hit / true:.1f} % |")
    print(f"| false positives | {wrong} | {false} | {100 * wrong / false:.1f} % |")
    return 0 if hit >= 0.85 * true and wrong <= 48 else 1


if __name__ == "__main__":
    sys.exit(main())
