using System.Text.Json;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Output;

/// <summary>What happens between starts and ends, as events.</summary>
internal static class DetailJson
{
    /// <summary>Who is told of it.</summary>
    public static RunInterests Interest(RunDetail detail) => detail switch
    {
        OutputDetail => RunInterests.Output,
        CoresDetail => RunInterests.Cores,
        _ => RunInterests.Progress,
    };

    /// <summary>Tells it.</summary>
    /// <param name="events">Where to.</param>
    /// <param name="detail">What happened.</param>
    /// <param name="root">Absolute path of the repository's root.</param>
    public static void Tell(EventStream events, RunDetail detail, string root)
    {
        switch (detail)
        {
            case ReadyDetail ready:
                events.Tell("ready", json =>
                {
                    json.WriteString("name", ready.Hook.Name);
                    json.WriteNumber("wave", ready.Hook.Wave);
                });
                break;
            case OutputDetail output:
                events.TellOutput(json =>
                {
                    json.WriteString("name", output.Hook.Name);
                    json.WriteString("text", PlainText.Of(output.Text));
                    json.WriteNumber("cut", output.Cut);
                    json.WriteNumber("leftOut", output.LeftOut);
                });
                break;
            case FindingDetail found:
                events.Tell("finding", json =>
                {
                    json.WriteString("name", found.Hook.Name);
                    Write(json, found.Finding, root);
                });
                break;
            case RepairDetail repaired:
                events.Tell("repaired", json =>
                {
                    json.WriteString("name", repaired.Hook.Name);
                    Write(json, repaired.File, repaired.WorkingCopy);
                });
                break;
            case CoresDetail cores:
                events.Tell("release", json =>
                {
                    json.WriteNumber("cores", cores.Cores);
                    json.WriteNumber("left", cores.Left);
                });
                break;
            default:
                throw new InvalidOperationException($"{detail.GetType().Name} is no event.");
        }
    }

    /// <summary>Writes the members of a finding that are known as soon as it is found.</summary>
    public static void Write(Utf8JsonWriter json, Finding finding, string root)
    {
        json.WriteString("file", RelativePath.Of(finding.File, root));
        json.WriteNumber("line", finding.Line);
        json.WriteNumber("column", finding.Column);
        json.WriteNumber("endLine", finding.EndLine);
        json.WriteNumber("endColumn", finding.EndColumn);
        json.WriteString("code", finding.Code);
        json.WriteString("level", finding.Level.ToString());
        json.WriteString("message", PlainText.Of(finding.Message));
    }

    /// <summary>Writes the members of a repair.</summary>
    public static void Write(Utf8JsonWriter json, string file, WorkingCopyFix workingCopy)
    {
        json.WriteString("file", file);
        json.WriteString("workingCopy", workingCopy.ToString());
    }
}
