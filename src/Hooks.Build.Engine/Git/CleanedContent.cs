using System.Text;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Git;

/// <summary>
/// What git would keep of files on disk now, by the attributes, filters and settings of now: the index tells only what it was when they were staged.
/// </summary>
internal static class CleanedContent
{
    /// <summary>Asks git, about all at once.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="paths">The files, by path from the top of the working tree.</param>
    /// <param name="cancellation">Ends git.</param>
    /// <returns>The id of each; nothing for those of which it does not tell, as a filter fails.</returns>
    public static async Task<string?[]> IdsAsync(GitProgram git, IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        using MemoryStream lines = new();
        foreach (var path in paths)
        {
            lines.Write(PathText.Encode(QuotedPath.Of(path) + '\n'));
        }

        using var list = InputList.Of(lines.ToArray());
        var (_, output) = await git.RunAsync(["-c", "core.safecrlf=false", "hash-object", "--stdin-paths"], cancellation, list.Path);
        var ids = new string?[paths.Count];
        var told = Encoding.ASCII.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Array.Copy(told, ids, Math.Min(told.Length, ids.Length));
        return ids;
    }
}
