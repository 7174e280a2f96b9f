using System.Globalization;
using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Agents;

/// <summary>
/// What the results of hooks mean for an agent: the most restrictive wins, and what is said stands in the order in which the hooks are declared.
/// </summary>
internal static class AgentVerdict
{
    private const int MostFindings = 20;
    private const int MostLines = 20;

    /// <summary>Puts the results of a run together.</summary>
    public static AgentAnswer Of(RunReport report, HookStages stage, string root)
    {
        List<string> reasons = [];
        List<string> contexts = [];
        List<string> notices = [];
        List<(string Hook, string Reason)> heldBy = [];
        foreach (var hook in report.Hooks.OrderBy(hook => hook.Hook.Index))
        {
            var before = reasons.Count;
            Add(hook, stage, root, reasons, contexts, notices);
            if (reasons.Count > before)
            {
                heldBy.Add((hook.Hook.Name, Logged(hook.Answer == HookAnswer.None ? Why(hook) : Reason(hook))));
            }
        }

        notices.AddRange(report.Problems.Select(problem => problem.Message));
        return new AgentAnswer { Reason = AgentText.Join(reasons), Context = AgentText.Join(contexts), Notice = AgentText.Join(notices), HeldBy = heldBy };
    }

    /// <summary>Both answers: the most restrictive wins.</summary>
    public static AgentAnswer Join(AgentAnswer one, AgentAnswer other) => new()
    {
        Reason = AgentText.Join([one.Reason, other.Reason]),
        Context = AgentText.Join([one.Context, other.Context]),
        Notice = AgentText.Join([one.Notice, other.Notice]),
        HeldBy = [.. one.HeldBy, .. other.HeldBy],
    };

    /// <summary>Holds back where hooks could not run that are to judge, or else tells.</summary>
    /// <param name="why">Why they could not run.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="failsClosed">Whether one of them holds back then.</param>
    public static AgentAnswer CouldNotRun(string why, HookStages stage, bool failsClosed) => failsClosed && (stage & AgentStages.CanDeny) != 0
        ? new AgentAnswer
        {
            Reason = $"The hooks of this repository could not judge this, and are declared to forbid it then: {why}. Tell the person who asked you.",
        }
        : new AgentAnswer { Notice = $"hooks: the hooks of this repository did not run: {why}" };

    private static void Add(HookReport hook, HookStages stage, string root, List<string> reasons, List<string> contexts, List<string> notices)
    {
        if (hook.Outcome is HookOutcome.NoFiles or HookOutcome.NotNeeded)
        {
            return;
        }

        if (hook.Outcome == HookOutcome.Succeeded)
        {
            contexts.Add(hook.Answer == HookAnswer.Context ? hook.AnswerText : Said(hook, stage));
            return;
        }

        if (hook.Outcome == HookOutcome.Failed)
        {
            var text = hook.Answer == HookAnswer.None ? Failure(hook, root) : Named(hook, Reason(hook));
            (hook.Hook.Severity == HookSeverity.Warning ? contexts : reasons).Add(text);
            return;
        }

        // It has not judged. Who depends on one that has failed need not: that one holds back.
        var why = $"{hook.Hook.Name} could not judge this ({Why(hook)})";
        if (hook.Hook.FailClosed && (stage & AgentStages.CanDeny) != 0)
        {
            reasons.Add($"{why}, and is declared to forbid it then. Tell the person who asked you.");
        }
        else if (hook.Outcome != HookOutcome.Skipped)
        {
            notices.Add($"hooks: {why}{(hook.LogPath is null ? "" : $"; its log is {RelativePath.Of(hook.LogPath, root)}")}");
        }
    }

    // What a hook quotes may be long, and somebody else's.
    private static string Logged(string reason) => AgentText.Clean(reason.Split('\n')[0], AnswerLog.MostOfReason);

    private static string Why(HookReport hook) => hook.Reason.Length > 0 ? hook.Reason : hook.Outcome switch
    {
        HookOutcome.Skipped => "a hook that it depends on has not passed",
        HookOutcome.Cancelled => "it was stopped",
        HookOutcome.TimedOut => "its time was over",
        HookOutcome.Failed => "it failed",
        _ => "it could not run",
    };

    // What a command prints where a session or a turn begins is meant to be read; elsewhere one that passes has nothing to say.
    private static string Said(HookReport hook, HookStages stage) =>
        stage is HookStages.SessionStart or HookStages.PromptSubmit && hook.Hook.Command.Count > 0 && hook.Tail.Count > 0 ? string.Join('\n', hook.Tail) : "";

    // One of nothing but hidden characters is none.
    private static string Reason(HookReport hook) =>
        AgentText.Clean(hook.AnswerText).Length > 0 ? hook.AnswerText : "this is forbidden here (the hook gives no reason)";

    private static string Named(HookReport hook, string text) => $"{hook.Hook.Name}: {text}";

    private static string Failure(HookReport hook, string root)
    {
        List<string> lines = [Named(hook, hook.Reason.Length == 0 ? "it failed" : hook.Reason)];
        if (hook.Findings.Count > 0)
        {
            lines.Add(AgentText.Quote(hook.Findings.Take(MostFindings).Select(finding => Line(finding, root))));
            var left = hook.Findings.Count + hook.DroppedFindings - MostFindings;
            lines.AddRange(left > 0 ? [string.Create(CultureInfo.InvariantCulture, $"and {(hook.HasUncounted ? "at least " : "")}{left:N0} more")] : []);
        }
        else if (hook.Tail.Count > 0)
        {
            lines.Add(AgentText.Quote(hook.Tail.TakeLast(MostLines)));
        }

        if (hook.LogPath is { } log)
        {
            lines.Add("log: " + RelativePath.Of(log, root));
        }

        return string.Join('\n', lines);
    }

    private static string Line(Finding finding, string root)
    {
        var place = finding.File.Length == 0
            ? ""
            : RelativePath.Of(
                finding.File,
                root) + (finding.Line == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"({finding.Line},{Math.Max(1, finding.Column)})")) + ": ";
        return (place + (finding.Code.Length == 0 ? "" : finding.Code + ": ") + finding.Message).ReplaceLineEndings(" ");
    }
}
