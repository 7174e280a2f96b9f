using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Git;

/// <summary>Git as a process.</summary>
/// <param name="launcher">Starts it.</param>
/// <param name="refused">What is told, with the system's words, where it cannot be started.</param>
internal sealed class GitProcess(IProcessLauncher launcher, Func<string, HooksException> refused)
{
    /// <summary>Runs git and waits for its end.</summary>
    /// <param name="program">Absolute path of git.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Absolute path of the folder it runs in.</param>
    /// <param name="variables">Its whole environment.</param>
    /// <param name="dropErrors">Whether standard error goes nowhere; it is part of the output otherwise.</param>
    /// <param name="cancellation">Kills it. What it locked stays locked then: a command that writes is given none.</param>
    /// <param name="inputFile">Absolute path of what it reads as standard input.</param>
    /// <exception cref="HooksException">It cannot be started.</exception>
    public async Task<GitResult> RunAsync(
        string program, IReadOnlyList<string> arguments, string folder, IReadOnlyDictionary<string, string> variables, bool dropErrors,
        CancellationToken cancellation, string? inputFile = null)
    {
        using MemoryStream output = new();
        cancellation.ThrowIfCancellationRequested();
        var child = Start(new ProcessStart(program, arguments, folder, variables, data => output.Write(data), dropErrors, inputFile, EndsByItself: true));
        await using var stop = cancellation.Register(child.Kill);
        var exit = await child.Completion;
        cancellation.ThrowIfCancellationRequested();
        return new GitResult(exit.ExitCode, output.ToArray());
    }

    private IChildProcess Start(ProcessStart start)
    {
        try
        {
            return launcher.Start(start);
        }
        catch (ProcessStartException e)
        {
            throw refused(e.Message);
        }
    }
}
