using System.Globalization;
using Hooks.Build.Engine.Checking;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Staging;

namespace Hooks.Build.Engine.Tests.Git;

/// <summary>However somebody likes git to show things, what we ask it has the same answer.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The edits are made by a shell.")]
public sealed class UserSettingsTests
{
    // What users say of how git shows and compares, with values that are not git's own.
    private static readonly (string Name, string[] Values)[] Settings =
    [
        ("diff.orderFile", ["no/such/file", "/dev/null", "order", "/no/such/file"]),
        ("diff.renames", ["false", "copies", "true"]),
        ("diff.noprefix", ["true"]),
        ("diff.mnemonicPrefix", ["true"]),
        ("diff.srcPrefix", ["x/"]),
        ("diff.external", ["false", "no-such-program"]),
        ("diff.ignoreSubmodules", ["all", "untracked", "dirty", "none"]),
        ("diff.submodule", ["log", "diff"]),
        ("diff.relative", ["true"]),
        ("diff.context", ["0"]),
        ("diff.interHunkContext", ["9"]),
        ("diff.algorithm", ["histogram", "patience", "minimal"]),
        ("diff.wordRegex", ["."]),
        ("diff.colorMoved", ["zebra"]),
        ("diff.statGraphWidth", ["4"]),
        ("diff.suppressBlankEmpty", ["true"]),
        ("diff.dirstat", ["lines"]),
        ("diff.indentHeuristic", ["false"]),
        ("diff.wsErrorHighlight", ["all"]),
        ("diff.autoRefreshIndex", ["false"]),
        ("diff.trustExitCode", ["true"]),
        ("status.relativePaths", ["false"]),
        ("status.short", ["true"]),
        ("status.branch", ["true", "false"]),
        ("status.showStash", ["true"]),
        ("status.aheadBehind", ["false"]),
        ("status.showUntrackedFiles", ["no", "all"]),
        ("status.submoduleSummary", ["true"]),
        ("status.renames", ["false", "copies"]),
        ("status.displayCommentPrefix", ["true"]),
        ("color.ui", ["always", "false"]),
        ("color.diff", ["always"]),
        ("color.status", ["always"]),
        ("column.ui", ["always"]),
        ("column.status", ["always"]),
        ("core.quotePath", ["false", "true"]),
        ("core.abbrev", ["4", "12"]),
        ("core.pager", ["cat -A", "false"]),
        ("core.editor", ["false"]),
        ("core.commentChar", [";", "auto"]),
        ("core.preloadIndex", ["false"]),
        ("core.untrackedCache", ["true", "keep"]),
        ("core.checkStat", ["minimal"]),
        ("core.trustctime", ["false"]),
        ("core.safecrlf", ["true", "warn"]),
        ("core.whitespace", ["tab-in-indent"]),
        ("core.splitIndex", ["false", "true"]),
        ("core.hooksPath", ["/no/such/folder"]),
        ("core.warnAmbiguousRefs", ["false"]),
        ("pager.diff", ["cat -A"]),
        ("pager.status", ["cat -A"]),
        ("pager.ls-files", ["true"]),
        ("pager.config", ["cat -A"]),
        ("alias.diff", ["!false"]),
        ("alias.status", ["!false"]),
        ("alias.ls-files", ["!false"]),
        ("i18n.commitEncoding", ["iso-8859-1"]),
        ("i18n.logOutputEncoding", ["utf-16"]),
        ("log.date", ["relative"]),
        ("log.decorate", ["full"]),
        ("log.showSignature", ["true"]),
        ("log.abbrevCommit", ["true"]),
        ("format.pretty", ["raw"]),
        ("merge.conflictStyle", ["diff3"]),
        ("merge.renames", ["false"]),
        ("interactive.diffFilter", ["false"]),
        ("submodule.recurse", ["true"]),
        ("index.version", ["4"]),
        ("index.threads", ["3"]),
        ("feature.manyFiles", ["true"]),
        ("help.autoCorrect", ["1"]),
        ("advice.statusHints", ["false"]),
        ("advice.addIgnoredFile", ["true"]),
        ("apply.whitespace", ["fix"]),
        ("commit.verbose", ["true"]),
        ("commit.cleanup", ["verbatim"]),
        ("rerere.enabled", ["true"]),
    ];

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public async Task What_is_to_be_checked_is_the_same_however_git_shows_it(int round)
    {
        using var repository = new TempRepository()
            .Edit("in/moved", new string('m', 5000))
            .Stage("in/moved")
            .Commit("a", "in/b", "in/gone", "über/ß", "touched");
        _ = repository.Shell("""
            set -e
            mkdir in/sub; git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),in/sub; git commit -q -m sub; git branch up
            echo 2 > a; echo 2 > in/b; git add a in/b; git commit -q -m two; git branch -q --set-upstream-to=up
            git mv in/moved in/other; git rm -q in/gone; echo 3 > a; echo 3 > 'in/new x'; echo 3 > über/ß; git add -A
            git update-index --cacheinfo 160000,$(git rev-parse HEAD),in/sub
            echo 4 > a; echo 4 > in/untracked; mkdir in/folder; echo 4 > in/folder/untracked
            printf 'in/*\na\n' > .git/order; touch -d '1 hour ago' touched
            """);
        var expected = await AnswersAsync(repository);
        expected[^1].ShouldStartWith("state +1 -0 staged 5 changed 1 main up ");
        SetAll(repository, round);
        (await AnswersAsync(repository)).ShouldBe(expected);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public async Task Repairs_are_staged_and_merged_however_git_shows_them(int round)
    {
        using CommitBench bench = new();
        _ = bench.Committed("a.txt", "one\n2\n3\n4\n5\n")
            .Staged("a.txt", "one \n2\n3\n4\n5\n")
            .OnDisk("a.txt", "one \n2\n3\n4\nfive \n")
            .Staged("in/b.txt", "two \n");
        SetAll(bench.Repository, round);
        var report = await bench.RunAsync(CommitBench.Blanks);
        report.Succeeded.ShouldBeTrue(string.Join('\n', report.Problems.Select(problem => problem.Message)));
        (bench.Index("a.txt"), bench.Disk("a.txt")).ShouldBe(("one\n2\n3\n4\n5\n", "one\n2\n3\n4\nfive \n"));
        (bench.Index("in/b.txt"), bench.Disk("in/b.txt")).ShouldBe(("two\n", "two\n"));
    }

    private static void SetAll(TempRepository repository, int round)
    {
        foreach (var (name, values) in Settings)
        {
            var value = values[round % values.Length];
            var at = name.IndexOf('.', StringComparison.Ordinal);
            File.AppendAllText(
                repository.In(".git/config"), $"[{name[..at]}]\n\t{name[(at + 1)..]} = \"{(value == "order" ? repository.In(".git/order") : value)}\"\n");
        }
    }

    private static async Task<List<string>> AnswersAsync(TempRepository repository)
    {
        var (head, before) = (repository.Git("rev-parse", "HEAD"), repository.Git("rev-parse", "HEAD~1"));
        List<string> answers = [];
        FileChoice[] choices =
        [
            new(FileChoiceKind.All), new(FileChoiceKind.Staged), new(FileChoiceKind.Changed), new(FileChoiceKind.Range, before, head),
            FileChoice.Pushed("origin", [$"refs/heads/main {head} refs/heads/main {before}"]),
        ];
        foreach (var folder in (string[])["", "in"])
        {
            foreach (var choice in choices)
            {
                var listing = await repository.ListAsync(choice, folder);
                answers.Add($"{folder} {choice.Kind}: {string.Join(", ", listing.Paths)}; gone {string.Join(", ", listing.Gone)}");
                CheckedRepository repositoryOf = new(repository.Program(folder: folder), repository.In(folder).TrimEnd('/'), choice, _ => null);
                answers.Add($"{folder} {choice.Kind} added: {string.Join(", ", await repositoryOf.ChangesAsync("A", CancellationToken.None))}");
            }

            answers.Add($"{folder} staged: {string.Join(", ", await repository.StagedAsync(folder))}");
        }

        var state = await GitState.ReadAsync(repository.Program(), CancellationToken.None);
        // What differs of submodules is what the user wants to hear of them.
        state = state with { Files = [.. state.Files.Where(file => file.Path != "in/sub").OrderBy(file => file.Path, StringComparer.Ordinal)] };
        var counts = string.Create(CultureInfo.InvariantCulture, $"+{state.Ahead} -{state.Behind} staged {state.Staged} changed {state.Changed}");
        answers.Add($"state {counts} {state.Branch} {state.Upstream} {string.Join(", ", state.Files)}");
        return answers;
    }
}
