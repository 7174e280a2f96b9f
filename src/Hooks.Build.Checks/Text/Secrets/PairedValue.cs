using System.Text;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>
/// A value whose name is a value itself, as Kubernetes and its kin write variables: <c>name: DB_PASSWORD</c>, and <c>value: ...</c> behind it.
/// </summary>
internal static class PairedValue
{
    private const int MostBetween = 64;

    /// <summary>Reads it.</summary>
    /// <param name="content">The text.</param>
    /// <param name="name">Where the name begins.</param>
    /// <param name="at">Where what follows it and its quotes begins.</param>
    /// <param name="value">Where the value is.</param>
    /// <param name="isBare">Whether it has no quotes.</param>
    public static bool TryRead(ReadOnlySpan<byte> content, int name, int at, out Range value, out bool isBare)
    {
        (value, isBare) = (default, false);
        if (at >= content.Length || content[at] is not ((byte)'\r' or (byte)'\n' or (byte)',') || !IsName(content[Math.Max(0, name - MostBetween)..name]))
            return false;

        var isYaml = content[at] != ',';
        var behind = content[(isYaml ? at : at + 1)..Math.Min(content.Length, at + MostBetween)];
        var key = behind.TrimStart(" \t\r\n"u8).TrimStart("\"'"u8);
        if (!Ascii.EqualsIgnoreCase(key[..Math.Min(key.Length, "value".Length)], "value"u8))
            return false;

        key = key["value".Length..].TrimStart("\"'"u8).TrimStart(" \t"u8);
        if (key.IsEmpty || key[0] != ':')
            return false;

        var sign = Math.Min(content.Length, at + MostBetween) - key.Length;
        if (AssignedValue.TryReadQuoted(content, AssignedValue.SkipBlanks(content, sign + 1), out value))
            return true;

        isBare = true;
        return isYaml && BareValue.TryReadRest(content, sign + 1, isColon: true, out value);
    }

    private static bool IsName(ReadOnlySpan<byte> before)
    {
        before = before.TrimEnd(" \t\"'"u8);
        if (before.IsEmpty || before[^1] != ':')
            return false;

        before = before[..^1].TrimEnd("\"'"u8);
        return before.Length >= "name".Length
            && Ascii.EqualsIgnoreCase(before[^"name".Length..], "name"u8)
            && !SecretText.IsWordAt(before, before.Length - "name".Length - 1);
    }
}
