using Hooks.Build.Catalog;
using Hooks.Build.Checks;
using Hooks.Build.Checks.Text.Kinds;
using Hooks.Build.Checks.Text.Lines;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Checking;

/// <summary>What the threads of a pass share: which checks there are, and what each looks at.</summary>
internal sealed class PassWork
{
    private readonly Func<string, bool?> _isExecutable;
    private readonly string? _writeRoot;
    private readonly UserFile _replacing;

    /// <summary>Prepares a pass.</summary>
    /// <param name="members">The checks of single files, in the order in which they look at a file; at most <see cref="CheckGroups.Most"/>.</param>
    /// <param name="root">Absolute path of what stands for the repository's root.</param>
    /// <param name="writeRoot">Where repaired files go; <see langword="null"/> for their own place.</param>
    /// <param name="fixing">Whether repairing applies.</param>
    /// <param name="isExecutable">Whether git keeps a file as executable; nothing where the disk tells, of all files without it.</param>
    /// <param name="attributes">What git's attributes say of files.</param>
    /// <param name="takesAll">Whether checks look at files of any kind, since somebody named them.</param>
    /// <param name="replacing">Replaces files.</param>
    public PassWork(
        IReadOnlyList<CheckMember> members, string root, string? writeRoot, bool fixing, Func<string, bool?>? isExecutable, TextAttributes attributes,
        bool takesAll = false, UserFile? replacing = null)
    {
        (Members, Root, Fixing, Attributes, _writeRoot, _isExecutable, _replacing) = (members, root, fixing, attributes, writeRoot, isExecutable
            ?? (_ => null), replacing ?? new UserFile());
        Turns = new RepairTurns(new ulong[members.Count], 0);
        for (var i = 0; i < members.Count; i++)
        {
            var bit = 1UL << i;
            var contents = takesAll ? FileContents.Any : members[i].Standard.Contents;
            var need = members[i].Check!.Need;
            Texts |= contents == FileContents.Any ? 0 : bit;
            Utf16s |= contents == FileContents.AnyText ? bit : 0;
            Executables |= contents == FileContents.ExecutableText ? bit : 0;
            Wholes |= need == ContentNeed.Whole ? bit : 0;
            Names |= need == ContentNeed.Nothing && contents == FileContents.Any ? bit : 0;
        }
    }

    public IReadOnlyList<CheckMember> Members { get; }

    public string Root { get; }

    public bool Fixing { get; }

    /// <summary>What git's attributes say of files.</summary>
    public TextAttributes Attributes { get; }

    /// <summary>The members that look at text alone, a bit each.</summary>
    public ulong Texts { get; }

    /// <summary>Those of them that look at text of UTF-16 too.</summary>
    public ulong Utf16s { get; }

    /// <summary>The members that look at executable files alone.</summary>
    public ulong Executables { get; }

    /// <summary>The members that need all of a file.</summary>
    public ulong Wholes { get; }

    /// <summary>The members that look at names, and so at links too.</summary>
    public ulong Names { get; }

    /// <summary>When which member may repair; all at once when not set.</summary>
    public RepairTurns Turns { get; init; }

    /// <summary>Those of some members that look at what a file is: text, or executable.</summary>
    public ulong OfKind(ulong wanted, ReadOnlySpan<byte> content, bool isExecutable)
    {
        if ((wanted & Texts) == 0)
        {
            return wanted;
        }

        if (!TextJudgement.IsRead(content))
        {
            return wanted & ~(Utf16.Is(content) ? Texts & ~Utf16s : Texts);
        }

        return isExecutable ? wanted : wanted & ~Executables;
    }

    /// <summary>Where the content of a file is: in its own place, or where a turn before put it.</summary>
    /// <param name="path">Its path from the root.</param>
    /// <param name="own">Absolute path of its own place.</param>
    public string SourceOf(string path, string own) =>
        Turns.HasBegun && _writeRoot is not null && Path.Combine(_writeRoot, path) is var written && File.Exists(written) ? written : own;

    /// <summary>Whether git keeps a file as executable; <see langword="null"/> where the disk tells.</summary>
    public bool? IsExecutable(string path) => _isExecutable(path);

    /// <summary>
    /// The files of all members in the order of their paths, with a bit for each member that looks at one, and for each that does only where another repairs
    /// it.
    /// </summary>
    public List<(string Path, ulong Wanted, ulong IfChanged)> Files()
    {
        // Members with the same globs share one list.
        Dictionary<IReadOnlyList<string>, ulong> lists = new(ReferenceEqualityComparer.Instance as IEqualityComparer<IReadOnlyList<string>>);
        for (var i = 0; i < Members.Count; i++)
        {
            lists[Members[i].Files] = lists.GetValueOrDefault(Members[i].Files) | (1UL << i);
        }

        var rest = Rest();
        if (lists.Count == 1 && rest.Count == 0)
        {
            foreach (var (list, wanted) in lists)
            {
                List<(string, ulong, ulong)> files = new(list.Count);
                foreach (var path in list)
                {
                    files.Add((path, wanted, 0));
                }

                return files;
            }
        }

        var all = PathLists.Union(lists.Keys);
        Dictionary<string, ulong> bits = new(all.Count, StringComparer.Ordinal);
        foreach (var (list, wanted) in lists)
        {
            foreach (var path in list)
            {
                bits[path] = bits.GetValueOrDefault(path) | wanted;
            }
        }

        List<(string, ulong, ulong)> merged = new(all.Count);
        foreach (var path in all)
        {
            var wanted = bits[path];
            ulong ifChanged = 0;
            foreach (var (bit, files) in rest)
            {
                ifChanged |= (wanted & bit) == 0 && files.Contains(path) ? bit : 0;
            }

            merged.Add((path, wanted, ifChanged));
        }

        return merged;
    }

    // Files that passed before are looked at again where an earlier member repairs them now.
    private List<(ulong Bit, HashSet<string> Files)> Rest()
    {
        List<(ulong, HashSet<string>)> rest = [];
        for (var i = 0; i < Members.Count; i++)
        {
            if (Fixing && Members[i].Given is { } given && given.Count > Members[i].Files.Count)
            {
                rest.Add((1UL << i, new HashSet<string>(given, StringComparer.Ordinal)));
            }
        }

        return rest;
    }

    /// <summary>Writes a repaired file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="before">How it was before it was read.</param>
    /// <param name="original">What was read.</param>
    /// <param name="content">All of its new content.</param>
    /// <returns>Why that was not possible, or <see langword="null"/>.</returns>
    public string? Write(CheckedFile file, FileStatus before, ReadOnlyMemory<byte> original, ReadOnlyMemory<byte> content)
    {
        try
        {
            if (_writeRoot is not null)
            {
                var copy = Path.Combine(_writeRoot, file.Path);
                var folder = Path.GetDirectoryName(copy)!;
                OwnFolder.Create(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

                // What is there counts as repaired, and as what a turn before made. The draft's name is short: the file's own may be as long as names can be.
                using var draft = AtomicFile.Create(Path.Combine(folder, ".hooks-build"), isPrivate: true);
                draft.Stream.Write(content.Span);
                draft.Publish(copy);
                return null;
            }

            return _replacing.TryReplace(new Replacement(file.FullPath, before, found => original.Span.SequenceEqual(found), content)) is null
                ? "was not repaired, since it changed while it was checked; run the hook again"
                : null;
        }
        catch (UnauthorizedAccessException)
        {
            return "could not be repaired: its folder cannot be written";
        }
        catch (IOException e)
        {
            return $"could not be repaired: {e.Message}";
        }
    }
}
