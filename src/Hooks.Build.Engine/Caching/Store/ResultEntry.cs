using System.Runtime.InteropServices;
using Hooks.Build.Engine.Hashing;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Caching.Store;

/// <summary>
/// A result as bytes: the format's name, the key, the fields in a fixed order, texts and lists after their lengths, and the SHA-256 of all that. What is
/// cut, changed, longer, or of another key is no entry.
/// </summary>
/// <remarks>Texts are UTF-16 as in memory: paths and output may be no valid text, and must come back as they were.</remarks>
internal static class ResultEntry
{
    private const string Format = "hooks-result-1";
    private const int MostItems = 1 << 20;

    /// <summary>Writes a result.</summary>
    public static byte[] Write(string key, CachedResult result)
    {
        using MemoryStream bytes = new();
        using (BinaryWriter writer = new(bytes, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            Write(writer, Format);
            Write(writer, key);
            writer.Write((byte)result.Outcome);
            Write(writer, result.Reason);
            writer.Write(result.ExitCode.HasValue);
            writer.Write(result.ExitCode ?? 0);
            writer.Write(result.Duration.Ticks);
            writer.Write(result.Findings.Count);
            foreach (var finding in result.Findings)
            {
                Write(writer, finding);
            }

            writer.Write(result.DroppedFindings);
            writer.Write(result.Tail.Count);
            foreach (var line in result.Tail)
            {
                Write(writer, line);
            }

            writer.Write(result.Outputs.Count);
            foreach (var file in result.Outputs)
            {
                Write(writer, file.Path);
                Write(writer, file.Digest);
                writer.Write(file.Size);
                writer.Write(file.IsExecutable);
            }
        }

        bytes.Write(Sha256.Of(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        return bytes.ToArray();
    }

    /// <summary>Reads a result; <see langword="null"/> where the bytes are no entry of the key.</summary>
    public static CachedResult? Read(string key, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Sha256.Size || !bytes[^Sha256.Size..].SequenceEqual(Sha256.Of(bytes[..^Sha256.Size])))
        {
            return null;
        }

        ByteReader reader = new(bytes[..^Sha256.Size]);
        if (reader.Text() != Format || reader.Text() != key)
        {
            return null;
        }

        var outcome = (HookOutcome)reader.Byte();
        var reason = reader.Text();
        var hasExitCode = reader.Byte() != 0;
        var exitCode = reader.Int();
        CachedResult result = new()
        {
            Outcome = outcome,
            Reason = reason,
            ExitCode = hasExitCode ? exitCode : null,
            Duration = new TimeSpan(reader.Long()),
            Findings = Findings(ref reader),
            DroppedFindings = reader.Int(),
            Tail = Texts(ref reader),
            Outputs = Files(ref reader),
        };
        return reader.IsAtEnd && outcome is HookOutcome.Succeeded or HookOutcome.Failed ? result : null;
    }

    private static void Write(BinaryWriter writer, string text)
    {
        writer.Write(text.Length);
        writer.Write(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    private static void Write(BinaryWriter writer, Finding finding)
    {
        writer.Write((byte)finding.Level);
        Write(writer, finding.File);
        writer.Write(finding.Line);
        writer.Write(finding.Column);
        writer.Write(finding.EndLine);
        writer.Write(finding.EndColumn);
        Write(writer, finding.Code);
        Write(writer, finding.Message);
    }

    private static Finding[] Findings(ref ByteReader reader)
    {
        var findings = new Finding[reader.Count(MostItems)];
        for (var i = 0; i < findings.Length; i++)
        {
            var (level, file) = ((HookFindingLevel)reader.Byte(), reader.Text());
            var (line, column, endLine, endColumn) = (reader.Int(), reader.Int(), reader.Int(), reader.Int());
            // As they stand, that a place which no finding can have is seen.
            findings[i] = new Finding(level, file, 0, 0, 0, 0, reader.Text(), reader.Text())
            {
                Line = line,
                Column = column,
                EndLine = endLine,
                EndColumn = endColumn,
            };
        }

        return findings;
    }

    private static string[] Texts(ref ByteReader reader)
    {
        var texts = new string[reader.Count(MostItems)];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = reader.Text();
        }

        return texts;
    }

    private static CachedFile[] Files(ref ByteReader reader)
    {
        var files = new CachedFile[reader.Count(MostItems)];
        for (var i = 0; i < files.Length; i++)
        {
            files[i] = new CachedFile(reader.Text(), reader.Text(), reader.Long(), reader.Byte() != 0);
        }

        return files;
    }
}
