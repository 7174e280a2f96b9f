using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>Which files are not on disk as they are staged: what a hook at a commit found in them is not known by looking at the disk.</summary>
internal static class UnlikeStaged
{
    private const int StatusLength = 3;

    // Those that are not in the commit count as well: .gitattributes and .editorconfig decide about others.
    private static readonly string[] Question = ["status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=all"];

    /// <summary>Finds them; there are none where the run is not about what is staged.</summary>
    /// <returns>Their paths from the root.</returns>
    /// <exception cref="HooksException">HOOK9010: git does not tell.</exception>
    public static async Task<IReadOnlySet<string>> FindAsync(RunRequest request, EngineContext context, FileListing? listing, CancellationToken cancellation)
    {
        HashSet<string> files = new(StringComparer.Ordinal);
        if (listing?.Staged is not { } staged)
        {
            return files;
        }

        files.UnionWith(listing.Measures.Keys);
        files.UnionWith(staged.Where(file => file.WorkingCopy != WorkingCopy.Same).Select(file => file.Path));
        if (context.Git?.Invoke(request.RepositoryRoot) is { } git)
        {
            GitFolder folder = new(git, request.RepositoryRoot);
            foreach (var line in ZeroTerminated.Split(await folder.RequireAsync(Question, cancellation)))
            {
                // 'XY path': how the index differs from HEAD, and the file from the index.
                if (line.Length > StatusLength && line.Span[1] != (byte)' ')
                {
                    _ = files.Add(folder.FromFolder(PathText.Decode(line.Span[StatusLength..])));
                }
            }
        }

        return files;
    }
}
