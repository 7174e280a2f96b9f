using System.Text;
using Tomlyn;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Hooks.Build.Checks.Structured.Toml;

/// <summary>check-toml: TOML 1.1 can be parsed, and no key or table stands twice.</summary>
internal sealed class TomlCheck : FileCheck
{
    /// <summary>The most bytes of a file: what is parsed takes some 200 times its size of memory.</summary>
    private const int MostBytes = 4 << 20;

    /// <summary>The most levels of arrays and inline tables: the parser calls itself for each.</summary>
    private const int MostLevels = 256;

    private static readonly TomlSerializerOptions Options = new() { MaxDepth = MostLevels };

    public override void Check(CheckedFile file, ReadOnlySpan<byte> content, Findings findings)
    {
        if (content.Length > MostBytes)
        {
            findings.Add(0, 0, $"TOML of more than {MostBytes >> 20} MiB is not read; leave the file out by Exclude");
            return;
        }

        try
        {
            Utf8Text.Demand(content);
        }
        catch (FormatFault fault)
        {
            findings.AddAt(content, fault.Offset, fault.Message);
            return;
        }

        var text = Encoding.UTF8.GetString(content);
        if (FirstFault(text) is var (offset, message) && message is not null)
            findings.AddAt(content, Encoding.UTF8.GetByteCount(text.AsSpan(0, Math.Clamp(offset, 0, text.Length))), message);
    }

    private static (int Offset, string? Message) FirstFault(string text)
    {
        try
        {
            var document = Parse(text);
            if (TomlTimes.Shorten(text, document.Diagnostics) is { } shorter)
                document = Parse(shorter);
            foreach (var diagnostic in document.Diagnostics)
            {
                if (diagnostic.Kind == DiagnosticMessageKind.Error)
                    return (diagnostic.Span.Offset, TomlFaults.Explain(diagnostic.Message));
            }

            return text.Contains('_', StringComparison.Ordinal) && TomlTimes.WithUnderscore(document) is { } time
                ? (time.Span.Offset, $"unable to parse the date time/offset `{time.Text}`; take the underscores away")
                : default;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException or OverflowException)
        {
            // What the parser did not expect to meet is not TOML either; it does not say where.
            return (0, "this cannot be read as TOML; look for escapes that name no character, and for quotation marks that are not closed");
        }
        catch (TomlException e)
        {
            return (e.Span?.Offset
                ?? 0, e.Message.Contains("maximum depth", StringComparison.Ordinal)
                    ? $"values are nested deeper than {MostLevels} levels"
                    : TomlFaults.Explain(e.Message));
        }
    }

    private static DocumentSyntax Parse(string text) => SyntaxParser.Parse(text, Options, sourceName: null, validate: true);
}
