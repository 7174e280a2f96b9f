using FsCheck;
using FsCheck.Fluent;

namespace Hooks.Build.Graph.Tests;

internal static class RandomCommands
{
    private static readonly char[] Letters = ['a', 'b', ' ', '\t', '\n', '\r', '\'', '"', '\\', '{', '}', '/', 'é'];
    private static readonly string[] Parts = ["tool", "{files}", "{root}", "{fils}", "{", "}", "'", "\"", "\\", " ", "\n", "\r", "\t", "{{", "}}", "\0", "&", "|", ";", "<", ">", "2", "!", "A=1"];

    private static readonly string[] ShellParts = ["&", "|", ";", "<", ">", "1", "2", "!", "A", "=", "-", " ", "\n", "'", "\\"];

    /// <summary>Steps of literal arguments, none with an empty program.</summary>
    public static Gen<string[][]> Steps() =>
        from count in Gen.Choose(1, 3)
        from steps in Gen.ArrayOf(Step(), count)
        select steps;

    /// <summary>Words of what shells act upon, none empty.</summary>
    public static Gen<string[]> ShellWords() =>
        Gen.NonEmptyListOf(Gen.NonEmptyListOf(Gen.Elements(ShellParts)).Select(string.Concat)).Select(words => words.ToArray());

    public static Gen<string> Texts() => Gen.ArrayOf(Gen.Elements(Parts)).Select(string.Concat);

    public static string Quote(string argument)
    {
        var doubled = argument.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
        return doubled.Contains('\'')
            ? $"\"{doubled.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : $"'{doubled}'";
    }

    private static Gen<string[]> Step() =>
        from count in Gen.Choose(0, 3)
        from arguments in Gen.ArrayOf(Gen.ArrayOf(Gen.Elements(Letters)), count)
        select (string[])["tool", .. arguments.Select(letters => new string(letters))];
}
