namespace Hooks.Build.CSharp.Formatting;

/// <summary>What came of a file.</summary>
internal sealed class FileReport(string file)
{
    private List<string>? _lines;

    /// <summary>Lines to show.</summary>
    public IReadOnlyList<string> Lines => _lines ?? (IReadOnlyList<string>)[];

    /// <summary>Whether anything was found that stays.</summary>
    public bool Failed { get; private set; }

    /// <summary>Adds a finding.</summary>
    public void Error(int line, int column, string code, string message)
    {
        Failed = true;
        (_lines ??= []).Add($"{file}({line},{column}): error {code}: {message}");
    }

    /// <summary>Adds what another report found.</summary>
    public void Add(FileReport other)
    {
        Failed |= other.Failed;
        if (other._lines is { } lines)
            (_lines ??= []).AddRange(lines);
    }

    /// <summary>Says that the file was changed.</summary>
    public void Formatted() => (_lines ??= []).Add($"Formatted code file '{file}'.");
}
