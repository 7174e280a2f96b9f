using System.Globalization;
using System.Text;

namespace Hooks.Build.Engine.Model;

/// <summary>A path as part of a hook's name.</summary>
internal static class NameText
{
    /// <summary>The path. What separates names, and what does something to a terminal, is written as in an address, so that each name can be said.</summary>
    public static string Of(string path)
    {
        StringBuilder text = new(path.Length);
        foreach (var character in path)
        {
            _ = character is ';' or ',' or '%' or '[' or ']' or '"' or '\'' or '\\'
                || char.IsWhiteSpace(character)
                || char.IsControl(character)
                || CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format
                ? text.Append(CultureInfo.InvariantCulture, $"%{(int)character:X2}")
                : text.Append(character);
        }

        return text.ToString();
    }
}
