using System.Globalization;
using System.Text;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Exports;

/// <summary>
/// A run as JUnit's XML, which nearly every server reads: a hook is a test case. It has a failure or an error exactly if the run did not succeed.
/// </summary>
internal static class JUnitReport
{
    private const string Suite = "hooks";

    private enum Kind
    {
        Passed = 0,
        Skipped = 1,
        Failure = 2,
        Error = 3,
    }

    private sealed record Case(string Name, TimeSpan Duration, Kind Kind, string Code, string Message, string Text, string? File, int Line);

    /// <summary>Writes the document.</summary>
    public static byte[] Write(ExportedRun run)
    {
        List<Case> cases = [.. run.Report.Hooks.Select(hook => Of(hook, run.Request.RepositoryRoot)), .. run.Report.Problems.Select(Of)];
        if (!run.Report.Succeeded && !cases.Exists(one => one.Kind >= Kind.Failure))
        {
            cases.Add(new Case(
                "(run)",
                TimeSpan.Zero,
                Kind.Error,
                Codes.Skipped,
                run.Report.Interrupted ? "The run was interrupted" : "Hooks were kept from running",
                "",
                File: null,
                0));
        }

        var name = run.Stage.Length == 0 ? Suite : $"{Suite} {run.Stage}";
        var counts = string.Create(
            CultureInfo.InvariantCulture,
            $"name=\"{name}\" tests=\"{cases.Count}\" failures=\"{Count(Kind.Failure)}\" errors=\"{Count(Kind.Error)}\" skipped=\"{Count(Kind.Skipped)}\" time=\"{run.Report.Duration.TotalSeconds:0.000}\"");
        StringBuilder xml = new("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        _ = xml.Append(CultureInfo.InvariantCulture, $"<testsuites {counts}>\n  <testsuite {counts}>\n");
        foreach (var one in cases)
        {
            Write(xml, one);
        }

        return Encoding.UTF8.GetBytes(xml.Append("  </testsuite>\n</testsuites>\n").ToString());

        int Count(Kind kind) => cases.Count(one => one.Kind == kind);
    }

    private static Case Of(HookReport hook, string root)
    {
        var kind = hook switch
        {
            { Outcome: HookOutcome.NoFiles or HookOutcome.NotNeeded or HookOutcome.Skipped or HookOutcome.Cancelled } => Kind.Skipped,
            { IsBlocking: false } => Kind.Passed,
            { Outcome: HookOutcome.Failed } => Kind.Failure,
            _ => Kind.Error,
        };
        var problem = Texts.ToHeadline(hook);
        var text = hook.Outcome == HookOutcome.Cancelled
            ? []
            : hook.Findings.Select(finding => RunText.Describe(finding, root, hook.IsBlocking)).Concat(Texts.Tail(hook)).ToList();
        if (hook.DroppedFindings > 0)
        {
            text.Add("and " + Texts.Dropped(hook));
        }

        return new Case(
            hook.Hook.Name, hook.Duration, kind, problem?.Code ?? "",
            problem?.Message
                ?? hook.Outcome switch { HookOutcome.NoFiles => "none of its files is there to check", HookOutcome.NotNeeded => hook.Reason, _ => "" }, string.Join('\n', text), hook.Hook.File, hook.Hook.Line);
    }

    private static Case Of(Problem problem) =>
        new($"(run) {problem.Code}", TimeSpan.Zero, Kind.Error, problem.Code, problem.Message, "", problem.File, problem.Line);

    private static void Write(StringBuilder xml, Case one)
    {
        _ = xml.Append(
            CultureInfo.InvariantCulture, $"    <testcase name=\"{XmlText.Of(one.Name)}\" classname=\"{Suite}\" time=\"{one.Duration.TotalSeconds:0.000}\"");
        if (one.File is not null)
        {
            _ = xml.Append(CultureInfo.InvariantCulture, $" file=\"{XmlText.Of(one.File)}\" line=\"{one.Line}\"");
        }

        var message = XmlText.Of(PlainText.Of(one.Message));
        var text = XmlText.Of(PlainText.Of(one.Text));
        _ = one.Kind switch
        {
            Kind.Skipped => xml.Append(CultureInfo.InvariantCulture, $"><skipped message=\"{message}\"/></testcase>\n"),
            Kind.Failure => xml.Append(CultureInfo.InvariantCulture, $"><failure type=\"{one.Code}\" message=\"{message}\">{text}</failure></testcase>\n"),
            Kind.Error => xml.Append(CultureInfo.InvariantCulture, $"><error type=\"{one.Code}\" message=\"{message}\">{text}</error></testcase>\n"),
            // A hook that only warns has passed, and says what it found.
            _ when message.Length + text.Length > 0 =>
                xml.Append(
                    CultureInfo.InvariantCulture,
                    $"><system-out>{message}{(message.Length > 0 && text.Length > 0 ? "&#10;" : "")}{text}</system-out></testcase>\n"),
            _ => xml.Append("/>\n"),
        };
    }
}
