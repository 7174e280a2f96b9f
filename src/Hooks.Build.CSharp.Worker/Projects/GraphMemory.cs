using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hooks.Build.Engine.Workers;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.CSharp.Projects;

/// <summary>The graph of projects, from a file where that is true still, else from MSBuild.</summary>
internal static class GraphMemory
{
    /// <summary>The projects from a start and all they refer to.</summary>
    public static IReadOnlyList<KnownProject> Read(ToolRequest request, GraphStart start, string configuration, CancellationToken cancellation)
    {
        var key = CachedGraph.KeyOf(request.Root, start, configuration);
        var file = FileOf(request, start, configuration);
        if (Load(file) is { } remembered && remembered.IsTrue(request.Root, key, out var now))
        {
            if (!ReferenceEquals(now, remembered))
                Save(file, now);

            return now.Projects;
        }

        var graph = GraphEvaluation.Evaluate(request.Root, start, configuration, request.Cores, cancellation);
        if (file.Length > 0)
            Save(file, CachedGraph.Of(request.Root, key, graph));

        return graph.Projects;
    }

    // One for each way to ask. A snapshot, which has no .git and was never restored, does not take the place of the repository's own.
    private static string FileOf(ToolRequest request, GraphStart start, string configuration)
    {
        if (request.State.Length == 0)
            return "";

        var solution = start.Solution.Length == 0 ? "" : ProjectPaths.FromRoot(request.Root, start.Solution);
        var name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(solution + "\n" + configuration)), 0, 4);
        return Path.Combine(request.State, $"projects-{name}{(Path.Exists(Path.Combine(request.Root, ".git")) ? "" : "-snapshot")}.graph");
    }

    private static CachedGraph? Load(string file)
    {
        try
        {
            return file.Length > 0 && File.Exists(file) ? GraphFormat.Read(File.ReadAllBytes(file)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    // Written beside and renamed: who reads at the same time reads the old one or the new one.
    private static void Save(string file, CachedGraph graph)
    {
        var beside = string.Create(CultureInfo.InvariantCulture, $"{file}.{Environment.ProcessId}-{Guid.NewGuid():N}");
        try
        {
            OwnFolder.Create(Path.GetDirectoryName(file)!);
            using (var stream = OwnFolder.Open(beside, FileShare.None))
                stream.Write(GraphFormat.Write(graph));

            File.Move(beside, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be remembered is read again next time.
            Forget(beside);
        }
    }

    private static void Forget(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There was nothing to take away, or it cannot be.
        }
    }
}
