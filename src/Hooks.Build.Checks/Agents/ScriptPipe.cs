namespace Hooks.Build.Checks.Agents;

/// <summary>What goes through a pipe of which the script itself says the text: of a here-document, or of <c>echo</c>.</summary>
internal sealed class ScriptPipe
{
    private readonly List<string> _texts = [];

    /// <summary>What a command reads. A shell runs it.</summary>
    public IReadOnlyList<string> TextsFor(ShellCommand command) => command.Given.Count > 0 ? command.Given : command.IsPiped ? [.. _texts] : [];

    /// <summary>Passes on what a command reads, and what it prints.</summary>
    /// <param name="command">The command.</param>
    /// <param name="name">The name of its program.</param>
    /// <param name="words">Its words.</param>
    public void Pass(ShellCommand command, string name, IReadOnlyList<string> words)
    {
        if (!(command.IsPiped || command.IsContinued) || ScriptArguments.ReadsScript(name, [.. words.Skip(1)]))
            _texts.Clear();

        _texts.AddRange(command.Given);
        if (name.ToUpperInvariant() is "ECHO" or "PRINTF" or "PRINT" or "WRITE-OUTPUT")
        {
            List<string> printed = [.. words.Skip(1).SkipWhile(word => word.StartsWith('-'))];
            Add(printed);
            if (name == "printf")
                Add(printed[Math.Min(1, printed.Count)..]);
        }
        else if (words.Count == 1 && words[0].Contains(' ', StringComparison.Ordinal))
        {
            // PowerShell prints a text that stands alone.
            _texts.Add(words[0]);
        }
    }

    private void Add(IReadOnlyList<string> words) => _texts.Add(string.Join(' ', words).Replace("\\n", "\n", StringComparison.Ordinal));
}
