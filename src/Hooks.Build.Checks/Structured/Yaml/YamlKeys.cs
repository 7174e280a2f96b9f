using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Hooks.Build.Checks.Structured.Yaml;

/// <summary>What keys stand for, so that two that are written differently and are one are found.</summary>
internal static class YamlKeys
{
    private const string Core = "tag:yaml.org,2002:";

    /// <summary>Whether a safe loader knows a tag.</summary>
    public static bool IsKnownTag(string tag) => tag.StartsWith(Core, StringComparison.Ordinal) && tag[Core.Length..] is
        "null" or "bool" or "int" or "float" or "binary" or "timestamp" or "omap" or "pairs" or "set" or "str" or "seq" or "map" or "merge";

    /// <summary>Begins the names of keys that are no texts, as no text does.</summary>
    private const string NoText = "\0";

    /// <summary>A text that two keys share where they are one. Numbers and truth values meet as they do in Python: 1, 0x1, 1.0 and true are one key.</summary>
    public static string NameOf(Scalar scalar)
    {
        var isText = scalar.Style != ScalarStyle.Plain ? scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific : scalar.Tag.IsNonSpecific;
        if (isText || (!scalar.Tag.IsEmpty && scalar.Tag.Value == Core + "str"))
            return scalar.Value;

        return scalar.Value switch
        {
            "" or "~" or "null" or "Null" or "NULL" => NoText + "null",
            "true" or "True" or "TRUE" => NoText + "1",
            "false" or "False" or "FALSE" => NoText + "0",
            _ => Number(scalar.Value) is { } number ? NoText + number : scalar.Value,
        };
    }

    private static string? Number(string text)
    {
        if (!char.IsAsciiDigit(text[0]) && text[0] is not '+' and not '-' and not '.')
            return null;

        var digits = text.Replace("_", "", StringComparison.Ordinal);
        if (digits.StartsWith("0x", StringComparison.Ordinal))
            return long.TryParse(digits.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hexadecimal)
                ? hexadecimal.ToString(CultureInfo.InvariantCulture)
                : null;
        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole.ToString(CultureInfo.InvariantCulture);

        const NumberStyles Float = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(digits, Float, CultureInfo.InvariantCulture, out var value) ? value.ToString("R", CultureInfo.InvariantCulture) : null;
    }
}
