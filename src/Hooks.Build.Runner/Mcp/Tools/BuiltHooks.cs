using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Building;
using Hooks.Build.Runner.Plans;
using Hooks.Build.Runner.Projects;

namespace Hooks.Build.Runner.Mcp.Tools;

/// <summary>
/// The hooks as somebody built them here. Nothing is built for a client: that would run whatever the sources say, and nobody has asked for it.
/// </summary>
/// <param name="open">The plan.</param>
/// <param name="stale">How it is older than its source, and what to do; <see langword="null"/> where it is not.</param>
internal sealed class BuiltHooks(OpenPlan open, string? stale)
{
    /// <summary>The plan.</summary>
    public HookPlan Plan => open.Plan;

    /// <summary>The projects that it is of.</summary>
    public OpenPlan Projects => open;

    /// <summary>How it is older than its source, and what to do; <see langword="null"/> where it is not.</summary>
    public string? Stale => stale;

    /// <summary>Opens the plan of the projects.</summary>
    /// <param name="named">Those that were named; none where the repository is searched.</param>
    /// <param name="cancellation">Ends the questions to git.</param>
    /// <exception cref="HooksException">There are none, or one of them is not built here.</exception>
    public static BuiltHooks Open(IReadOnlyList<string> named, CancellationToken cancellation)
    {
        List<OpenProject> projects = [];
        List<Problem> problems = [];
        string? stale = null;
        foreach (var place in ProjectFinder.Find(named, Path.GetFullPath("."), cancellation))
        {
            var (state, problem) = BuiltPlan.Find(ProjectFinder.RootOf(Path.GetDirectoryName(place.Project)!), place.StateFile, cancellation);
            if (state is null)
            {
                problems.Add(new Problem(
                    Codes.NoHooks,
                    $"The hooks of {place.Shown} cannot be used: {problem}{(problem == BuiltPlan.Unlisted ? "" : $". Build them first: dotnet build {place.Shown}")}"));
                continue;
            }

            stale ??= problem.Length == 0
                ? null
                : $"The hooks of {place.Shown} are older than their source ({problem}). To bring them up to date: dotnet build {place.Shown}";
            projects.Add(OpenProject.Open(place, state, HookStages.None, cancellation));
        }

        return problems.Count > 0 ? throw new HooksException(problems) : new BuiltHooks(OpenPlan.Of(projects), stale);
    }

    /// <summary>Says that what is told is of an older plan, where it is.</summary>
    public void WriteStale(Utf8JsonWriter json)
    {
        if (stale is not null)
        {
            json.WriteString("stale", stale);
        }
    }
}
