using System.Globalization;
using System.Text;

namespace Hooks.Build.Checks;

/// <summary>What a check found in one file.</summary>
public sealed class Findings
{
    /// <summary>The most that are kept of one file; the rest is counted.</summary>
    public const int Most = 100;

    private readonly List<FileFinding> _kept = [];

    /// <summary>What is kept.</summary>
    public IReadOnlyList<FileFinding> Kept => _kept;

    /// <summary>How many there were.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a finding.</summary>
    /// <param name="line">Line, from 1; 0 where it is about the file as a whole.</param>
    /// <param name="column">Column in bytes of the line, from 1; 0 where it is about the line.</param>
    /// <param name="message">What is wrong, one sentence without a dot at its end.</param>
    public void Add(long line, int column, string message)
    {
        if (Count++ < Most)
            _kept.Add(new FileFinding(line, column, OneLine(message)));
    }

    /// <summary>Writes control characters as escapes: the words of a parser may hold what it read.</summary>
    private static string OneLine(string message)
    {
        if (!message.AsSpan().ContainsAnyInRange('\0', '\x1F') && !message.AsSpan().ContainsAnyInRange('\x7F', '\x9F'))
            return message;

        StringBuilder shown = new();
        foreach (var character in message)
            _ = char.IsControl(character) ? shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}") : shown.Append(character);
        return shown.ToString();
    }
}

/// <summary>Something that a check found.</summary>
/// <param name="Line">Line, from 1; 0 where it is about the file as a whole.</param>
/// <param name="Column">Column, from 1; 0 where unknown.</param>
/// <param name="Message">The text.</param>
public readonly record struct FileFinding(long Line, int Column, string Message);
