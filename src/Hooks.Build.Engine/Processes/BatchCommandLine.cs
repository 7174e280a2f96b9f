using System.Buffers;
using System.Globalization;
using System.Text;

namespace Hooks.Build.Engine.Processes;

/// <summary>
/// The arguments of a batch file of Windows (<c>npx</c> is one). Windows starts cmd.exe for it, which reads the command line by rules of its own: what a
/// program would take for text may be a command there (CVE-2024-24576). There is no way to write all of it so that cmd.exe and the batch file, which reads it
/// once more,
/// leave it alone: such an argument is refused.
/// </summary>
internal static class BatchCommandLine
{
    // At these nothing is split, begun or ended. All others stand in quotes.
    private const string Plain = "#$*+-./:?@\\_";

    private static readonly SearchValues<char> Read = SearchValues.Create([
        '"', '&', '|', '<', '>', '^', '%', .. Enumerable.Range(0, ' ').Select(control => (char)control).Where(control => control != '\t')]);

    /// <summary>Whether Windows starts cmd.exe for a program. It passes over dots and blanks at the end of a name (CVE-2024-43402).</summary>
    public static bool IsFor(string program)
    {
        var name = program.AsSpan().TrimEnd(". ");
        return name.EndsWith(".cmd", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".bat", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What stands behind the program's name.</summary>
    /// <exception cref="ArgumentRefusedException">cmd.exe would read an argument.</exception>
    public static string Of(string program, IReadOnlyList<string> arguments)
    {
        StringBuilder line = new();
        foreach (var argument in arguments)
        {
            if (argument.AsSpan().IndexOfAny(Read) is >= 0 and var at)
            {
                throw new ArgumentRefusedException(Refusal(program, argument, argument[at]));
            }

            _ = line.Append(line.Length == 0 ? "" : " ");
            Append(line, argument);
        }

        return line.ToString();
    }

    private static void Append(StringBuilder line, string argument)
    {
        if (argument.Length > 0 && argument.All(character => char.IsAsciiLetterOrDigit(character) || Plain.Contains(character, StringComparison.Ordinal)))
        {
            _ = line.Append(argument);
            return;
        }

        // The program behind the batch file would read \" as a quote.
        var backslashes = argument.Length - argument.AsSpan().TrimEnd('\\').Length;
        _ = line.Append('"').Append(argument).Append('\\', backslashes).Append('"');
    }

    private static string Refusal(string program, string argument, char character)
    {
        const int Most = 200;
        var shown = new string([.. (argument.Length <= Most ? argument : argument[..Most] + "...").Select(c => char.IsControl(c) ? '\uFFFD' : c)]);
        var name = char.IsControl(character) ? string.Create(CultureInfo.InvariantCulture, $"the control character {(int)character}") : character.ToString();
        return $"{program} is a batch file, and cmd.exe, which runs it, would read {name} in the argument {shown} as part of a command: it was not started. " +
            "Rename the file, exclude it from Files, or name in the command the program that the batch file starts (such as node with the path of a script)";
    }
}
