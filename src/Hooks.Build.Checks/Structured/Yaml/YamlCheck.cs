using System.Buffers;
using System.Text;
using Hooks.Build.Checks.Text.Lines;
using YamlDotNet.Core;

namespace Hooks.Build.Checks.Structured.Yaml;

/// <summary>check-yaml: YAML can be parsed and holds what a safe loader loads.</summary>
/// <param name="allowMultipleDocuments">Whether a file may hold more than one document.</param>
/// <param name="isUnsafe">Whether the syntax alone counts.</param>
internal sealed class YamlCheck(bool allowMultipleDocuments, bool isUnsafe) : FileCheck
{
    /// <summary>Characters of one unit that YAML has not: controls, and what is no character.</summary>
    private static readonly SearchValues<char> Forbidden = SearchValues.Create([.. Controls()]);

    public override void Check(CheckedFile file, ReadOnlySpan<byte> content, Findings findings)
    {
        try
        {
            Utf8Text.Demand(content);
        }
        catch (FormatFault fault)
        {
            findings.AddAt(content, fault.Offset, fault.Message);
            return;
        }

        var text = content.StartsWith(TextContent.Utf8Mark) ? content[TextContent.Utf8Mark.Length..] : content;
        var chars = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            var count = Encoding.UTF8.GetChars(text, chars);
            var forbidden = chars.AsSpan(0, count).IndexOfAny(Forbidden);
            if (forbidden >= 0)
                findings.AddAt(
                    content,
                    content.Length - text.Length + Encoding.UTF8.GetByteCount(chars, 0, forbidden),
                    $"the character U+{(int)chars[forbidden]:X4} may not stand in YAML; take it away, or write it as an escape between \"");
            else
                Read(chars, count, findings);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    private void Read(char[] chars, int count, Findings findings)
    {
        YamlBreaks.Hide(chars.AsSpan(0, count));
        List<DeepBlanks> deepBlanks = [];
        count = YamlBlankLines.Shorten(chars.AsSpan(0, count), deepBlanks);
        using YamlInput input = new(chars, count);
        Scanner scanner = new(input, skipComments: true);
        Parser parser = new(new YamlTokens(scanner, chars.AsMemory(0, count), deepBlanks));
        YamlRules rules = new(chars.AsMemory(0, count), allowMultipleDocuments || isUnsafe, checksNodes: !isUnsafe, findings);
        try
        {
            while (!rules.IsStopped && parser.MoveNext())
                rules.Take(parser.Current!);
        }
        catch (YamlException e)
        {
            findings.Add(e.Start.Line, (int)e.Start.Column, YamlFaults.Explain(e));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // What the parser did not expect to meet is not YAML either.
            var place = scanner.CurrentPosition;
            findings.Add(
                place.Line,
                (int)place.Column,
                "this cannot be read as YAML here; look before it for brackets and quotation marks that are not closed, and at the indentation");
        }
    }

    private static IEnumerable<char> Controls()
    {
        for (var control = '\0'; control < '\xA0'; control++)
        {
            if (control is not '\t' and not '\n' and not '\r' and not '\x85' and (< ' ' or > '~'))
                yield return control;
        }

        yield return '\xFFFE';
        yield return '\xFFFF';
    }
}
