namespace Hooks.Build.CSharp.Projects;

/// <summary><c>dotnet build</c> of the affected projects, all in one build.</summary>
internal sealed class BuildCommand : ProjectCommand
{
    protected override bool Builds => true;

    protected override async Task<int> RunAsync(ProjectRun run, CancellationToken cancellation)
    {
        using var target = TemporarySolution.Of(run, run.Affected);
        return await BuildAsync(run, target, ExtraArguments(run), cancellation) ? 0 : 1;
    }

    /// <summary>Builds.</summary>
    /// <returns>Whether there was no error.</returns>
    internal static async Task<bool> BuildAsync(ProjectRun run, TemporarySolution target, IReadOnlyList<string> extra, CancellationToken cancellation)
    {
        string[] restore = run.Arguments.Has("--no-restore") ? ["--no-restore"] : [];
        return await run.DotnetAsync(
            ["build", target.FullPath, "-c", run.Configuration, .. restore, .. run.BuildOptions, .. NestedDotnet.FindingsOnly, .. extra], cancellation) == 0;
    }

    /// <summary>What <c>--args</c> says, in words.</summary>
    internal static IReadOnlyList<string> ExtraArguments(ProjectRun run) => ArgumentText.Split(run.Arguments.Text("--args"), "--args");
}
