using System.Globalization;
using System.Text;
using Hooks.Build.Engine.Installing;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Trials;

namespace Hooks.Build.Runner.GitHooks;

/// <summary>
/// Tries a script of git: it is given to the shell as git would start it, and has to start this program. What was there before it does not run, and no hook
/// does.
/// </summary>
/// <param name="top">Absolute path of the top of the working tree.</param>
/// <param name="environment">The variables of this process.</param>
/// <param name="own">The command that starts this program: no other is started.</param>
/// <param name="longest">How long it is waited for.</param>
/// <param name="cancellation">Ends what runs.</param>
internal sealed class GitTrial(
    string top, IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> own, TimeSpan longest, CancellationToken cancellation)
{
    private readonly Trial _trial = new(environment, longest, cancellation);

    /// <summary>Tries a script.</summary>
    /// <returns>What is wrong, and what to do; <see langword="null"/> where nothing is.</returns>
    /// <exception cref="OperationCanceledException">It was cut off.</exception>
    public (string? Problem, TimeSpan Took) Of(InspectedHook hook)
    {
        // One that somebody has changed may do anything, and without its program it builds; a folder of scripts may come with a clone, and name any program in
        // them.
        var problem = !hook.IsAsWritten ? "was changed, or written by another version, and was not tried: hooks install"
            : !hook.IsProgramThere ? $"starts {hook.Program[^1]}, which is not there or may not be executed: hooks install"
            : !OwnProgram.IsSame(own, hook.Program) ? $"starts {hook.Program[^1]}, and this is {own[^1]}, so it was not tried: hooks install"
            : null;
        if (problem is not null)
        {
            return (problem, default);
        }

        // Of this name there is none that was kept.
        var result = _trial.Run([.. Shell, "-c", hook.Script, Path.Combine(top, ".git", "hooks-trial", hook.Name)], top, []);
        var said = Encoding.UTF8.GetString(result.Output).TrimEnd();
        return (result.Fault is { } fault ? $"was tried: {fault}"
            : result.ExitCode != ExitCodes.Passed
                ? string.Create(CultureInfo.InvariantCulture, $"was tried, and ends with exit code {result.ExitCode}{TrialText.Quoted(result.Said)}")
            : said != GitHookCommand.Answer ? $"was tried, and did not start this program{TrialText.Quoted(TrialText.Shown(result.Output))}: hooks install"
            : null, result.Took);
    }

    // That of git, which has it with it on Windows.
    private static string[] Shell => OperatingSystem.IsWindows() ? ["git", "-c", "alias.hooks-trial=!sh", "hooks-trial"] : ["/bin/sh"];
}
