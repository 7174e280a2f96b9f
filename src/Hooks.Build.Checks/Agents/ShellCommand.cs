namespace Hooks.Build.Checks.Agents;

/// <summary>A command of a shell's script, and what else the shell does with it.</summary>
public sealed class ShellCommand
{
    /// <summary>Stands where a subshell begins.</summary>
    internal static readonly ShellCommand Open = new();

    /// <summary>Stands where it ends.</summary>
    internal static readonly ShellCommand Close = new();

    /// <summary>Whether it reads what the command before it prints.</summary>
    public bool IsPiped { get; set; }

    /// <summary>Its words, without quotes. Variables stand as they are written.</summary>
    public List<string> Words { get; } = [];

    /// <summary>Files that it writes by <c>&gt;</c> and the like.</summary>
    public List<string> Written { get; } = [];

    /// <summary>Texts that it reads from the script itself: here-documents and here-strings.</summary>
    public List<string> Given { get; } = [];
}

/// <summary>What a script consists of.</summary>
/// <param name="Commands">The commands, in order.</param>
/// <param name="Nested">Scripts inside of it that the shell runs as well: <c>$( )</c>, backticks, <c>&lt;( )</c>.</param>
/// <param name="IsTooDeep">Whether they stand in each other so deeply that it was not read to its end.</param>
public sealed record ShellScript(IReadOnlyList<ShellCommand> Commands, IReadOnlyList<string> Nested, bool IsTooDeep);
