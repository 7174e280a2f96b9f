using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Hooks.Build.Checks.Structured.Yaml;

/// <summary>Hands the scanner's tokens to the parser, and refuses what both let pass though no YAML is written so.</summary>
/// <param name="scanner">Where they come from.</param>
/// <param name="text">The text that it scans.</param>
/// <param name="deepBlanks">The lines of blanks that count if a block scalar begins before them.</param>
internal sealed class YamlTokens(Scanner scanner, ReadOnlyMemory<char> text, IReadOnlyList<DeepBlanks> deepBlanks) : IScanner
{
    private readonly bool _hasDirectives = text.Span.Contains("\n%", StringComparison.Ordinal) || text.Span is ['%', ..];
    private Token? _before;
    private int _flowLevels;
    private int _nextBlanks;

    public Mark CurrentPosition => scanner.CurrentPosition;

    public Token? Current => scanner.Current;

    public bool MoveNext()
    {
        ConsumeCurrent();
        return MoveNextWithoutConsuming();
    }

    public bool MoveNextWithoutConsuming()
    {
        // Behind an anchored value the parser looks ahead twice, and would lose the token that it saw first.
        if (Current is not null and not StreamEnd)
            return true;
        if (!scanner.MoveNextWithoutConsuming())
            return false;

        Check(Current!);
        return true;
    }

    public void ConsumeCurrent() => scanner.ConsumeCurrent();

    private void Check(Token token)
    {
        if (_hasDirectives && _before is not null)
            CheckDirectives(_before, token);
        if (_flowLevels > 0)
            CheckInBrackets(token);
        if (token is Scalar { Style: ScalarStyle.Literal or ScalarStyle.Folded } block)
            CheckBlanks(block);

        _flowLevels += token is FlowSequenceStart or FlowMappingStart ? 1 : token is FlowSequenceEnd or FlowMappingEnd ? -1 : 0;
        _before = token;
    }

    /// <summary>The scanner goes over directives that it does not know, wherever they are.</summary>
    private void CheckDirectives(Token before, Token token)
    {
        if (before is StreamStart or DocumentEnd or VersionDirective or TagDirective && token is DocumentStart or VersionDirective or TagDirective)
            return;

        var between = text.Span[(int)before.End.Index..Math.Max((int)before.End.Index, (int)token.Start.Index)];
        if (between is ['%', ..] || between.Contains("\n%", StringComparison.Ordinal))
            throw new SyntaxErrorException(token.Start, token.End, "a line before this begins with '%', which is a directive, and belongs before '---'");
    }

    private void CheckInBrackets(Token token)
    {
        var at = (int)token.Start.Index;
        var isNodeBefore = _before is Scalar or AnchorAlias or FlowSequenceEnd or FlowMappingEnd;
        var beginsNode = token is Scalar or AnchorAlias or Anchor or Tag or FlowSequenceStart or FlowMappingStart;

        // Of "a"::b the scanner takes the first colon away without a token.
        if (isNodeBefore && beginsNode && text.Span[at - 1] != ':')
            throw new SyntaxErrorException(token.Start, token.End, "a ',' or ':' is missing before this");
        if (token is Scalar { Style: ScalarStyle.Plain } && !CanBeginPlain(text.Span[at..]))
            throw new SyntaxErrorException(token.Start, token.End, $"a value cannot begin with '{text.Span[at]}' here; put it between quotation marks");
    }

    private bool CanBeginPlain(ReadOnlySpan<char> text) => text switch
    {
        ['@' or '`' or '%' or '|' or '>', ..] => false,
        ['?' or ':', var next, ..] when _before is Value => next is not (',' or '[' or ']' or '{' or '}'),
        _ => true,
    };

    private void CheckBlanks(Scalar block)
    {
        if (deepBlanks.Count == 0)
            return;

        var header = text.Span[(int)block.Start.Index..];
        var begin = (int)block.Start.Index + header.IndexOf('\n') + 1;
        while (_nextBlanks < deepBlanks.Count && deepBlanks[_nextBlanks].Begin < begin)
            _nextBlanks++;
        if (_nextBlanks == deepBlanks.Count || deepBlanks[_nextBlanks].Begin != begin)
            return;

        var isIndentationWritten = header[1..3].ContainsAnyInRange('1', '9');
        if (!isIndentationWritten && block.Value.AsSpan().ContainsAnyExcept('\n'))
        {
            Mark line = new(begin, block.Start.Line + 1 + deepBlanks[_nextBlanks].Lines, 1);
            throw new SyntaxErrorException(
                line, line, "a line of blanks before a block scalar's first line cannot be longer than that line's indentation; take the blanks away");
        }
    }
}
