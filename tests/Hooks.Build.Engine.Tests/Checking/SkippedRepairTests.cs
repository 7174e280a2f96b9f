using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Checking;

/// <summary>A ready-made hook that depends on others and repairs: what is skipped has changed nothing, and what was changed is told.</summary>
[TestClass]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same cases in each run")]
public sealed class SkippedRepairTests : IDisposable
{
    private static readonly PlannedHook Whitespace = Make.Check("Whitespace", "hooks:trailing-whitespace");
    private static readonly PlannedHook End = Make.Check("End", "hooks:end-of-file-fixer") with { DependsOn = ["Whitespace"] };
    private static readonly PlannedHook Ends = Make.Check("Ends", "hooks:mixed-line-ending --fix=lf") with { DependsOn = ["End"] };

    // Nobody knows whether that is text, and it has blanks at the end of lines.
    private static readonly string Doubtful = string.Concat(Enumerable.Repeat("header \n", 400)) + "\u0001\n";

    private readonly CachingRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    public async Task What_depends_on_a_hook_that_failed_changes_nothing()
    {
        _ = _repository.Files.Edit("a.txt", "one").Edit("b.txt", "one\r\ntwo\n").Edit("c.txt", "one \ntwo");
        _ = _repository.Files.Edit("doubtful.payload", Doubtful);

        var report = await RunAsync(Whitespace, End, Ends);

        report.Hooks.Select(hook => $"{hook.Hook.Name} {hook.Outcome}").ShouldBe(["Whitespace Failed", "End Skipped", "Ends Skipped"], ignoreOrder: true);
        Text("a.txt").ShouldBe("one");
        Text("b.txt").ShouldBe("one\r\ntwo\n");
        Text("c.txt").ShouldBe("one\ntwo");
        Told(report).ShouldBe(["c.txt: Whitespace"]);
    }

    [TestMethod]
    public async Task What_depends_on_hooks_that_passed_repairs_upon_what_they_repaired()
    {
        _ = _repository.Files.Edit("a.txt", "one").Edit("b.txt", "one\r\ntwo\n").Edit("c.txt", "one \r\ntwo\nthree").Edit("d.txt", "one\n");

        var report = await RunAsync(Whitespace, End, Ends);

        report.Hooks.ShouldAllBe(hook => hook.Outcome == HookOutcome.Succeeded);
        Text("c.txt").ShouldBe("one\ntwo\nthree\n");
        Told(report).ShouldBe(["a.txt: End", "b.txt: Ends", "c.txt: Whitespace End Ends"]);
    }

    [TestMethod]
    public async Task A_hook_that_fails_keeps_those_behind_it_from_changing_anything_and_no_others()
    {
        _ = _repository.Files.Edit("a.txt", "one ").Edit("b.txt", "\uFEFFone\n");
        _ = _repository.Files.Edit("doubtful.payload", Doubtful);

        var report = await RunAsync(Whitespace, End, Make.Check("Mark", "hooks:fix-byte-order-marker"));

        Text("a.txt").ShouldBe("one");
        Told(report).ShouldBe(["a.txt: Whitespace", "b.txt: Mark"]);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    [DataRow(6)]
    public async Task Whatever_fails_what_is_skipped_has_changed_nothing_and_all_changes_are_told(int seed)
    {
        Random random = new(seed);
        string[] names = [
            "trailing-whitespace",
            "end-of-file-fixer",
            "mixed-line-ending --fix=lf",
            "fix-byte-order-marker",
            "check-editorconfig",
            "check-json",
            "pretty-format-json --autofix"];
        List<PlannedHook> hooks = [];
        foreach (var name in names.OrderBy(_ => random.Next()))
        {
            hooks.Add(Make.Check("H" + hooks.Count, "hooks:" + name) with { DependsOn = [.. hooks.Where(_ => random.Next(3) == 0).Select(hook => hook.Name)] });
        }

        _ = _repository.Files.Edit(".editorconfig", "root = true\n[*.txt]\nend_of_line = " + (random.Next(2) == 0 ? "lf" : "crlf") + "\n");
        string[] parts = ["one", " ", "\n", "\r\n", "\uFEFF", "{", "}", "\t", "1"];
        for (var i = 0; i < 40; i++)
        {
            _ = _repository.Files.Edit(
                $"f{i}.{(i % 4 == 0 ? "json" : "txt")}",
                i % 8 == 0 ? "{ }" : string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => parts[random.Next(parts.Length)])));
        }

        if (random.Next(2) == 0)
        {
            _ = _repository.Files.Edit("doubtful.payload", Doubtful);
        }

        var before = Contents();

        var report = await RunAsync([.. hooks]);

        var now = Contents();
        report.Hooks.Where(hook => hook.Outcome == HookOutcome.Skipped).ShouldAllBe(hook => hook.Changed.Count == 0);
        report.Repaired.Select(file => file.Path).ShouldBe(now.Keys.Where(file => now[file] != before[file]).Order(StringComparer.Ordinal));
        report.Repaired.SelectMany(file => file.Hooks)
            .Distinct(StringComparer.Ordinal)
            .ShouldAllBe(name => report.Hooks.Single(hook => hook.Hook.Name == name).Outcome != HookOutcome.Skipped);
    }

    private string Text(string file) => File.ReadAllText(_repository.Files.In(file));

    private Dictionary<string, string> Contents() =>
        Directory.GetFiles(_repository.Files.Path)
            .ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(File.ReadAllBytes(file)), StringComparer.Ordinal);

    private static IEnumerable<string> Told(RunReport report) => report.Repaired.Select(file => $"{file.Path}: {string.Join(' ', file.Hooks)}");

    private Task<RunReport> RunAsync(params PlannedHook[] hooks) => _repository.RunAsync(_repository.Request with { Fix = FixMode.Always }, hooks);
}
