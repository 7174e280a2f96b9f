using System.Security.Cryptography;
using System.Text;

namespace Hooks.Build.CSharp.Projects;

/// <summary>A graph as bytes: a mark with the version, a hash of what follows, and that.</summary>
internal static class GraphFormat
{
    private const int HashSize = 32;

    // Change it with every change below.
    private static ReadOnlySpan<byte> Mark => "hooks-projects-1\n"u8;

    public static byte[] Write(CachedGraph graph)
    {
        using MemoryStream stream = new();
        using (BinaryWriter writer = new(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(graph.Key);
            writer.Write(graph.Sdk);
            writer.Write(graph.Siblings);
            WriteAll(writer, graph.Watched, file =>
            {
                writer.Write(file.Path);
                writer.Write(file.Size);
                writer.Write(file.Time);
                writer.Write(file.Hash);
            });
            WriteAll(writer, graph.Projects, project =>
            {
                writer.Write(project.Path);
                writer.Write(project.IsTest);
                writer.Write(project.WantsLockFile);
                WriteAll(writer, project.LockFiles, writer.Write);
                WriteAll(writer, project.References, writer.Write);
                WriteAll(writer, project.Imports, writer.Write);
                WriteAll(writer, project.LinkedFiles, writer.Write);
                WriteAll(writer, project.LinkedPatterns, pattern =>
                {
                    writer.Write(pattern.Include);
                    WriteAll(writer, pattern.Excludes, writer.Write);
                });
            });
        }

        var payload = stream.ToArray();
        return [.. Mark, .. SHA256.HashData(payload), .. payload];
    }

    /// <summary>Reads it; <see langword="null"/> where the bytes are not exactly what was written by this version.</summary>
    public static CachedGraph? Read(byte[] bytes)
    {
        var start = Mark.Length + HashSize;
        if (bytes.Length < start || !bytes.AsSpan().StartsWith(Mark) || !SHA256.HashData(bytes.AsSpan(start)).AsSpan().SequenceEqual(bytes.AsSpan(Mark.Length, HashSize)))
            return null;

        using BinaryReader reader = new(new MemoryStream(bytes, start, bytes.Length - start), Encoding.UTF8);
        return new CachedGraph(
            reader.ReadString(),
            reader.ReadString(),
            reader.ReadString(),
            ReadAll(reader, () => new WatchedFile(reader.ReadString(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadString())),
            ReadAll(reader, () => new KnownProject(reader.ReadString())
            {
                IsTest = reader.ReadBoolean(),
                WantsLockFile = reader.ReadBoolean(),
                LockFiles = ReadAll(reader, reader.ReadString),
                References = ReadAll(reader, reader.ReadString),
                Imports = ReadAll(reader, reader.ReadString),
                LinkedFiles = ReadAll(reader, reader.ReadString),
                LinkedPatterns = ReadAll(reader, () => new LinkedPattern(reader.ReadString(), ReadAll(reader, reader.ReadString))),
            }));
    }

    private static void WriteAll<T>(BinaryWriter writer, IReadOnlyList<T> values, Action<T> write)
    {
        writer.Write(values.Count);
        foreach (var value in values)
        {
            write(value);
        }
    }

    private static T[] ReadAll<T>(BinaryReader reader, Func<T> read)
    {
        var values = new T[reader.ReadInt32()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = read();
        }

        return values;
    }
}
