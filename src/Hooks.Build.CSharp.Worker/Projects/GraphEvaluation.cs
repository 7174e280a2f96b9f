using System.Globalization;
using System.Runtime.CompilerServices;

namespace Hooks.Build.CSharp.Projects;

/// <summary>The graph of projects as MSBuild sees it.</summary>
internal static class GraphEvaluation
{
    /// <summary>Evaluates all projects from a start.</summary>
    public static EvaluatedGraph Evaluate(string root, GraphStart start, string configuration, int cores, CancellationToken cancellation)
    {
        // MSBuild's messages are findings: in English, as those of the builds that hooks start.
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        var sdk = MSBuildLocation.Register(root);
        return Read(root, sdk, start, configuration, cores, cancellation);
    }

    // Apart from the above: the types of MSBuild can be loaded only after it was found.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static EvaluatedGraph Read(string root, string sdk, GraphStart start, string configuration, int cores, CancellationToken cancellation)
    {
        using GraphReader reader = new(root, sdk, configuration, start.Solution);
        return reader.Read([.. start.Projects.Select(project => project.FullPath)], cores, cancellation);
    }
}

/// <summary>What an evaluation yields.</summary>
/// <param name="Sdk">Folder of the SDK that evaluated it.</param>
/// <param name="Projects">The projects, those that none of the start names but that they refer to among them.</param>
/// <param name="Watched">Files that it depends on, from the root, or full where they lie elsewhere; also such that do not exist but would count.</param>
internal sealed record EvaluatedGraph(string Sdk, IReadOnlyList<KnownProject> Projects, IReadOnlyList<string> Watched);
