using System.Text;
using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Exports;
using static Hooks.Build.Runner.Tests.Output.Reports;

namespace Hooks.Build.Runner.Tests.Exports;

/// <summary>Runs to export, and what becomes of them.</summary>
internal static class Runs
{
    /// <summary>Markup, escape sequences, text of two directions, half of a pair, and what separates in one format or another.</summary>
    public const string Hostile = "<script>alert(1)</script> \e[31mred\e[0m \u202Egnp.exe \uD800 \0 \uFFFE [x](http://a.b) \"'&;,|]]> 100% {0}";

    public static ExportedRun Of(params HookReport[] hooks) => In("/repository", Run(hooks));

    public static ExportedRun In(string root, RunReport report)
    {
        HookReport[] hooks = [.. report.Hooks.Select((hook, index) => hook with { Hook = hook.Hook with { Index = index, Command = [["true"]] } })];
        return new ExportedRun(
            HookPlan.Create([.. hooks.Select(hook => hook.Hook)]),
            new RunRequest { RepositoryRoot = root, LogDirectory = root + "/logs", Stage = HookStages.PreCommit },
            report with { Hooks = hooks },
            []);
    }

    public static HookReport Failed(string name, params Finding[] findings) => Hook(name, HookOutcome.Failed, "exit code 1") with { Findings = findings };

    public static string Written(string format, ExportedRun run) => Encoding.UTF8.GetString(ExportFormats.Write(format, run));

    public static JsonElement Read(string format, ExportedRun run)
    {
        using var json = JsonDocument.Parse(Written(format, run));
        return json.RootElement.Clone();
    }

#pragma warning disable CA5394 // made-up runs need no secret numbers
    /// <summary>A run as it may be: any outcomes, findings with any places and texts.</summary>
    public static ExportedRun Any(Random random)
    {
        string[] texts = ["wrong", "", Hostile, "a\nb", "é\uFFFF"];
        string[] files = ["/repository/src/A.cs", "/repository/a b#?%:<>.cs", "/elsewhere/x.cs", "", "/repository/\uD83D.cs", "/repository2/y.cs"];
        HookReport[] hooks = [.. Enumerable.Range(0, random.Next(6))
            .Select(index => Hook($"Hook{index}", (HookOutcome)random.Next(8), texts[random.Next(texts.Length)]) with
            {
                Hook = new PlannedHook
                {
                    Index = index,
                    Name = $"Hook{index}",
                    File = random.Next(3) == 0 ? null : "build/RepoHooks.cs",
                    Line = random.Next(3),
                    Severity = (HookSeverity)random.Next(3),
                    DependsOn = index > 0 && random.Next(2) == 0 ? [$"Hook{random.Next(index)}"] : [],
                },
                Start = TimeSpan.FromMilliseconds(random.Next(50)),
                Duration = TimeSpan.FromMilliseconds(random.Next(50)),
                DroppedFindings = random.Next(2),
                Tail = [texts[random.Next(texts.Length)]],
                Findings = [.. Enumerable.Range(0, random.Next(5)).Select(_ => new Finding(
                    (HookFindingLevel)random.Next(3), files[random.Next(files.Length)], random.Next(3), random.Next(3), random.Next(3), random.Next(3),
                    random.Next(2) == 0 ? "" : "X" + random.Next(3), texts[random.Next(texts.Length)]))],
            })];
        RunReport report = new(hooks, TimeSpan.FromSeconds(1), Interrupted: random.Next(8) == 0)
        {
            Problems = random.Next(5) == 0 ? [new Problem(Codes.Repaired, Hostile)] : [],
        };
        return In("/repository", report) with { Warnings = random.Next(3) == 0 ? [new Problem(Codes.RunLog, Hostile, "/repository/x", 0)] : [] };
    }
#pragma warning restore CA5394
}
