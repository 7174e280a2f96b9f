using System.Globalization;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Scheduling;

namespace Hooks.Build.Engine.Tests.Selecting;

/// <summary>Random repositories: our list and our comparison are those of git's own commands.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The edits are made by a shell.")]
public sealed class StagedDifferentialTests
{
    private static readonly string[] Names = ["a", "b c", "-d", "e\"f", "g\nh", "über", "in/i", "in/deep/j", "k.crlf", "l.crlf", "in-m", "日本/n"];

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    [DataRow(6)]
    [DataRow(7)]
    [DataRow(8)]
    public async Task What_is_staged_and_how_it_is_on_disk_is_what_git_says(int seed)
    {
        Dice dice = new(seed);
        using TempRepository repository = new($"--object-format={dice.Of("sha1", "sha1", "sha256")}");
        _ = repository.Edit(".gitattributes", "*.crlf text=auto eol=crlf\n").Stage(".gitattributes");
        _ = repository.Git("config", "index.version", dice.Of("2", "3", "4"));
        for (var round = 0; round < 6; round++)
        {
            _ = repository.Shell(string.Join('\n', Enumerable.Range(0, 12).Select(_ => Step(dice))) + "\ntrue");
            if (dice.OneIn(2))
            {
                // An index younger than all files leaves no entry in doubt: our reader decides alone.
                _ = repository.Shell("touch -d '3 hours' .git/index");
            }

            // As a hook of a commit we read the lists ourselves.
            (await repository.StagedAsync(indexFile: dice.OneIn(2) ? repository.In(".git/index") : ""))
                .ShouldBe(Expected(repository), $"seed {seed}, round {round}");
            if (dice.OneIn(3))
            {
                _ = repository.Shell("git commit --quiet --allow-empty -m x 2>/dev/null || true");
            }
        }
    }

    private static string Step(Dice dice)
    {
        var (path, other) = (dice.Of(Names), Quote(dice.Of(Names)));
        var name = Quote(path);
        var text = dice.Below(4).ToString(CultureInfo.InvariantCulture);
        // Where git converts line ends its commands do not agree whether a change of nothing else is one.
        var end = path.EndsWith(".crlf", StringComparison.Ordinal) ? "\\r\\n" : dice.Of("\\n", "\\r\\n");
        var step = dice.Below(14) switch
        {
            0 or 1 => $"printf '{text}{end}' > {name}",
            2 => $"printf '{text}{end}' >> {name}",
            3 or 4 or 5 => $"git add -- {name}",
            6 => $"chmod {dice.Of("+x", "-x")} -- {name}",
            7 => $"rm -rf -- {name}; ln -s {text} ./{name}",
            8 => $"rm -rf -- {name}",
            9 => $"rm -rf -- {name}; mkdir -p -- {name}",
            10 => $"git mv -f -- {name} {other}",
            11 => $"git rm -q --cached -- {name}",
            12 => $"git add --intent-to-add -- {name}",
            _ => $"touch -d '{dice.Of("1 hour ago", "now", "1 hour")}' ./{name}",
        };
        return $"mkdir -p -- \"$(dirname -- {name})\" \"$(dirname -- {other})\" 2>/dev/null; {{ {step}; }} 2>/dev/null";
    }

    private static IReadOnlyList<string> Expected(TempRepository repository)
    {
        // `git diff` writes the index.
        _ = repository.Shell("cp -p .git/index .git/copy");
        var staged = Set(repository, "diff --cached --name-only -z --no-renames --diff-filter=ACMRT");
        var changed = Set(repository, "diff --name-only -z --no-renames");
        var missing = Set(repository, "diff --name-only -z --no-renames --diff-filter=D");
        return [.. staged.Select(name => $"{name} {(missing.Contains(name) ? "Missing" : changed.Contains(name) ? "Changed" : "Same")}")];
    }

    private static SortedSet<string> Set(TempRepository repository, string command) =>
        new(repository.Shell($"GIT_INDEX_FILE=.git/copy git {command}").Split('\0', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    private static string Quote(string name) => $"'{name}'";
}
