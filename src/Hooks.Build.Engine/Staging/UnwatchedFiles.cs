using Hooks.Build.Engine.Git;

namespace Hooks.Build.Engine.Staging;

/// <summary>
/// Files of an index that git was told not to look at (skip-worktree, as in a sparse checkout; assume-unchanged): to git their copies are always as
/// staged, so that an update of them does nothing. For the time of the update git is told otherwise.
/// </summary>
internal sealed class UnwatchedFiles(GitProgram git, PrivateFolder folder, string index)
{
    private const int MostPaths = 200;
    private static readonly string[] Flags = ["skip-worktree", "assume-unchanged"];
    private readonly Dictionary<string, string> _lists = new(StringComparer.Ordinal);

    /// <summary>Makes git look at those among some files.</summary>
    public async Task WatchAsync(IReadOnlyList<StagedFile> files)
    {
        var wanted = Doubtful(files);
        if (wanted.Count == 0)
        {
            return;
        }

        IEnumerable<string> paths = wanted.Count <= MostPaths ? wanted : [];
        var answer = await git.RequireAsync(["--literal-pathspecs", "ls-files", "-v", "-z", "--", .. paths], CancellationToken.None, indexFile: index);
        // A tag, a blank, the path: S or s where git skips the file, small where it takes it as unchanged.
        var lines = ZeroTerminated.Split(answer).Select(line => (Tag: (char)line.Span[0], Path: PathText.Decode(line.Span[2..]))).ToList();
        await WatchAsync(Flags[0], [.. lines.Where(line => char.ToUpperInvariant(line.Tag) == 'S' && wanted.Contains(line.Path)).Select(line => line.Path)]);
        await WatchAsync(Flags[1], [.. lines.Where(line => char.IsAsciiLetterLower(line.Tag) && wanted.Contains(line.Path)).Select(line => line.Path)]);
    }

    /// <summary>Tells git what it was told before.</summary>
    public async Task RestoreAsync()
    {
        foreach (var (flag, list) in _lists)
        {
            _ = await git.RunAsync(["update-index", "--" + flag, "-z", "--stdin"], CancellationToken.None, list, index);
        }
    }

    private HashSet<string> Doubtful(IReadOnlyList<StagedFile> files)
    {
        List<StagedEntry> entries = [.. files.Select(file => new StagedEntry(PathText.Encode(file.Path), file.ObjectId, file.Mode))];
        entries.Sort((one, other) => one.Path.Span.SequenceCompareTo(other.Path.Span));
        var found = GitIndex.Find(index, entries);
        return entries.Where((_, i) => found?[i] is not { IsUnwatched: false }).Select(entry => PathText.Decode(entry.Path.Span)).ToHashSet(StringComparer.Ordinal);
    }

    private async Task WatchAsync(string flag, IReadOnlyList<string> files)
    {
        if (files.Count == 0)
        {
            return;
        }

        var list = folder.Next("list");
        StagedPaths.WriteList(list, files);
        var result = await git.RunAsync(["update-index", "--no-" + flag, "-z", "--stdin"], CancellationToken.None, list, index, dropErrors: false);
        if (result.ExitCode != 0)
        {
            throw new HooksException(Codes.IndexUpdate, $"The repaired files cannot be staged: {result.Reason}. Your files are as they were");
        }

        _lists[flag] = list;
    }
}
