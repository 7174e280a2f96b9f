using System.Text;

namespace Hooks.Build.Checks.Agents;

/// <summary>Scripts of <c>cmd</c>: it knows one quote and escapes by <c>^</c>; what else quotes or escapes elsewhere are letters.</summary>
internal static class CmdScript
{
    /// <summary>Adds what the words after <c>/c</c> run.</summary>
    public static void Add(IReadOnlyList<string> words, List<string> scripts)
    {
        List<string> given = [.. words.SkipWhile(word => word.Length == 0)];
        if (given is [var single])
        {
            scripts.Add(AsPosix(single));

            // A program that it starts may read quotes otherwise.
            scripts.AddRange(ScriptReadings.AreWhole(single) ? [single] : []);
        }
        else if (given is [var first, .. var rest])
        {
            var after = string.Concat(rest.Select(word => " " + (IsOperator(word) ? word : ScriptArguments.Quoted(word))));
            scripts.Add(ScriptArguments.Quoted(first) + after);
            scripts.AddRange(first.Contains(' ', StringComparison.Ordinal) ? [AsPosix(first) + after] : []);
        }
    }

    private static bool IsOperator(string word) => word is "&" or "&&" or "|" or "||" or "(" or ")";

    private static string AsPosix(string script)
    {
        StringBuilder text = new();
        var isQuoted = false;
        for (var at = 0; at < script.Length; at++)
        {
            isQuoted ^= script[at] == '"';
            at += script[at] == '^' && !isQuoted && at + 1 < script.Length ? 1 : 0;
            var isLetter = script[at] is '\\' or '`' or '$' || (!isQuoted && (script[at] is '\'' or '#' or ';' || (at > 0 && script[at - 1] == '^')));
            _ = (isLetter ? text.Append('\\') : text).Append(script[at]);
        }

        // It needs no closing one.
        return isQuoted ? text.Append('"').ToString() : text.ToString();
    }
}
