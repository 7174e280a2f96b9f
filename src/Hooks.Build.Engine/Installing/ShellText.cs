namespace Hooks.Build.Engine.Installing;

/// <summary>Texts inside a POSIX shell script.</summary>
internal static class ShellText
{
    /// <summary>A word that the shell takes as it is, whatever is in it.</summary>
    public static string Quote(string text) => "'" + text.Replace("'", @"'\''", StringComparison.Ordinal) + "'";

    /// <summary>A text that ends no comment: a path may hold a newline.</summary>
    public static string Comment(string text) => string.Concat(text.Select(character => char.IsControl(character) ? '?' : character));
}
