namespace Hooks.Build.Runner.Watching;

/// <summary>One run of a loop that watches.</summary>
/// <param name="MayWrite">Whether hooks may write a file themselves, by path from the root.</param>
/// <param name="Execute">Runs them to their end.</param>
internal sealed record WatchedRun(Func<string, bool> MayWrite, Action Execute);
