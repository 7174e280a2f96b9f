using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Selecting;

/// <summary>
/// Whether what is staged is still what was listed. Git locks its index before the hooks of a plain commit, and not while they run: who stages meanwhile
/// changes what is committed.
/// </summary>
/// <param name="folder">The folder that is asked about.</param>
/// <param name="known">How the index was before it was listed.</param>
/// <param name="listing">What was listed, with what is gone.</param>
internal sealed class StagedIndex(GitFolder folder, FileStatus known, FileListing listing)
{
    private FileStatus _known = known;

    /// <summary>Refuses what was staged, or taken back, since.</summary>
    /// <exception cref="HooksException">HOOK9010: what would be committed is not what was listed.</exception>
    public async Task RequireAsync(CancellationToken cancellation)
    {
        var now = FileStatus.Read(folder.Git.Repository.IndexFile, followsLinks: true);
        if (now == _known)
        {
            return;
        }

        // Often git has only looked at files again.
        var changed = Changed(await StagedFiles.ListAsync(folder, withGone: true, cancellation));
        if (changed.Count > 0)
        {
            var names = NameList.First(changed.ConvertAll(PathText.Shown), 5);
            throw new HooksException(
                Codes.Files,
                $"What is staged of {names} changed while hooks ran, and they have not seen that: commit, or run them, again. A hook that changes files says so by Writes or Fix, and does not stage them itself");
        }

        _known = now;
    }

    private List<string> Changed(FileListing now)
    {
        var before = Contents(listing);
        var after = Contents(now);
        return [.. before.Keys.Union(after.Keys, StringComparer.Ordinal)
            .Where(file => before.GetValueOrDefault(file) != after.GetValueOrDefault(file))
            .Order(StringComparer.Ordinal)];
    }

    private static Dictionary<string, (string Id, int Mode)> Contents(FileListing listing)
    {
        var contents = listing.Staged!.ToDictionary(file => file.Path, file => (file.ObjectId, file.Mode), StringComparer.Ordinal);
        foreach (var file in listing.Gone)
        {
            contents[file] = ("", 0);
        }

        return contents;
    }
}
