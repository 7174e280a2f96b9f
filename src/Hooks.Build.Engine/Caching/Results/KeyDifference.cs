using System.Globalization;
using Hooks.Build.Engine.Caching.Keys;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>Tells in words how what a result depends on differs from what it depended on before.</summary>
internal static class KeyDifference
{
    private const int MostFiles = 20;
    private const int ShownDigits = 12;

    /// <summary>What changed of what is no file, one sentence a change.</summary>
    /// <param name="before">The run before.</param>
    /// <param name="now">Now.</param>
    public static IReadOnlyList<string> OfFields(IReadOnlyList<KeyField> before, IReadOnlyList<KeyField> now)
    {
        List<string> words = [];
        var old = ToLookup(before);
        var current = ToLookup(now);
        foreach (var (name, value) in now)
        {
            if (!old.TryGetValue(name, out var was))
            {
                words.Add($"{name} is new: {Shown(value)}");
            }
            else if (was != value)
            {
                words.Add($"{name} changed from {Shown(was)} to {Shown(value)}");
            }
        }

        foreach (var (name, value) in before)
        {
            if (!current.ContainsKey(name))
            {
                words.Add($"{name} is gone, which was {Shown(value)}");
            }
        }

        return words;
    }

    /// <summary>What changed of files, one sentence a change; the first 20 of them.</summary>
    public static IReadOnlyList<string> OfFiles(IEnumerable<FileDifference> differences)
    {
        List<string> words = [];
        List<string> gone = [];
        var count = 0;
        foreach (var (path, was, now) in differences)
        {
            count++;
            if (now is null && gone.Count < MostFiles)
            {
                gone.Add($"{path} is gone, which was {Shown(was!)}");
            }
            else if (now is not null && words.Count < MostFiles)
            {
                words.Add(was is null ? $"{path} is new: {Shown(now)}" : $"{path} changed from {Shown(was)} to {Shown(now)}");
            }
        }

        words.AddRange(gone.Take(MostFiles - words.Count));
        if (count > MostFiles)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"and {count - MostFiles} more"));
        }

        return words;
    }

    private static Dictionary<string, string> ToLookup(IReadOnlyList<KeyField> fields)
    {
        Dictionary<string, string> values = new(fields.Count, StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            values[name] = value;
        }

        return values;
    }

    // Digests are long, and their start tells them apart.
    private static string Shown(string value)
    {
        var digits = 0;
        while (digits < value.Length && char.IsAsciiHexDigit(value[digits]))
        {
            digits++;
        }

        return digits > ShownDigits * 2 ? value[..ShownDigits] + value[digits..] : value;
    }
}
