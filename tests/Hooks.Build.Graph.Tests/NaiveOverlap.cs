namespace Hooks.Build.Graph.Tests;

/// <summary>
/// Whether two patterns share a path, by walking both at once character by character. A state is a position in the pattern's text and whether
/// a segment that <c>**</c> swallows has begun. The letter d stands for every letter that no pattern names.
/// </summary>
internal static class NaiveOverlap
{
    private sealed record State(string Pattern, int At, bool Inside)
    {
        private string Rest => Pattern[At..];

        private bool IsDoubleStar => Rest == "**" || Rest.StartsWith("**/", StringComparison.Ordinal);

        public bool IsEnd => Rest.Length == 0 || (Rest == "**" && Inside);

        public IEnumerable<State> Free() =>
            IsDoubleStar ? Inside || Rest == "**" ? [] : [this with { At = At + 3 }] : Rest.StartsWith('*') ? [this with { At = At + 1 }] : [];

        public IEnumerable<State> On(char letter)
        {
            if (Rest.Length == 0)
                return [];

            if (IsDoubleStar)
                return letter != '/' ? [this with { Inside = true }] : Inside ? [this with { Inside = false }] : [];

            var close = Rest[0] == '[' ? Rest.IndexOf(']', StringComparison.Ordinal) : 0;
            var fits = Rest[0] switch
            {
                '*' or '?' => letter != '/',
                '[' => letter != '/' && InClass(Rest[1..close], letter),
                var literal => literal == letter,
            };
            return fits ? [this with { At = Rest[0] == '*' ? At : At + close + 1 }] : [];
        }

        private static bool InClass(string text, char letter) =>
            text[0] is '!' or '^' ? !InClass(text[1..], letter) : text == "a-c" ? letter is 'a' or 'b' or 'c' : text.Contains(letter);
    }

    public static bool Exists(string one, string other) => Expand(one).Any(mine => Expand(other).Any(theirs => Walk(mine, theirs)));

    private static bool Walk(string one, string other)
    {
        var open = new Queue<(State One, State Other)>([(new State(one, 0, Inside: false), new State(other, 0, Inside: false))]);
        var seen = new HashSet<(State, State)>();
        while (open.TryDequeue(out var pair))
        {
            if (!seen.Add(pair))
                continue;

            if (pair.One.IsEnd && pair.Other.IsEnd)
                return true;

            var next = pair.One.Free().Select(state => (state, pair.Other))
                .Concat(pair.Other.Free().Select(state => (pair.One, state)))
                .Concat("abcd/".SelectMany(letter => from mine in pair.One.On(letter) from theirs in pair.Other.On(letter) select (mine, theirs)));
            foreach (var (mine, theirs) in next)
                open.Enqueue((mine, theirs));
        }

        return false;
    }

    private static IEnumerable<string> Expand(string pattern)
    {
        if (pattern.EndsWith('/'))
            pattern += "**";

        var close = pattern.IndexOf('}', StringComparison.Ordinal);
        if (close < 0)
            return [pattern];

        var open = pattern.LastIndexOf('{', close);
        return pattern[(open + 1)..close].Split(',').SelectMany(choice => Expand(pattern[..open] + choice + pattern[(close + 1)..]));
    }
}
