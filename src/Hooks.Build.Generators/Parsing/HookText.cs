using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace Hooks.Build.Generators.Parsing;

/// <summary>What the characters of a file alone tell: walking the syntax of all files of a project costs more than all else that is done here.</summary>
internal static class HookText
{
    private const string Name = "Hook";
    private const string Other = "OnRun";

    /// <summary>Whether an identifier in a text may be <c>Hook</c> or <c>OnRun</c>, or begin with one.</summary>
    /// <returns><see langword="true"/> where it stands there, and where one may be written with an escape (<c>\u006B</c>) or with characters that do not
    /// count.</returns>
    public static bool MayNameHook(SourceText text)
    {
        var buffer = new char[Math.Min(text.Length, 16384)];
        var (matched, matchedOther) = (0, 0);
        var previous = '\0';
        for (var start = 0; start < text.Length; start += buffer.Length)
        {
            var count = Math.Min(buffer.Length, text.Length - start);
            text.CopyTo(start, buffer, 0, count);
            foreach (var character in buffer.AsSpan(0, count))
            {
                matched = character == Name[matched] ? matched + 1 : character == Name[0] ? 1 : 0;
                matchedOther = character == Other[matchedOther] ? matchedOther + 1 : character == Other[0] ? 1 : 0;
                if (matched == Name.Length
                    || matchedOther == Other.Length
                    || (previous == '\\' && character is 'u' or 'U')
                    || (character > '\u007F' && CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format))
                    return true;
                previous = character;
            }
        }

        return false;
    }
}
