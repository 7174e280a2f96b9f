using System.Buffers;
using System.Text;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>
/// Reads a value that has no quotes. Such a value may be code, so it counts where there is none: in a connection string, behind a name that begins its line,
/// in a text or an address, as long as nothing follows.
/// </summary>
internal static class BareValue
{
    private const int MostOfValue = 512;
    private const int MostOfLine = 256;

    private static readonly SearchValues<byte> Ends = SearchValues.Create(";\"' \t\r\n"u8);
    private static readonly SearchValues<byte> Characters = SearchValues.Create(Encoding.ASCII.GetBytes(SecretText.Alphanumeric + "_-+/=.~:!@#$%^*"));
    private static readonly SearchValues<byte> Capitals = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789"u8);

    /// <summary>Reads a value.</summary>
    /// <param name="content">The text.</param>
    /// <param name="name">Where the name begins.</param>
    /// <param name="nameEnd">Where it ends.</param>
    /// <param name="sign">Where the sign between name and value is.</param>
    /// <param name="signLength">How long that is.</param>
    /// <param name="value">Where the value is.</param>
    /// <param name="isConnection">Whether it is one of a connection string, which no code is.</param>
    public static bool TryRead(ReadOnlySpan<byte> content, int name, int nameEnd, int sign, int signLength, out Range value, out bool isConnection)
    {
        (value, isConnection) = (default, false);
        var at = sign + signLength;
        var lineStart = name - Math.Min(name, MostOfLine) + content[Math.Max(0, name - MostOfLine)..name].LastIndexOf((byte)'\n') + 1;
        var isJoined = at < content.Length && sign == nameEnd && signLength == 1 && content[sign] == '=';
        isConnection = isJoined && IsConnection(content, lineStart, nameEnd);
        if (isConnection || (isJoined && IsCapitals(content[lineStart..nameEnd])))
        {
            var text = content[at..Math.Min(content.Length, at + MostOfValue)];
            var run = text.IndexOfAny(Ends);
            value = at..(at + (run < 0 ? text.Length : run));
            return !content[value].IsEmpty;
        }

        return IsStatement(content[lineStart..name]) && TryReadRest(content, at, content[sign] == ':', out value);
    }

    /// <summary>Reads a value that is the rest of the line, or ends where the text it stands in does.</summary>
    public static bool TryReadRest(ReadOnlySpan<byte> content, int at, bool isColon, out Range value)
    {
        value = default;
        var begin = at;
        while (at < content.Length && at - begin < MostOfLine && content[at] is (byte)' ' or (byte)'\t')
            at++;
        if (isColon && at == begin)
            return false;

        var text = content[at..Math.Min(content.Length, at + MostOfValue)];
        var run = text.IndexOfAnyExcept(Characters);
        run = run < 0 ? text.Length : run;
        value = at..(at + run);
        if (run == 0)
            return false;

        var behind = text[run..].TrimStart(" \t\r"u8);
        return behind.IsEmpty
            || behind[0] is (byte)'\n' or (byte)'"' or (byte)'\'' or (byte)'\\' or (byte)'&' or (byte)'`'
            || (behind[0] == '#' && text[run] is (byte)' ' or (byte)'\t');
    }

    private static bool IsCapitals(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("export "u8))
            line = line["export ".Length..];

        return line.IndexOfAnyExcept(Capitals) < 0;
    }

    private static bool IsConnection(ReadOnlySpan<byte> content, int lineStart, int end)
    {
        var around = content[lineStart..Math.Min(content.Length, end + MostOfLine)];
        var lineEnd = around.IndexOf((byte)'\n');
        around = lineEnd < 0 ? around : around[..lineEnd];
        return around.Contains((byte)';')
            && (SecretText.Has(around, "server="u8) || SecretText.Has(around, "source="u8) || SecretText.Has(around, "host="u8)
                || SecretText.Has(around, "user id="u8) || SecretText.Has(around, "uid="u8) || SecretText.Has(around, "username="u8));
    }

    // Nothing before the name, or what a setting begins with: a quote, the dash of a list, a command that sets variables, a parameter of an address.
    private static bool IsStatement(ReadOnlySpan<byte> before)
    {
        before = before.TrimEnd(" \t"u8);
        if (before.IsEmpty || before[^1] is (byte)'"' or (byte)'\'' or (byte)'`' or (byte)'?' or (byte)'&' or (byte)'-' or (byte)'#' or (byte)'{')
            return true;

        // //registry.npmjs.org/:_authToken=... of .npmrc
        if (before.EndsWith("/:"u8))
            return true;

        var word = before[(before.LastIndexOfAny(" \t"u8) + 1)..];
        return word.SequenceEqual("export"u8)
            || word.SequenceEqual("set"u8)
            || word.SequenceEqual("setx"u8)
            || word.SequenceEqual("env"u8)
            || word.SequenceEqual("ENV"u8)
            || word.SequenceEqual("ARG"u8) || word.SequenceEqual("-e"u8) || word.SequenceEqual("--env"u8) || word.SequenceEqual("--set"u8);
    }
}
