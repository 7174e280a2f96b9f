using System.Globalization;
using System.Text;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Hashing;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Remote;

/// <summary>
/// A result as the bytes of an entry. Bazel sees the files and, as the output of the action, the findings. The rest is in the entry's metadata behind a seal,
/// the SHA-256 of all of it: unlike content, an entry is not named by its hash.
/// </summary>
internal static class RemoteEntry
{
    /// <summary>An entry may not be larger, nor may it be believed to be.</summary>
    public const int MostBytes = 4 << 20;

    /// <summary>Whether others would take the result: a success whose files have names that every system can write.</summary>
    public static bool CanShare(CachedResult result) =>
        result.Outcome == HookOutcome.Succeeded && result.ExitCode is null or 0 && result.Outputs.All(output => IsInside(output.Path));

    /// <summary>Writes a successful result.</summary>
    public static byte[] Write(string key, CachedResult result)
    {
        ActionResult entry = new() { Outputs = result.Outputs, Output = Lines(result.Findings) };
        var record = ResultRecord.Write(key, result);
        return (entry with { Record = (byte[])[.. Seal(entry, record), .. record] }).Write();
    }

    /// <summary>Reads the result of a key.</summary>
    /// <exception cref="InvalidDataException">The entry is not the result of this key, or not one to take.</exception>
    public static CachedResult Read(string key, ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("{"u8))
        {
            throw new InvalidDataException("it is JSON, another product's");
        }

        var entry = ActionResult.Read(bytes);
        if (entry.ExitCode != 0)
        {
            throw new InvalidDataException("it is the result of a failure");
        }

        if (entry.Record.Length < Sha256.Size)
        {
            throw new InvalidDataException("it was not written by Hooks.Build");
        }

        var seal = entry.Record.Span[..Sha256.Size];
        var record = entry.Record.Span[Sha256.Size..];
        if (!seal.SequenceEqual(Seal(entry, record)))
        {
            throw new InvalidDataException("it is damaged");
        }

        for (var i = 0; i < entry.Outputs.Count; i++)
        {
            if (!IsInside(entry.Outputs[i].Path) || (i > 0 && string.CompareOrdinal(entry.Outputs[i - 1].Path, entry.Outputs[i].Path) >= 0))
            {
                throw new InvalidDataException($"it has a file '{entry.Outputs[i].Path}', which cannot be written");
            }
        }

        return ResultRecord.Read(key, record) with { Outputs = entry.Outputs };
    }

    private static byte[] Seal(ActionResult entry, ReadOnlySpan<byte> record)
    {
        Sha256 hash = new();
        hash.Append((entry with { Record = default }).Write());
        hash.Append(record);
        var seal = new byte[Sha256.Size];
        hash.Finish(seal);
        return seal;
    }

    // Below the repository's root on every system, and nothing of git's own, whose hooks would be run.
    private static bool IsInside(string path)
    {
        if (path.AsSpan().IndexOfAny('\\', ':', '\0') >= 0)
        {
            return false;
        }

        foreach (var part in path.Split('/'))
        {
            // Windows drops dots and blanks at the end, and knows .git by a short name, too.
            if (part.TrimEnd('.', ' ').ToUpperInvariant() is "" or ".GIT" or "GIT~1")
            {
                return false;
            }
        }

        return true;
    }

    private static byte[] Lines(IReadOnlyList<Finding> findings)
    {
        StringBuilder text = new();
        foreach (var finding in findings)
        {
            var place = finding.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{finding.File}({finding.Line},{finding.Column}): ")
                : finding.File.Length > 0 ? $"{finding.File}: "
                : "";
            var level = finding.Level switch { HookFindingLevel.Error => "error", HookFindingLevel.Warning => "warning", _ => "info" };
            _ = text.Append(place).Append(level).Append(finding.Code.Length > 0 ? " " + finding.Code : "").Append(": ").Append(finding.Message).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
