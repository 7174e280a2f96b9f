using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;

namespace Hooks.Build.Engine.Staging;

/// <summary>
/// Copies of the user's files, bytes as they are on disk, where these are to git what is staged and yet not what it would check out: a filter keeps
/// words out of git, an id is not expanded, the encoding differs. What is repaired in such a copy can go back as it is, and git sees it clean.
/// Where line ends alone differ there is no need: see <see cref="WorkingCopyRepair"/>.
/// </summary>
/// <param name="git">Says what git would keep of a file.</param>
/// <param name="folder">Where the copies go.</param>
/// <param name="staged">What is staged, by path from the top of the working tree; <see langword="null"/> for what is not.</param>
internal sealed class CleanCopies(GitProgram git, PrivateFolder folder, Func<string, StagedFile?> staged)
{
    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Copies where that is better.</summary>
    /// <param name="files">The files, by path from the top.</param>
    /// <param name="checkedOut">Folder with them as git checks them out.</param>
    /// <param name="cancellation">Ends git.</param>
    /// <returns>The path and absolute path of each copy.</returns>
    public async Task<IReadOnlyList<(string File, string Copy)>> MakeAsync(IEnumerable<string> files, string checkedOut, CancellationToken cancellation)
    {
        List<(StagedFile File, string Path, string Copy)> copies = [];
        foreach (var path in files)
        {
            if (staged(path) is { WorkingCopy: WorkingCopy.Same } file && IsOrdinary(file, path) && IsUntouched(file, path) && Differ(path, checkedOut))
            {
                copies.Add((file, path, Copy(file, path)));
            }
        }

        if (copies.Count == 0)
        {
            return [];
        }

        var kept = await CleanedContent.IdsAsync(git, copies.ConvertAll(copy => copy.Path), cancellation);
        return [.. copies.Where((copy, i) => kept[i] == copy.File.ObjectId && IsUntouched(copy.File, copy.Path)).Select(copy => (copy.Path, copy.Copy))];
    }

    private bool Differ(string path, string checkedOut)
    {
        var other = Path.Combine(checkedOut, path);
        return File.Exists(other) && !LineEnds.AreAllThatDiffers(Path.Combine(git.Repository.Root, path), other);
    }

    private string Copy(StagedFile file, string path)
    {
        var copy = folder.Write("own", target => File.Copy(Path.Combine(git.Repository.Root, path), target));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(copy, file.Mode == StagedEntry.Executable ? Executable : Plain);
        }

        return copy;
    }

    // No hook repairs what has a name of other bytes.
    private static bool IsOrdinary(StagedFile file, string path) =>
        file.Mode != StagedEntry.Link && file.OnDisk.Kind == FileKind.File && !PathText.HasRawBytes(path);

    // Compared to what git looked at.
    private bool IsUntouched(StagedFile file, string path) => FileState.Of(Path.Combine(git.Repository.Root, path)) == FileState.Of(file.OnDisk);
}
