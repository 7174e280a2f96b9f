using System.Buffers.Binary;
using System.Text;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Caching.Keys;

/// <summary>One of the things that a result depends on.</summary>
/// <param name="Name">What it is, such as <c>tool dotnet</c> or <c>variable MODE</c>.</param>
/// <param name="Value">Its value, or a digest of it.</param>
internal readonly record struct KeyField(string Name, string Value);

/// <summary>All that the result of a hook depends on.</summary>
internal sealed record ResultKey
{
    /// <summary>The digest of all of it: what the result is stored under.</summary>
    public required string Digest { get; init; }

    /// <summary>The digest of all but the files the hook is given: what results of single files are remembered under.</summary>
    public required string Base { get; init; }

    /// <summary>What is no file.</summary>
    public required IReadOnlyList<KeyField> Fields { get; init; }

    /// <summary>The files the hook is given.</summary>
    public required IReadOnlyList<string> Given { get; init; }

    /// <summary>The other files it depends on.</summary>
    public required IReadOnlyList<string> Beside { get; init; }

    /// <summary>When its files were looked at, as <see cref="Fingerprints.FileFingerprints.Epoch"/> has it.</summary>
    public int Epoch { get; init; }

    /// <summary>Those of its files that were not there.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];

    /// <summary>The files that it wrote, of those it declares; known once the result is.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>The digest of how these were when the hook was done.</summary>
    public string OutputsDigest { get; init; } = "";

    /// <summary>Digests fields: each is named, length-prefixed, and in the order in which it stands.</summary>
    public static string DigestOf(IReadOnlyList<KeyField> fields)
    {
        Sha256 hash = new();
        foreach (var (name, value) in fields)
        {
            Append(hash, name);
            Append(hash, value);
        }

        return hash.FinishHex();
    }

    private static void Append(Sha256 hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.Append(length);
        hash.Append(bytes);
    }
}
