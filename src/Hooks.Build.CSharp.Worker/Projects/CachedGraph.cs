using System.Runtime.InteropServices;

namespace Hooks.Build.CSharp.Projects;

/// <summary>A graph of projects with all that it depends on.</summary>
/// <param name="Key">What it was asked with: start, configuration, runtime.</param>
/// <param name="Sdk">Folder of the SDK that evaluated it.</param>
/// <param name="Siblings">The SDKs that were installed: another one may be chosen next time.</param>
/// <param name="Watched">The files it depends on.</param>
/// <param name="Projects">The projects.</param>
internal sealed record CachedGraph(string Key, string Sdk, string Siblings, IReadOnlyList<WatchedFile> Watched, IReadOnlyList<KnownProject> Projects)
{
    /// <summary>What a graph is asked with.</summary>
    public static string KeyOf(string root, GraphStart start, string configuration) =>
        string.Join(
            '\n',
            [configuration, RuntimeEnvironment.GetRuntimeDirectory(), Name(
                root, start.Solution), .. start.Projects.Select(project => Name(root, project.FullPath))]);

    /// <summary>A graph that was just read.</summary>
    public static CachedGraph Of(string root, string key, EvaluatedGraph graph) =>
        new(key, graph.Sdk, SiblingsOf(graph.Sdk), [.. graph.Watched.Select(path => WatchedFile.Of(root, path))], graph.Projects);

    /// <summary>Whether it is true still.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="key">What is asked now.</param>
    /// <param name="now">The same, with the times of files that were only touched.</param>
    public bool IsTrue(string root, string key, out CachedGraph now)
    {
        now = this;
        if (key != Key || SiblingsOf(Sdk) != Siblings)
            return false;

        WatchedFile[]? touched = null;
        for (var i = 0; i < Watched.Count; i++)
        {
            if (!Watched[i].IsUnchanged(root, out var file))
                return false;
            if (file != Watched[i])
                (touched ??= [.. Watched])[i] = file;
        }

        now = touched is null ? this : this with { Watched = touched };
        return true;
    }

    private static string SiblingsOf(string sdk)
    {
        try
        {
            return string.Join('\n', Directory.EnumerateDirectories(Path.GetDirectoryName(sdk)!).Order(StringComparer.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    // A snapshot of the repository has another root each time.
    private static string Name(string root, string fullPath) => fullPath.Length == 0 ? "" : ProjectPaths.FromRoot(root, fullPath);
}
