using System.Buffers;
using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Git;

/// <summary>The commit that is checked out, read as git reads it.</summary>
internal static class HeadCommit
{
    // Of more references git looks through its pack of them as fast.
    private const int Most = 4 << 20;
    private static readonly SearchValues<char> Special = SearchValues.Create("\\:*?[~^ ");

    /// <summary>The id of its tree; <see langword="null"/> where only git knows, and before the first commit.</summary>
    public static byte[]? Tree(GitRepository repository, GitObjects objects)
    {
        try
        {
            return Id(repository) is { } id && objects.Read(id, "commit"u8) is { } commit && commit.AsSpan().StartsWith("tree "u8)
                ? OfLine(commit.AsSpan(5))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static byte[]? Id(GitRepository repository)
    {
        const string Replaced = "refs/replace";
        var common = repository.CommonDirectory;
        // What stands in another object's place is for git to follow.
        if (Directory.Exists(Path.Combine(common, Replaced)) || PlainFile.Read(Path.Combine(repository.GitDirectory, "HEAD")) is not { } head)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(head);
        var name = text.StartsWith(CurrentBranch.Reference, StringComparison.Ordinal) ? text["ref: ".Length..].TrimEnd('\n', '\r') : null;
        if (name is not null && !IsPlain(name))
        {
            return null;
        }

        // In this order, as git reads: who packs references writes the pack before the file goes.
        var loose = name is null ? head : PlainFile.Read(Path.Combine(common, name));
        var packed = Packed(common);
        return packed is null || packed.AsSpan().IndexOf(" refs/replace/"u8) >= 0 ? null
            : loose is not null ? OfLine(loose)
            : IsNowhere(common, name!) ? OfPacked(packed, name!)
            : null;
    }

    private static byte[]? Packed(string common)
    {
        using var file = PlainFile.Open(Path.Combine(common, "packed-refs"));
        return file is null ? [] : KeptFile.Read(file, Most);
    }

    // Names that git refuses, and those that mean something to a file system.
    private static bool IsPlain(string name) =>
        !name.AsSpan().ContainsAny(Special) && !name.Any(char.IsControl)
        && name.Split('/').All(part => part.Length > 0
            && part[0] != '.'
            && !part.EndsWith(".lock", StringComparison.Ordinal)
            && !part.Contains("..", StringComparison.Ordinal));

    // A link that leads nowhere, or a file where a folder would be, is something to git.
    private static bool IsNowhere(string common, string name)
    {
        for (var end = name.LastIndexOf('/'); end > 0; end = name.LastIndexOf('/', end - 1))
        {
            if (FileStatus.Read(Path.Combine(common, name[..end])).Kind is not (FileKind.None or FileKind.Folder))
            {
                return false;
            }
        }

        return FileStatus.Read(Path.Combine(common, name)).Kind == FileKind.None;
    }

    // Lines of id, blank, name.
    private static byte[]? OfPacked(ReadOnlySpan<byte> packed, string name)
    {
        const int Digits = Sha1.Size * 2;
        var line = Encoding.UTF8.GetBytes($" {name}\n");
        var found = packed.IndexOf(line);
        return found >= Digits && (found == Digits || packed[found - Digits - 1] == '\n')
            ? OfLine([.. packed.Slice(found - Digits, Digits), (byte)'\n'])
            : null;
    }

    // An id of SHA-1 and nothing else: one of SHA-256 is longer.
    private static byte[]? OfLine(ReadOnlySpan<byte> text)
    {
        const int Digits = Sha1.Size * 2;
        return text.Length > Digits && text[Digits] == '\n' ? Hex.TryRead(text[..Digits]) : null;
    }
}
