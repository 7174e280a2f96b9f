using System.Globalization;
using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Checking;

/// <summary>What checks of the repository ask it.</summary>
/// <param name="git">Its git; <see langword="null"/> outside a repository.</param>
/// <param name="root">Absolute path of the root.</param>
/// <param name="choice">What the run is about.</param>
/// <param name="stagedOf">What is staged of a file; <see langword="null"/> where nothing is.</param>
internal sealed class CheckedRepository(GitProgram? git, string root, FileChoice choice, Func<string, StagedFile?> stagedOf)
{
    private RepositoryPaths? _paths;

    public string Root => root;

    /// <exception cref="HooksException">HOOK9010: there is none.</exception>
    public GitProgram Git =>
        git ?? throw new HooksException(Codes.Files, $"{root} is in no git repository, which this check asks: run 'git init' there, or leave the hook out");

    /// <summary>
    /// The name of the current branch; <see langword="null"/> where HEAD is detached. The file HEAD does not tell it in a repository with reftable.
    /// </summary>
    public async Task<string?> BranchAsync(CancellationToken cancellation)
    {
        var (exitCode, output) = await Git.RunAsync(["symbolic-ref", "--quiet", "--short", "HEAD"], cancellation);
        return exitCode == 0 ? Encoding.UTF8.GetString(output).Trim() : null;
    }

    /// <summary>Whether it is about what is staged.</summary>
    public bool IsStaged => choice.Kind == FileChoiceKind.Staged;

    /// <summary>How many bytes a file of the run has: those that are staged, where it is about these.</summary>
    /// <param name="file">Its path from the root.</param>
    /// <param name="most">Up to so many the size on disk will do: a filter makes less of a file for git, not more.</param>
    /// <param name="cancellation">Ends git.</param>
    public async Task<long> SizeAsync(string file, long most, CancellationToken cancellation)
    {
        var staged = stagedOf(file);
        if (staged is null or { WorkingCopy: WorkingCopy.Same })
        {
            // As the run found it: who changes it meanwhile is told of when it ends.
            var onDisk = staged is { OnDisk: { Kind: not FileKind.None } found } ? found.Size : FileStatus.Read(Path.Combine(root, file)).Size;
            if (staged is null || onDisk <= most)
            {
                return onDisk;
            }
        }

        return long.Parse(await TextAsync(["cat-file", "-s", staged.ObjectId], cancellation), CultureInfo.InvariantCulture);
    }

    /// <summary>What git tracks, by path from the root.</summary>
    public async Task<IEnumerable<string>> TrackedAsync(CancellationToken cancellation) =>
        (GitIndex.Paths(Git.Repository.IndexFile) ?? await NamesAsync(["ls-files", "-z"], cancellation)).Select(FromTop).OfType<string>();

    /// <summary>
    /// Which changes of a kind, such as added files, there are in what is checked: a range, a push, what is not committed; else what is staged.
    /// </summary>
    public async Task<List<StagedChange>> ChangesAsync(string filter, CancellationToken cancellation)
    {
        List<StagedChange> changes = [];
        // What has another name now is not added; a change of type, of which the old name is told, is one in its own place. A submodule may say of itself that
        // it is
        // not to be seen (gitmodules(5), ignore).
        string[] diff = [
            "diff",
            "--raw",
            "-z",
            filter == "T" ? "--no-renames" : "--find-renames",
            "--ignore-submodules=dirty",
            "--no-abbrev",
            "--no-ext-diff",
            "--diff-filter=" + filter];
        GitFolder folder = new(Git, root);
        foreach (var answer in choice.Kind switch
        {
            FileChoiceKind.Range => [await folder.RequireAsync([.. diff, choice.From, choice.To], cancellation)],
            FileChoiceKind.Pushed => await PushedFiles.DiffsAsync(folder, choice, diff, cancellation),
            FileChoiceKind.Changed when await folder.HasCommitAsync("HEAD", cancellation) => [await folder.RequireAsync([.. diff, "HEAD"], cancellation)],
            _ => [await folder.RequireAsync([.. diff, "--cached"], cancellation)],
        })
        {
            AddTo(changes, answer);
        }

        return changes;
    }

    /// <summary>Files that are added in what is checked, by path from the root; what git does not know yet is, where untracked files are checked.</summary>
    public async Task<List<string>> AddedAsync(CancellationToken cancellation)
    {
        var added = (await ChangesAsync("A", cancellation)).ConvertAll(change => FromTop(change.Path)).OfType<string>().ToList();
        if (choice.Kind == FileChoiceKind.Changed)
        {
            added.AddRange((await NamesAsync(GitFolder.Untracked, cancellation)).ConvertAll(FromTop).OfType<string>());
        }

        return added;
    }

    private async Task<List<string>> NamesAsync(IReadOnlyList<string> arguments, CancellationToken cancellation) =>
        [.. ZeroTerminated.Paths(await Git.RequireAsync(arguments, cancellation))];

    private static void AddTo(List<StagedChange> changes, byte[] answer)
    {
        List<string> words = [.. ZeroTerminated.Paths(answer)];
        for (var i = 0; i + 1 < words.Count; i += 2)
        {
            // :100644 100755 <old id> <new id> M, then the path.
            var fields = words[i].TrimStart(':').Split(' ');
            if (fields.Length >= 5)
            {
                changes.Add(new StagedChange(words[i + 1], fields[0], fields[1], fields[2], fields[3]));
            }
        }
    }

    /// <summary>The path from the root of one that git gives from the top of the working tree; <see langword="null"/> outside the root.</summary>
    public string? FromTop(string path) => (_paths ??= new RepositoryPaths(Git.Repository, root)).TryFromTop(path);

    /// <summary>The content of an object.</summary>
    public Task<string> ContentAsync(string id, CancellationToken cancellation) => TextAsync(["cat-file", "blob", id], cancellation);

    private async Task<string> TextAsync(IReadOnlyList<string> arguments, CancellationToken cancellation) =>
        Encoding.UTF8.GetString(await Git.RequireAsync(arguments, cancellation));
}

/// <summary>A change, as git tells of it.</summary>
/// <param name="Path">Its path from the top of the working tree.</param>
/// <param name="OldMode">Its mode before.</param>
/// <param name="NewMode">Its mode now.</param>
/// <param name="OldId">Its content before.</param>
/// <param name="NewId">Its content now.</param>
internal sealed record StagedChange(string Path, string OldMode, string NewMode, string OldId, string NewId);
