namespace Hooks.Build.Checks.Agents;

/// <summary>A command of a shell's script, and what else the shell does with it.</summary>
public sealed class ShellCommand
{
    /// <summary>Stands where a subshell begins.</summary>
    internal static readonly ShellCommand Open = new();

    /// <summary>Stands where it ends.</summary>
    internal static readonly ShellCommand Close = new();

    /// <summary>A command.</summary>
    public ShellCommand()
        : this([], [])
    {
    }

    private ShellCommand(List<string> written, List<string> given) => (Written, Given) = (written, given);

    /// <summary>Whether it reads what the command before it prints.</summary>
    public bool IsPiped { get; set; }

    /// <summary>Its words, without quotes. Variables stand as they are written.</summary>
    public List<string> Words { get; } = [];

    /// <summary>The places of words that have quotes: they stay one word, whatever their variables hold.</summary>
    internal HashSet<int> Quoted { get; } = [];

    /// <summary>Files that it writes by <c>&gt;</c> and the like.</summary>
    public List<string> Written { get; }

    /// <summary>Texts that it reads from the script itself: here-documents and here-strings.</summary>
    public List<string> Given { get; }

    /// <summary>Whether it is another part, or another reading, of the command before it: what goes through a pipe goes through both.</summary>
    internal bool IsContinued { get; private init; }

    /// <summary>Whether it runs only if what stands before it has succeeded: <c>&amp;&amp;</c>.</summary>
    internal bool IsAfterSuccess { get; set; }

    /// <summary>Whether it runs only if what stands before it has failed: <c>||</c>.</summary>
    internal bool IsAfterFailure { get; set; }

    /// <summary>Whether it is another reading of the commands before it, not what is done after them.</summary>
    internal bool IsUncut { get; private init; }

    /// <summary>The part that follows this one.</summary>
    internal ShellCommand Next() => new(Written, Given) { IsPiped = IsPiped, IsContinued = true };

    /// <summary>The same command for another reading.</summary>
    internal ShellCommand Again()
    {
        ShellCommand again = new(Written, Given) { IsPiped = IsPiped, IsContinued = true, IsUncut = true };
        again.Words.AddRange(Words);
        again.Quoted.UnionWith(Quoted);
        return again;
    }

    /// <summary>The same command with other words.</summary>
    internal ShellCommand With(IReadOnlyList<string> words, List<string> written)
    {
        ShellCommand other = new(written, Given)
        {
            IsPiped = IsPiped,
            IsContinued = IsContinued,
            IsUncut = IsUncut,
            IsAfterSuccess = IsAfterSuccess,
            IsAfterFailure = IsAfterFailure,
        };
        other.Words.AddRange(words);
        other.Quoted.UnionWith(words.Count == Words.Count ? Quoted : []);
        return other;
    }
}

/// <summary>What a script consists of.</summary>
/// <param name="Commands">The commands, in order.</param>
/// <param name="Nested">Scripts inside of it that the shell runs as well: <c>$( )</c>, <c>&lt;( )</c>.</param>
/// <param name="Guessed">Texts inside of it that some shells run: what is in backticks, and a here-document without an end may be none.</param>
/// <param name="IsTooDeep">Whether they stand in each other so deeply that it was not read to its end.</param>
/// <param name="IsOpen">Whether it ends within a quote or a substitution: then no shell runs it, or it was not read as the shell reads it.</param>
public sealed record ShellScript(
    IReadOnlyList<ShellCommand> Commands, IReadOnlyList<string> Nested, IReadOnlyList<string> Guessed, bool IsTooDeep, bool IsOpen);
