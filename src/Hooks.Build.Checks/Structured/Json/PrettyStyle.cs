using System.Globalization;
using System.Text;
using Hooks.Build.Catalog;

namespace Hooks.Build.Checks.Structured.Json;

/// <summary>How JSON is to be written.</summary>
/// <param name="Indent">What a level is indented by.</param>
/// <param name="EnsureAscii">Whether characters beyond ASCII are written as escapes.</param>
/// <param name="SortKeys">Whether keys are sorted.</param>
/// <param name="TopKeys">The keys that come first, in their order.</param>
internal sealed record PrettyStyle(byte[] Indent, bool EnsureAscii, bool SortKeys, IReadOnlyList<byte[]> TopKeys)
{
    private const int MostIndent = 256;

    /// <summary>Reads the arguments of pretty-format-json.</summary>
    /// <exception cref="CheckSetupException">The indentation is out of all measure.</exception>
    public static PrettyStyle Of(HookArguments arguments)
    {
        var topKeys = arguments.All("--top-keys").Select(Encoding.UTF8.GetBytes).ToList();
        return new PrettyStyle(ToIndent(arguments.Text("--indent")), !arguments.Has("--no-ensure-ascii"), !arguments.Has("--no-sort-keys"), topKeys);
    }

    /// <summary>The place of a key among those that come first; <see cref="int.MaxValue"/> for others.</summary>
    public int Rank(ReadOnlySpan<byte> key)
    {
        for (var i = 0; i < TopKeys.Count; i++)
        {
            if (key.SequenceEqual(TopKeys[i]))
                return i;
        }

        return int.MaxValue;
    }

    private static byte[] ToIndent(string text)
    {
        var isNumber = int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var blanks);
        if (blanks > MostIndent || text.Length > MostIndent)
            throw new CheckSetupException($"--indent can be {MostIndent} at most");

        return isNumber ? [.. Enumerable.Repeat((byte)' ', Math.Max(blanks, 0))] : Encoding.UTF8.GetBytes(text);
    }
}
