using System.Globalization;
using Hooks.Build.Engine.Caching.Keys;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>Tells in words how what a result depends on differs from what it depended on before.</summary>
internal static class KeyDifference
{
    private const int MostFiles = 20;
    private const int ShownDigits = 12;

    /// <summary>What changed since the run before, one sentence a change; of files the first 20.</summary>
    /// <param name="before">The run before.</param>
    /// <param name="fields">What is no file, now.</param>
    /// <param name="files">The files, now.</param>
    public static IReadOnlyList<string> Describe(LastRun before, IReadOnlyList<KeyField> fields, IReadOnlyList<(string Path, string Print)> files)
    {
        List<string> words = [];
        var old = ToLookup(before.Fields);
        var now = ToLookup(fields);
        foreach (var (name, value) in fields)
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

        foreach (var (name, value) in before.Fields)
        {
            if (!now.ContainsKey(name))
            {
                words.Add($"{name} is gone, which was {Shown(value)}");
            }
        }

        AddFiles(before.Files, files, words);
        return words;
    }

    private static void AddFiles(IReadOnlyList<(string Path, string Print)> before, IReadOnlyList<(string Path, string Print)> files, List<string> words)
    {
        Dictionary<string, string> old = new(before.Count, StringComparer.Ordinal);
        foreach (var (path, print) in before)
        {
            old[path] = print;
        }

        List<string> changes = [];
        HashSet<string> told = new(files.Count, StringComparer.Ordinal);
        foreach (var (path, print) in files)
        {
            // A file that the hook is given may be among its Reads, too.
            if (!told.Add(path))
            {
                continue;
            }

            if (!old.Remove(path, out var was))
            {
                changes.Add($"{path} is new: {Shown(print)}");
            }
            else if (was != print)
            {
                changes.Add($"{path} changed from {Shown(was)} to {Shown(print)}");
            }
        }

        foreach (var (path, was) in old)
        {
            changes.Add($"{path} is gone, which was {Shown(was)}");
        }

        words.AddRange(changes.Count <= MostFiles ? changes : changes.GetRange(0, MostFiles));
        if (changes.Count > MostFiles)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"and {changes.Count - MostFiles} more files"));
        }
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
