namespace Hooks.Build.Engine.Model;

/// <summary>Something a hook found, as data.</summary>
/// <param name="Level">How serious it is.</param>
/// <param name="File">Absolute path; empty where no file is to blame.</param>
/// <param name="Line">Line, from 1; 0 where unknown, as for all below that.</param>
/// <param name="Column">Column, from 1; 0 where unknown.</param>
/// <param name="EndLine">Last line; 0 where unknown.</param>
/// <param name="EndColumn">Last column; 0 where unknown.</param>
/// <param name="Code">Code, one word; may be empty.</param>
/// <param name="Message">The text.</param>
public sealed record Finding(HookFindingLevel Level, string File, int Line, int Column, int EndLine, int EndColumn, string Code, string Message)
{
    /// <inheritdoc cref="Finding(HookFindingLevel, string, int, int, int, int, string, string)" path="/param[@name='Line']"/>
    public int Line { get; init; } = Math.Max(0, Line);

    /// <inheritdoc cref="Finding(HookFindingLevel, string, int, int, int, int, string, string)" path="/param[@name='Column']"/>
    public int Column { get; init; } = Math.Max(0, Column);

    /// <inheritdoc cref="Finding(HookFindingLevel, string, int, int, int, int, string, string)" path="/param[@name='EndLine']"/>
    public int EndLine { get; init; } = Math.Max(0, EndLine);

    /// <inheritdoc cref="Finding(HookFindingLevel, string, int, int, int, int, string, string)" path="/param[@name='EndColumn']"/>
    public int EndColumn { get; init; } = Math.Max(0, EndColumn);

    /// <summary>Whether a text may be a code: no reader takes what comes behind a blank in it for something else.</summary>
    public static bool IsCode(string text) => !text.Any(IsNoCode);

    /// <summary>A text as it may be a code: hyphens stand for what may not.</summary>
    public static string ToCode(string text) => IsCode(text) ? text : string.Concat(text.Select(character => IsNoCode(character) ? '-' : character));

    private static bool IsNoCode(char character) => char.IsWhiteSpace(character) || char.IsControl(character);
}
