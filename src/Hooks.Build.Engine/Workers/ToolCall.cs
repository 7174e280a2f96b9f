using System.Globalization;
using System.Text;
using System.Text.Json;
using Hooks.Build.Catalog;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Workers;

/// <summary>One hook running in the process of Hooks.Build.CSharp.</summary>
internal sealed class ToolCall(HookJob job) : IDisposable
{
    private readonly TaskCompletionSource<Attempt> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly OutputLines _output = job.Output.BeginCommand(string.Join(' ', job.Hook.Command[0]));

    public Task<Attempt> Completion => _completion.Task;

    /// <summary>Writes the request of a hook; with it the project that declares the hooks, where that is known, and the files by which it judges.</summary>
    public static void Write(Utf8JsonWriter writer, int id, HookJob job, string hooksProject, IReadOnlyDictionary<string, byte[]?>? measures)
    {
        var command = job.Hook.Command[0];
        var reads = GlobSet.Parse(HookCatalog.Find(command[0]) is { WorksOnWorkingTree: false } known ? known.Reads : [], []);
        writer.WriteNumber("id"u8, id);
        writer.WriteString("hook"u8, HookCatalog.Find(command[0])?.Id ?? command[0]);
        writer.WriteString("root"u8, job.View.Root);
        writer.WriteStartArray("arguments"u8);
        for (var i = 1; i < command.Count; i++)
        {
            writer.WriteStringValue(ArgumentTemplate.Expand(command[i], name => "{" + name + "}"));
        }

        writer.WriteEndArray();
        writer.WriteStartArray("files"u8);
        foreach (var file in job.Files ?? [])
        {
            writer.WriteStringValue(file);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("staged"u8);
        foreach (var (file, content) in measures ?? new Dictionary<string, byte[]?>(StringComparer.Ordinal))
        {
            if (content is not null && reads.IsMatch(file))
            {
                writer.WriteBase64String(file, content);
            }
        }

        writer.WriteEndObject();
        writer.WriteBoolean("fix"u8, job.Request.Fixing && job.Hook.FixesItself);
        writer.WriteNumber("cores"u8, job.Cores);
        writer.WriteString("configuration"u8, job.Request.PropertiesOf(job.Hook).TryGetValue("Configuration", out var configuration) ? configuration : "Debug");
        writer.WriteString("state"u8, job.Hook.Project?.LogDirectory ?? job.Request.LogDirectory);
        writer.WriteString("hooks"u8, hooksProject.Length == 0 ? "" : Path.GetRelativePath(job.Request.RepositoryRoot, hooksProject).Replace(Path.DirectorySeparatorChar, '/'));
    }

    public void Take(ToolAnswer answer)
    {
        if (answer.Line is { } line)
        {
            _output.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }

        if (answer.Text is { } text)
        {
            job.Output.WriteUnread(text);
        }

        if (answer.Exit is not { } exit)
        {
            return;
        }

        job.Notes.AddProcessorTime(answer.ProcessorTime is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null);
        var found = job.Output.Findings.Count + job.Output.DroppedFindings;
        _ = _completion.TrySetResult(
            exit == 0 ? (answer.Idle is { } reason ? new Attempt(HookOutcome.NoFiles, reason) : Attempt.Success)
            : exit == 1 && found > 0 ? Attempt.Failure(string.Create(CultureInfo.InvariantCulture, $"{(job.Output.DroppedFindings >= HookReport.MostDropped ? "at least " : "")}{found:N0} {(found == 1 ? "finding" : "findings")}"), exit)
            : Attempt.Failure(string.Create(CultureInfo.InvariantCulture, $"exit code {exit}"), exit));
    }

    public void Lose(int exitCode, string words = "")
    {
        job.Notes.AddProcessorTime(null);
        // Of one that waited for this run nobody is told.
        var exit = exitCode == ProcessExit.Unknown ? "its exit code is not known" : string.Create(CultureInfo.InvariantCulture, $"exit code {exitCode}");
        var last = words.Split('\n')[0].Trim();
        _ = _completion.TrySetResult(new Attempt(
            HookOutcome.Crashed, $"the process of Hooks.Build.CSharp ended ({exit}){(last.Length == 0 ? "" : ": " + last)}", exitCode));
    }

    public void Dispose() => _output.Dispose();
}
