namespace Hooks.Build;

/// <summary>How serious a finding is.</summary>
public enum HookFindingLevel
{
    /// <summary>Told, nothing more.</summary>
    Info = 0,

    /// <summary>A warning: the hook does not fail for it.</summary>
    Warning = 1,

    /// <summary>An error: the hook has failed.</summary>
    Error = 2,
}

/// <summary>Something a hook found, at a place in a file.</summary>
public sealed class HookFinding
{
    /// <summary>Creates a finding.</summary>
    /// <param name="level">How serious it is.</param>
    /// <param name="file">Path, absolute or from the repository root; empty where no file is to blame.</param>
    /// <param name="line">Line, from 1; 0 where unknown.</param>
    /// <param name="column">Column, from 1; 0 where unknown.</param>
    /// <param name="code">Short code such as <c>TODO001</c>, without spaces; may be empty.</param>
    /// <param name="message">The text.</param>
    public HookFinding(HookFindingLevel level, string file, int line, int column, string code, string message)
    {
        Level = level;
        File = file;
        Line = line;
        Column = column;
        Code = code;
        Message = message;
    }

    /// <summary>How serious it is.</summary>
    public HookFindingLevel Level { get; }

    /// <summary>Path, absolute or from the repository root; empty where no file is to blame.</summary>
    public string File { get; }

    /// <summary>Line, from 1; 0 where unknown.</summary>
    public int Line { get; }

    /// <summary>Column, from 1; 0 where unknown.</summary>
    public int Column { get; }

    /// <summary>Short code such as <c>TODO001</c>; may be empty.</summary>
    public string Code { get; }

    /// <summary>The text.</summary>
    public string Message { get; }

    /// <inheritdoc />
    public override string ToString()
    {
#pragma warning disable CA1308 // the canonical format of MSBuild has the level in lower case
        var level = Level.ToString().ToLowerInvariant();
#pragma warning restore CA1308
        var code = Code.Length == 0 ? "" : " " + Code;
        var place = Line <= 0 ? "" : Column <= 0 ? $"({Line})" : $"({Line},{Column})";
        return $"{(File.Length == 0 ? "hook" : File)}{place}: {level}{code}: {Message}";
    }
}
