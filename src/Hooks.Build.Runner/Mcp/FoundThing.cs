namespace Hooks.Build.Runner.Mcp;

/// <summary>Something that a hook of a run found.</summary>
internal sealed class FoundThing
{
    /// <summary>The hook.</summary>
    public required string Hook { get; init; }

    /// <summary>The file, from the repository's root; empty where no file is to blame.</summary>
    public required string File { get; init; }

    /// <summary>Line, from 1; 0 where unknown.</summary>
    public required int Line { get; init; }

    /// <summary>Column, from 1; 0 where unknown.</summary>
    public required int Column { get; init; }

    /// <summary>Code; may be empty.</summary>
    public required string Code { get; init; }

    /// <summary>How serious it is.</summary>
    public required string Level { get; init; }

    /// <summary>The text.</summary>
    public required string Message { get; init; }
}
