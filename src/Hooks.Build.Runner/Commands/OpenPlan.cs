using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Building;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Commands;

/// <summary>The plan a command is about, built where it was not fresh.</summary>
/// <param name="State">What the build wrote down.</param>
/// <param name="Plan">The plan.</param>
/// <param name="StateFile">Where the state is.</param>
internal sealed record OpenPlan(PlanState State, HookPlan Plan, string StateFile)
{
    /// <summary>Opens the plan of a project; <see langword="null"/> where the project cannot be built, which is told.</summary>
    public static OpenPlan? Open(string? project, Terminal terminal, CancellationToken cancellation)
    {
        var path = ProjectFinder.Find(project, Path.GetFullPath("."));
        var file = StateFileOf(path);
        return FreshPlan.Get(path, file, terminal, cancellation) is { } state ? new OpenPlan(state, PlanReader.Read(state.Assembly), file) : null;
    }

    // Where the SDK builds into one folder for all projects (UseArtifactsOutput) it is there.
    private static string StateFileOf(string project)
    {
        var usual = Path.Combine(Path.GetDirectoryName(project)!, "obj", "hooks.state");
        var artifacts = Path.Combine(ProjectFinder.RootOf(Path.GetDirectoryName(project)!), "artifacts", "obj", Path.GetFileNameWithoutExtension(project), "hooks.state");
        return !File.Exists(usual) && (File.Exists(artifacts) || Directory.Exists(Path.GetDirectoryName(artifacts))) ? artifacts : usual;
    }
}
