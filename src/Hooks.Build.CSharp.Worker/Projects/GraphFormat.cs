using System.Security.Cryptography;
using System.Text;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.CSharp.Projects;

/// <summary>
/// A graph as bytes: a mark with the build of this program, a hash of what follows, and that. Another build may read other projects, or more of them.
/// </summary>
internal static class GraphFormat
{
    private const int HashSize = 32;

    private static readonly Guid ThisBuild = typeof(GraphFormat).Assembly.ManifestModule.ModuleVersionId;

    public static byte[] Write(CachedGraph graph) => Write(graph, ThisBuild);

    /// <summary>The bytes that another build writes.</summary>
    internal static byte[] Write(CachedGraph graph, Guid build)
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
                Write(writer, file.Written);
                Write(writer, file.Changed);
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
        return [.. MarkOf(build), .. SHA256.HashData(payload), .. payload];
    }

    /// <summary>Reads it; <see langword="null"/> where the bytes are not exactly what was written by this build.</summary>
    public static CachedGraph? Read(byte[] bytes)
    {
        var mark = MarkOf(ThisBuild);
        var start = mark.Length + HashSize;
        if (bytes.Length < start
            || !bytes.AsSpan().StartsWith(mark)
            || !SHA256.HashData(bytes.AsSpan(start)).AsSpan().SequenceEqual(bytes.AsSpan(mark.Length, HashSize)))
            return null;

        using BinaryReader reader = new(new MemoryStream(bytes, start, bytes.Length - start), Encoding.UTF8);
        return new CachedGraph(
            reader.ReadString(),
            reader.ReadString(),
            reader.ReadString(),
            ReadAll(reader, () => new WatchedFile(reader.ReadString(), reader.ReadInt64(), ReadTime(reader), ReadTime(reader), reader.ReadString())),
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

    private static byte[] MarkOf(Guid build) => [.. "hooks-projects\n"u8, .. build.ToByteArray()];

    private static void Write(BinaryWriter writer, FileTime time)
    {
        writer.Write(time.Seconds);
        writer.Write(time.Nanoseconds);
    }

    private static FileTime ReadTime(BinaryReader reader) => new(reader.ReadInt64(), reader.ReadUInt32());

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
