using System.CommandLine;
using System.Text;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Events;
using Hooks.Build.Runner.Exports;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Commands;

/// <summary>All that a <c>hooks run</c> tells: what is printed, the files that hold it, and who listens.</summary>
internal sealed class RunOutputs : Broadcast, IDisposable
{
    private readonly Terminal _errors = Terminal.OfErrors();
    private readonly List<RunOutput> _outputs;

    /// <summary>Finds out what is wanted.</summary>
    /// <exception cref="HooksException">HOOK9002: it cannot be had; nothing has run.</exception>
    public RunOutputs(ParseResult parsed, RunOptions options, HookPlan plan, RunRequest request, CancellationToken cancellation)
        : this([])
    {
        var here = Path.GetFullPath(".");
        var named = parsed.GetValue(options.Output) ?? [];
        List<ExportFile> files = [.. named.Select(text => ExportFile.Read(text, here))];
        List<EventTarget> targets = [.. (parsed.GetValue(options.Events) ?? []).Select(text => EventTarget.Read(text, here))];
        files.ForEach(file => file.Require());
        ExportFile.RequireApart(
        [
            .. named.Zip(files, (text, file) => ($"{options.Output.Name} {text}", file.FullPath)),
            .. targets.Where(target => target.FullPath is not null).Select(target => ($"{options.Events.Name} {target.Name}", target.FullPath!)),
        ]);
        _outputs.Add(OfFormat(parsed.GetValue(options.Format) ?? ServerFormat.Of(Environment.GetEnvironmentVariable), plan, request));
        _outputs.AddRange(files.Select(file => new ExportOutput(file.Format, plan, request, document => Tell(file.Write(document)))));
        _outputs.AddRange(targets.Select(target => new EventsOutput(target, request, Warn, cancellation)));
    }

    private RunOutputs(List<RunOutput> outputs)
        : base(outputs) => _outputs = outputs;

    /// <summary>Every file that was asked for is there.</summary>
    public bool IsWritten { get; private set; } = true;

    /// <summary>Tells the end to people. Documents and streams, in which nothing comes after it, are told by <see cref="End"/>.</summary>
    public void EndForPeople(RunReport report) => _outputs.FindAll(output => output.IsForPeople).ForEach(output => output.End(report));

    /// <summary>Tells the end to all others.</summary>
    public void End(RunReport report) => _outputs.FindAll(output => !output.IsForPeople).ForEach(output => output.End(report));

    /// <summary>Tells all that the run did not take place.</summary>
    public void Refuse(IReadOnlyList<Problem> problems) => _outputs.ForEach(output => output.Refuse(problems));

    public void Dispose() => _outputs.ForEach(output => output.Dispose());

    /// <summary>Creates what is printed.</summary>
    private static RunOutput OfFormat(string format, HookPlan plan, RunRequest request)
    {
        var terminal = Terminal.OfOutput();
        return format switch
        {
            RunFormats.Json => new JsonOutput(new EventStream(terminal), request, byLines: false),
            RunFormats.JsonLines => new JsonOutput(new EventStream(terminal), request, byLines: true) { Wanted = RunInterests.All },
            RunFormats.GitHub => new GitHubOutput(terminal, request.RepositoryRoot),
            RunFormats.Azure => new AzureOutput(terminal, request.RepositoryRoot),
            RunFormats.TeamCity => new TeamCityOutput(terminal, request.RepositoryRoot),
            RunFormats.Text => new TextOutput(terminal, request.RepositoryRoot),
            _ => new ExportOutput(format, plan, request, document => terminal.Write(Encoding.UTF8.GetString(document))),
        };
    }

    private void Tell(Problem? problem)
    {
        if (problem is not null)
        {
            IsWritten = false;
            RunText.WriteProblems([problem], _errors);
        }
    }

    private void Warn(Problem problem) =>
        _errors.WriteLine($"hooks: {_errors.Paint(Colour.Yellow, "warning")} {problem.Code}: {PlainText.Of(problem.Message)}");
}
