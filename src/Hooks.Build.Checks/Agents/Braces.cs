using System.Text;

namespace Hooks.Build.Checks.Agents;

/// <summary>
/// Braces of a word: <c>a{b,c}</c> of bash, which is two words, and those of a block of PowerShell, which may touch the words in it. Marks stand for what is in
/// no quotes.
/// </summary>
internal static class Braces
{
    /// <summary>More words than anybody writes by braces.</summary>
    private const int Most = 1000;

    // Unicode has no characters here.
    private const char Open = '\uFDD0';
    private const char Comma = '\uFDD1';
    private const char Close = '\uFDD2';

    /// <summary>What stands for a character that is in no quotes.</summary>
    public static char Mark(char character) => character switch
    {
        '{' => Open,
        ',' => Comma,
        '}' => Close,
        _ => character,
    };

    /// <summary>A script that has no marks itself.</summary>
    public static string WithoutMarks(string script) => script.Replace(Open, '\uFFFD').Replace(Comma, '\uFFFD').Replace(Close, '\uFFFD');

    /// <summary>A word with the characters that its marks stand for.</summary>
    public static string Unmark(string word) => word.Replace(Open, '{').Replace(Comma, ',').Replace(Close, '}');

    /// <summary>The places of braces that have no other in their word, and so are of a block.</summary>
    public static IReadOnlyList<int> Lone(string word)
    {
        if (!word.AsSpan().ContainsAny(Open, Close))
            return [];

        Stack<int> opened = [];
        List<int> lone = [];
        for (var at = 0; at < word.Length; at++)
        {
            if (word[at] == Open)
            {
                opened.Push(at);
            }
            else if (word[at] == Close && !opened.TryPop(out _))
            {
                lone.Add(at);
            }
        }

        return [.. lone, .. opened.Reverse()];
    }

    /// <summary>Whether a mark is an opening one.</summary>
    public static bool IsOpening(char mark) => mark == Open;

    /// <summary>The words that a word is by its braces, in order; <see langword="null"/> where they are too many.</summary>
    public static IReadOnlyList<string>? Expand(string word)
    {
        if (!word.Contains(Comma, StringComparison.Ordinal))
            return [Unmark(word)];

        List<string> words = [];
        Stack<string> left = new([word]);
        while (left.TryPop(out var next))
        {
            if (words.Count + left.Count > Most)
                return null;

            if (Choice(next) is not var (start, commas, end))
            {
                words.Add(Unmark(next));
                continue;
            }

            int[] bounds = [start, .. commas, end];
            for (var i = bounds.Length - 2; i >= 0; i--)
                left.Push(new StringBuilder()
                    .Append(next, 0, start)
                    .Append(next, bounds[i] + 1, bounds[i + 1] - bounds[i] - 1)
                    .Append(next, end + 1, next.Length - end - 1)
                    .ToString());
        }

        return words;
    }

    // The first braces that hold a comma.
    private static (int Start, List<int> Commas, int End)? Choice(string word)
    {
        Stack<(int At, List<int> Commas)> opened = [];
        List<(int Start, List<int> Commas, int End)> found = [];
        for (var at = 0; at < word.Length && (opened.Count > 0 || found.Count == 0); at++)
        {
            if (word[at] == Open)
            {
                opened.Push((at, []));
            }
            else if (word[at] == Comma && opened.TryPeek(out var around))
            {
                around.Commas.Add(at);
            }
            else if (word[at] == Close && opened.TryPop(out var closed) && closed.Commas.Count > 0)
            {
                found.Add((closed.At, closed.Commas, at));
            }
        }

        return found.Count > 0 ? found.MinBy(choice => choice.Start) : null;
    }
}
