using System.Diagnostics;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Telemetry;
using Hooks.Build.Runner.Tests.Exports;
using Hooks.Build.Runner.Tests.Output;

namespace Hooks.Build.Runner.Tests.Telemetry;

/// <summary>Absolute paths have the user's name in them, and stay on the machine.</summary>
[TestClass]
[DoNotParallelize]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Roots are those of Unix.")]
public sealed class TelemetryPathTests
{
    private const string Root = "/home/alice/repository";

    [TestMethod]
    [DataRow("/home/alice/repository/src/A.cs", "src/A.cs")]
    [DataRow("/home/alice/repository/a b#?%.cs", "a b#?%.cs")]
    [DataRow("src/A.cs", "src/A.cs")]
    [DataRow("/home/alice/.nuget/packages/x/y.targets", null)]
    [DataRow("/home/alice/repository2/x.cs", null)]
    [DataRow("/home/alice/repository", null)]
    [DataRow("/home/alice/repository/../x.cs", null)]
    [DataRow("../repository2/x.cs", null)]
    [DataRow("src/../../x.cs", null)]
    [DataRow("C:\\Users\\alice\\x.cs", null)]
    [DataRow("/home/alice/repository/C:/Users/alice/x.cs", null)]
    [DataRow("\\\\server\\alice\\x.cs", null)]
    [DataRow("~/x.cs", null)]
    [DataRow("/home/alice/repository/a\0b", null)]
    public void A_path_is_sent_from_the_root_and_what_lies_elsewhere_has_none(string file, string? sent)
    {
        var hook = Reports.Hook("Lint", HookOutcome.Failed) with
        {
            Hook = new PlannedHook { Index = 0, Name = "Lint", File = file, Line = 3 },
            Findings = [Reports.Error() with { File = file, Line = 7 }],
        };
        var span = Sent(Reports.Run(hook)).Single(span => span.OperationName == "Lint");
        span.GetTagItem("code.file.path").ShouldBe(sent);
        span.GetTagItem("code.line.number").ShouldBe(sent is null ? null : 3);
        var finding = span.Events.ShouldHaveSingleItem().Tags.ToDictionary(StringComparer.Ordinal);
        finding.GetValueOrDefault("code.file.path").ShouldBe(sent);
        finding.GetValueOrDefault("code.line.number").ShouldBe(sent is null ? null : 7);
    }

    [TestMethod]
    [DataRow("CS0168", true)]
    [DataRow("@typescript-eslint/no-unused-vars", true)]
    [DataRow("/home/alice/x", false)]
    [DataRow("C:\\Users\\alice", false)]
    [DataRow("the password is", false)]
    [DataRow("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    public void A_code_is_sent_where_it_looks_like_one(string code, bool isSent)
    {
        var hook = Reports.Hook("Lint", HookOutcome.Failed) with { Findings = [Reports.Error() with { Code = code }] };
        var finding = Sent(Reports.Run(hook)).Single(span => span.OperationName == "Lint").Events.Single();
        finding.Tags.ToDictionary(StringComparer.Ordinal).GetValueOrDefault("hooks.finding.code").ShouldBe(isSent ? code : null);
    }

    [TestMethod]
    public void Whatever_hooks_find_wherever_no_absolute_path_is_sent()
    {
        string[] folders = [Root, Root
            + "2", "/home/alice", "/home", "/", "..", ".", "src", Root + "/..", "C:/Users/alice", "D:\\", "\\\\host\\share", "~", ""];
        string[] names = ["alice.cs", "src/../../alice", "a/b.cs", "..", "\0", "C:\\alice", "/home/alice/x", ""];
        for (var seed = 0; seed < 500; seed++)
        {
#pragma warning disable CA5394 // made-up runs need no secret numbers
            Random random = new(seed);
            var report = Runs.Any(random).Report;
            report = report with
            {
                Hooks = [.. report.Hooks.Select(hook => hook with
                {
                    Hook = hook.Hook with { File = Path() },
                    Findings = [.. hook.Findings.Select(finding => finding with { File = Path() })],
                })],
            };
            foreach (var sent in Sent(report)
                .SelectMany(span => span.TagObjects.Concat(span.Events.SelectMany(one => one.Tags)))
                .Select(tag => tag.Value)
                .OfType<string>())
            {
                (sent.StartsWith('/')
                    || sent.StartsWith('\\')
                    || sent.StartsWith('~')
                    || sent.Split('/').Contains("..", StringComparer.Ordinal)
                    || sent is [_, ':', '/' or '\\', ..]
                    || sent.StartsWith(Root, StringComparison.Ordinal))
                    .ShouldBeFalse($"seed {seed}: {sent}");
            }

            string Path() => folders[random.Next(folders.Length)] + (random.Next(8) == 0 ? "" : "/") + names[random.Next(names.Length)];
#pragma warning restore CA5394
        }
    }

    private static IReadOnlyList<Activity> Sent(RunReport report)
    {
        using TelemetryRecord record = new(spans: true, metrics: false);
        new RunTelemetry(new RunRequest { RepositoryRoot = Root, LogDirectory = Root + "/logs" }, "main", default).Tell(report, DateTimeOffset.UnixEpoch);
        return [.. record.Spans];
    }
}
