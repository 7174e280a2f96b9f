using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Git;

/// <summary>The commit that is checked out, read as git reads it.</summary>
internal static class HeadCommit
{
    private const string Reference = "ref: refs/heads/";
    private const int Most = 64 << 20;

    /// <summary>The id of its tree; <see langword="null"/> where only git knows, and before the first commit.</summary>
    public static byte[]? Tree(GitRepository repository, GitObjects objects)
    {
        try
        {
            return Id(repository) is { } id && objects.Read(id, "commit"u8) is { } commit && commit.AsSpan().StartsWith("tree "u8) ? OfLine(commit.AsSpan(5)) : null;
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

        using var file = PlainFile.Open(Path.Combine(common, "packed-refs"));
        var packed = file is null ? [] : KeptFile.Read(file, Most);
        if (packed is null || packed.AsSpan().IndexOf(" refs/replace/"u8) >= 0)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(head);
        if (!text.StartsWith(Reference, StringComparison.Ordinal))
        {
            return OfLine(head);
        }

        var name = text["ref: ".Length..].TrimEnd('\n', '\r');
        return PlainFile.Read(Path.Combine(common, name)) is { } loose ? OfLine(loose) : OfPacked(packed, name);
    }

    // Lines of id, blank, name.
    private static byte[]? OfPacked(ReadOnlySpan<byte> packed, string name)
    {
        const int Digits = Sha1.Size * 2;
        var line = Encoding.UTF8.GetBytes($" {name}\n");
        var found = packed.IndexOf(line);
        return found >= Digits && (found == Digits || packed[found - Digits - 1] == '\n') ? OfLine([.. packed.Slice(found - Digits, Digits), (byte)'\n']) : null;
    }

    // An id of SHA-1 and nothing else: one of SHA-256 is longer.
    private static byte[]? OfLine(ReadOnlySpan<byte> text)
    {
        const int Digits = Sha1.Size * 2;
        if (text.Length <= Digits || text[Digits] != '\n')
        {
            return null;
        }

        var id = new byte[Sha1.Size];
        for (var i = 0; i < id.Length; i++)
        {
            var (high, low) = (Value(text[i * 2]), Value(text[(i * 2) + 1]));
            if (high < 0 || low < 0)
            {
                return null;
            }

            id[i] = (byte)((high << 4) | low);
        }

        return id;
    }

    private static int Value(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        _ => -1,
    };
}
