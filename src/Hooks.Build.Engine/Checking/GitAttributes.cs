using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Checking;

/// <summary>Asks git for attributes of files, however many these are.</summary>
internal static class GitAttributes
{
    private static readonly string[] Staged = ["--cached"];

    /// <summary>The values of attributes, of all files in one question.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="root">Absolute path of the folder that paths start from.</param>
    /// <param name="names">The attributes.</param>
    /// <param name="paths">The files, by path from the root.</param>
    /// <param name="isStaged">What is staged is asked about: attributes are those of the index, and an edit that is not staged says nothing.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>For each file the values in the order of the names, as git writes them: <c>set</c>, <c>unset</c>, <c>unspecified</c> or a text.</returns>
    /// <exception cref="HooksException">HOOK9010: git does not tell.</exception>
    public static async Task<Dictionary<string, string[]>> AskAsync(
        GitProgram git, string root, IReadOnlyList<string> names, IReadOnlyCollection<string> paths, bool isStaged, CancellationToken cancellation)
    {
        RepositoryPaths ways = new(git.Repository, root);
        using var list = InputList.Of(paths.Select(ways.ToTop));
        List<string> words = [.. ZeroTerminated.Paths(await git.RequireAsync(
            ["check-attr", "-z", "--stdin", .. isStaged ? Staged : [], .. names], cancellation, list.Path))];

        // Path, name, value, for each name of each path.
        Dictionary<string, string[]> said = new(StringComparer.Ordinal);
        for (var i = 0; i + (3 * names.Count) <= words.Count; i += 3 * names.Count)
        {
            var values = new string[names.Count];
            for (var j = 0; j < values.Length; j++)
            {
                values[j] = words[i + (3 * j) + 2];
            }

            said[words[i][ways.Prefix.Length..]] = values;
        }

        return said;
    }
}
