using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Git;

/// <summary>Lists of names that git reads, in the folder of a run.</summary>
internal static class GitLists
{
    /// <summary>Writes names the way git reads them from standard input.</summary>
    /// <returns>The list's path.</returns>
    /// <exception cref="Model.HooksException">HOOK9016: there is no room anywhere.</exception>
    public static string WriteList(this PrivateFolder folder, IEnumerable<string> names) =>
        folder.Write("list", path => File.WriteAllBytes(path, ZeroTerminated.Join(names)));
}
