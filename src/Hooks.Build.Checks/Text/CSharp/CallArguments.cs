using System.Text.RegularExpressions;

namespace Hooks.Build.Checks.Text.CSharp;

/// <summary>A pattern in a C# file.</summary>
/// <param name="Start">Where its literal begins, in bytes.</param>
/// <param name="Pattern">The pattern.</param>
/// <param name="Options">Its options; <see langword="null"/> where they are not constants that stand there.</param>
internal readonly record struct FoundPattern(int Start, string Pattern, RegexOptions? Options);

/// <summary>The arguments of a call.</summary>
internal sealed class CallArguments
{
    private readonly List<List<CSharpToken>> _arguments = [];

    public int Count => _arguments.Count;

    /// <summary>Reads the arguments behind an opening bracket.</summary>
    public static CallArguments Read(List<CSharpToken> tokens, int open)
    {
        var call = new CallArguments();
        var current = new List<CSharpToken>();
        var depth = 0;
        for (var i = open + 1; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (depth == 0 && (token.Is(')') || token.Is(',')))
            {
                call._arguments.Add(current);
                current = [];
                if (token.Is(')'))
                    return call;

                continue;
            }

            depth += token.Is('(') || token.Is('[') || token.Is('{') ? 1 : token.Is(')') || token.Is(']') || token.Is('}') ? -1 : 0;
            current.Add(token);
        }

        // A call that is not closed says nothing.
        call._arguments.Clear();
        return call;
    }

    /// <summary>The pattern, where it is one literal.</summary>
    /// <param name="position">At which position it stands unless it is named.</param>
    public FoundPattern? Pattern(int position)
    {
        var written = Named("pattern") ?? (position < Count && !IsNamed(_arguments[position]) ? _arguments[position] : null);
        return written is [{ Kind: CSharpTokenKind.Text } literal] ? new FoundPattern(literal.Start, literal.Value, Options()) : null;
    }

    private static bool IsNamed(List<CSharpToken> argument) =>
        argument.Count > 2 && argument[0].Kind == CSharpTokenKind.Name && argument[1].Is(':') && !argument[2].Is(':');

    private List<CSharpToken>? Named(string name) =>
        _arguments.Find(argument => IsNamed(argument) && argument[0].Value == name) is { } found ? found[2..] : null;

    private RegexOptions? Options()
    {
        if (Named("options") is { } named)
            return Read(named);

        var written = _arguments.Find(argument => argument.Exists(token => token.IsName("RegexOptions")));
        if (written is not null)
            return Read(written);

        // Something else, such as a variable, may be options.
        var areAllKnown = _arguments.TrueForAll(argument => IsNamed(argument) || argument is [{ Kind: CSharpTokenKind.Text }] || argument == _arguments[0]);
        return areAllKnown ? RegexOptions.None : null;
    }

    // RegexOptions.A | RegexOptions.B, with or without the namespace; anything else is not known.
    private static RegexOptions? Read(List<CSharpToken> written)
    {
        var options = RegexOptions.None;
        for (var i = 0; i < written.Count; i++)
        {
            var isMember = i + 2 < written.Count && written[i].IsName("RegexOptions") && written[i + 1].Is('.');
            if (isMember && RegexOptionNames.Find(written[i + 2].Value) is { } option)
            {
                options |= option;
                i += 2;
            }
            else if (!(written[i].Is('|') || written[i].Is('.') || written[i].Is(':') || written[i].IsName("System") || written[i].IsName("Text")
                || written[i].IsName("RegularExpressions") || written[i].IsName("global")))
            {
                return null;
            }
        }

        return options;
    }
}
