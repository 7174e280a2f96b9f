namespace Hooks.Build.Checks.Text.Kinds;

/// <summary>How sure it is that bytes are text, whose lines may be rewritten.</summary>
public enum TextKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Perhaps text: it is told, and never rewritten.</summary>
    Doubtful,

    /// <summary>No text, or none of single bytes.</summary>
    Binary,
}
