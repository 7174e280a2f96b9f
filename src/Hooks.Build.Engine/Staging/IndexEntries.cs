using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Staging;

/// <summary>
/// Finds out, in a copy of an index, which entries an update makes, so that they can be written with what the plain update cannot: no size, so that
/// git compares the user's file by content and not by the size of ours; and the flag of a file that git was told not to look at (skip-worktree, as in
/// a sparse checkout; assume-unchanged), which an update passes over. The index itself never lacks a flag, whatever happens.
/// </summary>
internal sealed class IndexEntries(GitProgram git, PrivateFolder folder, string index)
{
    private const int MostPaths = 100;
    private const string Skipped = "skip-worktree";
    private const string Unchanged = "assume-unchanged";
    private const string Both = Skipped + " " + Unchanged;

    /// <summary>The files that git was told not to look at, and what it was told.</summary>
    public async Task<IReadOnlyDictionary<string, string>> UnwatchedAsync(IReadOnlyList<StagedFile> files, CancellationToken cancellation)
    {
        Dictionary<string, string> unwatched = new(StringComparer.Ordinal);
        var wanted = Doubtful(files);
        if (wanted.Count == 0)
        {
            return unwatched;
        }

        IEnumerable<string> paths = wanted.Count <= MostPaths ? wanted : [];
        var answer = await git.RequireAsync(["--literal-pathspecs", "ls-files", "-v", "-z", "--", .. paths], cancellation, indexFile: index);
        foreach (var line in ZeroTerminated.Split(answer))
        {
            // A tag, a blank, the path: S where git skips the file, a small letter where it takes it as unchanged.
            var (tag, path) = ((char)line.Span[0], PathText.Decode(line.Span[2..]));
            if (wanted.Contains(path) && (char.ToUpperInvariant(tag) == 'S' || char.IsAsciiLetterLower(tag)))
            {
                unwatched[path] = tag switch { 'S' => Skipped, 's' => Both, _ => Unchanged };
            }
        }

        return unwatched;
    }

    /// <summary>The commands that write the entries of an update into the index: one, unless files with flags are very many.</summary>
    /// <param name="update">The arguments of the update.</param>
    /// <param name="list">The files it is about, for standard input.</param>
    /// <param name="unwatched">Those that git was told not to look at.</param>
    /// <param name="cancellation">Ends it; the index is not touched here.</param>
    public async Task<IReadOnlyList<(IReadOnlyList<string> Arguments, string? Input)>> WritesAsync(
        IReadOnlyList<string> update, string list, IReadOnlyDictionary<string, string> unwatched, CancellationToken cancellation)
    {
        while (true)
        {
            var place = folder.Place;
            try
            {
                return await WritesAsync(folder.Write("index", path => File.Copy(index, path)), update, list, unwatched, cancellation);
            }
            catch (HooksException) when (folder.Place != place || (!folder.HasRoom && folder.TryMoveOn()))
            {
                // Git writes beside the copy: there was no room for that.
            }
        }
    }

    private async Task<IReadOnlyList<(IReadOnlyList<string> Arguments, string? Input)>> WritesAsync(
        string copy, IReadOnlyList<string> update, string list, IReadOnlyDictionary<string, string> unwatched, CancellationToken cancellation)
    {
        foreach (var (flags, some) in unwatched.GroupBy(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal)
            .Select(group => (group.Key.Split(' '), group)))
        {
            foreach (var flag in flags)
            {
                await ChangeAsync(["-c", "core.splitIndex=false", "update-index", "--no-" + flag, "-z", "--stdin"], folder.WriteList(some), copy, cancellation);
            }
        }

        await ChangeAsync(["-c", "core.splitIndex=false", .. update], list, copy, cancellation);
        var wanted = ZeroTerminated.Paths(await File.ReadAllBytesAsync(list, cancellation)).ToHashSet(StringComparer.Ordinal);
        IEnumerable<string> paths = wanted.Count <= MostPaths ? wanted : [];
        var entries = ZeroTerminated.Split(await git.RequireAsync(
            ["--literal-pathspecs", "ls-files", "--stage", "-z", "--", .. paths], cancellation, indexFile: copy))
            .Select(Entry).Where(entry => wanted.Contains(entry.Path)).ToList();

        return WritesOf(entries, unwatched);
    }

    /// <summary>The commands that write entries as they are given: each file's, and its flags, by one.</summary>
    /// <param name="entries">Mode, id and path of each.</param>
    /// <param name="unwatched">Those that git was told not to look at.</param>
    public IReadOnlyList<(IReadOnlyList<string> Arguments, string? Input)> WritesOf(
        IReadOnlyCollection<(string Mode, string Id, string Path)> entries, IReadOnlyDictionary<string, string> unwatched)
    {
        List<(IReadOnlyList<string>, string?)> writes = [];
        var rest = entries.Where(entry => !unwatched.ContainsKey(entry.Path)).Select(entry => $"{entry.Mode} {entry.Id}\t{entry.Path}").ToList();
        // On the command line, as then the flags are set by the same write; so many a time as every system takes.
        foreach (var some in entries.Where(entry => unwatched.ContainsKey(entry.Path)).Chunk(MostPaths))
        {
            List<string> arguments = ["update-index", .. some.SelectMany(entry => (string[])["--cacheinfo", $"{entry.Mode},{entry.Id},{entry.Path}"])];
            // Git reads them in order: a file has the flag that was named before it, and the second of two is named for it again.
            foreach (var flag in (string[])[Skipped, Unchanged])
            {
                var flagged = some.Where(entry => unwatched[entry.Path].Contains(flag, StringComparison.Ordinal)).Select(entry => "./" + entry.Path).ToList();
                arguments.AddRange(flagged.Count > 0 ? ["--" + flag, .. flagged] : []);
            }

            writes.Add((arguments, null));
        }

        if (rest.Count > 0)
        {
            // It reads standard input as its last deed.
            IReadOnlyList<string> before = writes.Count > 0 ? writes[^1].Item1 : ["update-index"];
            writes.RemoveRange(Math.Max(writes.Count - 1, 0), Math.Min(writes.Count, 1));
            writes.Add(([.. before, "-z", "--index-info"], folder.WriteList(rest)));
        }

        return writes;
    }

    private async Task ChangeAsync(IReadOnlyList<string> arguments, string input, string copy, CancellationToken cancellation)
    {
        var (exitCode, words) = await git.RunAsync(arguments, cancellation, input, copy, dropErrors: false);
        if (exitCode != 0)
        {
            throw new HooksException(Codes.IndexUpdate, $"The repaired files cannot be staged: {Encoding.UTF8.GetString(words).Trim()}");
        }
    }

    // 100644 <id> 0 TAB path
    private static (string Mode, string Id, string Path) Entry(ReadOnlyMemory<byte> line)
    {
        var tab = line.Span.IndexOf((byte)'\t');
        var fields = Encoding.ASCII.GetString(line.Span[..tab]).Split(' ');
        return (fields[0], fields[1], PathText.Decode(line.Span[(tab + 1)..]));
    }

    private HashSet<string> Doubtful(IReadOnlyList<StagedFile> files)
    {
        List<StagedEntry> entries = [.. files.Select(file => new StagedEntry(PathText.Encode(file.Path), file.ObjectId, file.Mode))];
        entries.Sort((one, other) => one.Path.Span.SequenceCompareTo(other.Path.Span));
        var found = GitIndex.Find(index, entries);
        return entries.Where((_, i) => found?[i] is not { IsUnwatched: false })
            .Select(entry => PathText.Decode(entry.Path.Span))
            .ToHashSet(StringComparer.Ordinal);
    }
}
