using System.Globalization;
using System.Text;
using Hooks.Build.Engine.Agents;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.ToolOutput;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Commands;

/// <summary>Runs command hooks: one child process a command, or one a batch of files.</summary>
internal sealed class CommandRunner(IProcessLauncher launcher, TimeProvider clock, IReadOnlyDictionary<string, string> environment) : IHookRunner
{
    private readonly Lazy<IReadOnlyDictionary<string, string>> _base = new(() => HookEnvironment.For(environment, []));

    /// <summary>What commands read from standard input; <see langword="null"/> for nothing.</summary>
    public AgentInputFile? Input { get; init; }

    public async Task<Attempt> RunAsync(HookJob job, CancellationToken cancellation)
    {
        var reports = job.Hook.Problems is { } problems && !ProblemText.IsPattern(problems) ? ReportFiles.Before(job.View.Root, problems) : null;
        var attempt = await RunAsync(job, job.Hook.Command, cancellation);
        if (reports is not null)
        {
            job.Output.Read(reports);
        }

        return attempt;
    }

    /// <summary>Runs a sequence of commands, until the first that fails.</summary>
    public async Task<Attempt> RunAsync(HookJob job, IReadOnlyList<IReadOnlyList<string>> commands, CancellationToken cancellation)
    {
        if (!Directory.Exists(job.WorkingDirectory))
        {
            return job.WithoutFolder();
        }

        var variables = Variables(job);
        foreach (var command in commands)
        {
            var attempt = await RunCommandAsync(job, command, variables, cancellation);
            if (attempt.Outcome != HookOutcome.Succeeded)
            {
                return attempt;
            }
        }

        return Attempt.Success;
    }

    private IReadOnlyDictionary<string, string> Variables(HookJob job) =>
        CommitIndexVariable.AddTo(
            job.Hook.Environment.Count == 0 ? _base.Value : HookEnvironment.For(environment, job.Hook.Environment), job.Request, job.View.Root, environment);

    private async Task<Attempt> RunCommandAsync(
        HookJob job, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> variables, CancellationToken cancellation)
    {
        var program = Expand(command[0], job);
        if (!ToolPath.TryFind(program, job.WorkingDirectory, variables, out var path, out var searched))
        {
            var hint = ToolManifest.Find(job.Request.RepositoryRoot, job.Hook.WorkingDirectory, program) is { } manifest
                ? $". {manifest} has it as a tool of the repository: its command is 'dotnet {program}'"
                : "";
            return new Attempt(HookOutcome.ToolNotFound, $"'{program}' was not found; searched {searched}{hint}");
        }

        List<string> arguments = [];
        var filesAt = -1;
        for (var i = 1; i < command.Count; i++)
        {
            if (ArgumentTemplate.IsFiles(command[i]))
            {
                filesAt = arguments.Count;
            }
            else
            {
                arguments.Add(Expand(command[i], job));
            }
        }

        if (filesAt < 0)
        {
            return await RunProcessAsync(job, path, arguments, variables, cancellation);
        }

        var fixedBytes = FileBatches.Cost(path, arguments, variables);
        var files = (job.Files ?? []).Select(file => Safe(file, job)).ToList();
        var limit = FileBatches.Limit(path);
        var batches = job.Hook.Batch && job.Cores > 1 && files.Count > 1
            ? FileBatches.Spread(files, FileSizes.Of(job.View.Root, job.Files!), fixedBytes, limit, job.Cores)
            : FileBatches.Split(files, fixedBytes, limit);
        return await RunBatchesAsync(
            batches, job, batch => RunProcessAsync(job, path, [.. arguments[..filesAt], .. batch, .. arguments[filesAt..]], variables, cancellation));
    }

    // Every batch runs, also after a failure: all findings count. The first failure decides.
    private static async Task<Attempt> RunBatchesAsync(
        IReadOnlyList<IReadOnlyList<string>> batches, HookJob job, Func<IReadOnlyList<string>, Task<Attempt>> run)
    {
        if (batches.Count == 1)
        {
            return await run(batches[0]);
        }

        var attempts = new Attempt[batches.Count];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(batches.Count, job.Hook.Batch ? job.Cores : 1)).Select(async _ =>
        {
            int index;
            while ((index = Interlocked.Increment(ref next)) < batches.Count)
            {
                attempts[index] = await run(batches[index]);
            }
        }));
        var failed = Array.FindIndex(attempts, attempt => attempt.Outcome != HookOutcome.Succeeded);
        return failed < 0 ? Attempt.Success : attempts[failed];
    }

    private async Task<Attempt> RunProcessAsync(
        HookJob job, string path, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> variables, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var output = job.Output.BeginCommand(Echo(path, arguments));
        try
        {
            var child = launcher.Start(new ProcessStart(path, arguments, job.WorkingDirectory, variables, output.Write, InputFile: Input?.Path));
            job.Notes.Began(child, clock.GetTimestamp());
            _ = job.Output.OpenLogMeanwhileAsync();
            var exit = await child.WaitAsync(clock, cancellation);
            job.Notes.Ended(child, exit);
            cancellation.ThrowIfCancellationRequested();
            return exit.ExitCode == 0 ? Attempt.Success : Attempt.Failure(ProcessEnding.Explain(exit.ExitCode), exit.ExitCode);
        }
        catch (ArgumentRefusedException e)
        {
            return Attempt.Failure(e.Message);
        }
        catch (ProcessStartException e)
        {
            return new Attempt(HookOutcome.ToolNotFound, e.Message);
        }
    }

    private static string Echo(string path, IReadOnlyList<string> arguments)
    {
        const int Most = 2000;
        StringBuilder line = new();
        foreach (var argument in arguments.Prepend(path).TakeWhile(_ => line.Length <= Most))
        {
            _ = line.Append(line.Length == 0 ? "" : " ").Append(argument.Length == 0 || argument.Any(char.IsWhiteSpace) ? $"'{argument}'" : argument);
        }

        return line.Length <= Most
            ? line.ToString()
            : string.Create(CultureInfo.InvariantCulture, $"{line.ToString(0, Most)}... ({arguments.Count} arguments)");
    }

    // Paths are given from the hook's own folder, and never look like an option, nor like a file with options (compilers, System.CommandLine).
    private static string Safe(string file, HookJob job)
    {
        var path = job.Hook.WorkingDirectory is null ? file : Path.GetRelativePath(job.WorkingDirectory, Path.Combine(job.View.Root, file));
        return path is ['-' or '@', ..] ? "./" + path : path;
    }

    private static string Expand(string argument, HookJob job) => ArgumentTemplate.Expand(argument, placeholder => placeholder switch
    {
        "root" => job.View.Root,
        "command" => job.Request.Agent?.Command.Replace('\0', '\uFFFD') ?? "",
        "cores" => job.Cores.ToString(CultureInfo.InvariantCulture),
        "configuration" => job.Request.ConfigurationOf(job.Hook),
        "log" => job.Output.LogPath ?? Path.Combine(job.Hook.Project?.LogDirectory ?? job.Request.LogDirectory, FileName.Of(job.Hook.LogName) + ".log"),
        _ => throw new InvalidOperationException($"The placeholder {{{placeholder}}} has no value here."),
    });
}
