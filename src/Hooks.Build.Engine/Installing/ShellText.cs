using System.Text;

namespace Hooks.Build.Engine.Installing;

/// <summary>Texts inside a POSIX shell script.</summary>
internal static class ShellText
{
    /// <summary>A word that the shell takes as it is, whatever is in it.</summary>
    public static string Quote(string text) => "'" + text.Replace("'", @"'\''", StringComparison.Ordinal) + "'";

    /// <summary>The value that a script gives to a variable by a quoted word in a line of its own; <see langword="null"/> where it does not.</summary>
    /// <param name="script">The script.</param>
    /// <param name="variable">Name of the variable.</param>
    /// <param name="after">Where the line begins, with the end of the one before; becomes the end of the line. A value may itself look like such a
    /// line.</param>
    public static string? ValueOf(string script, string variable, ref int after)
    {
        if (!script.AsSpan(after).StartsWith($"\n{variable}='"))
        {
            return null;
        }

        StringBuilder value = new();
        for (var at = after + variable.Length + 3; ;)
        {
            var end = script.IndexOf('\'', at);
            if (end < 0)
            {
                return null;
            }

            _ = value.Append(script, at, end - at);
            if (!script.AsSpan(end).StartsWith(@"'\''"))
            {
                after = end + 1;
                return value.ToString();
            }

            _ = value.Append('\'');
            at = end + 4;
        }
    }

    /// <summary>A text that ends no comment: a path may hold a newline.</summary>
    public static string Comment(string text) => string.Concat(text.Select(character => char.IsControl(character) ? '?' : character));
}
