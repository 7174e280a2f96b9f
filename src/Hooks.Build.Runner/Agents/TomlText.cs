using System.Text;
using Tomlyn;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Hooks.Build.Runner.Agents;

/// <summary>Reads single values of a TOML file, however they are written: under a table, with dots, within braces, with names in quotes.</summary>
internal static class TomlText
{
    private const int MostBytes = 1 << 20;
    private static readonly TomlSerializerOptions Options = new() { MaxDepth = 64 };

    /// <summary>What a file says to be true or false; <see langword="null"/> where it says neither, or cannot be read.</summary>
    /// <param name="bytes">The file, in UTF-8.</param>
    /// <param name="path">The names from the file down to the value.</param>
    public static bool? Flag(ReadOnlySpan<byte> bytes, params IReadOnlyList<string> path)
    {
        try
        {
            return bytes.Length > MostBytes
                ? null
                : Flag(SyntaxParser.Parse(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'), Options, sourceName: null, validate: false), path);
        }
        catch (Exception e) when (e is TomlException or ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException
            or OverflowException)
        {
            // What the parser did not expect to meet: of what cannot be read nothing is known.
            return null;
        }
    }

    private static bool? Flag(DocumentSyntax document, IReadOnlyList<string> path)
    {
        foreach (var table in document.Tables)
        {
            if (table is TableSyntax { Name: { } name } && Rest(name, path) is { Count: > 0 } rest && Flag(table.Items, rest) is { } value)
            {
                return value;
            }
        }

        return Flag(document.KeyValues, path);
    }

    private static bool? Flag(IEnumerable<KeyValueSyntax> items, IReadOnlyList<string> path) => items
        .Select(item => item.Key is { } key && Rest(key, path) is { } rest ? Flag(item.Value, rest) : null)
        .FirstOrDefault(value => value is not null);

    private static bool? Flag(ValueSyntax? value, IReadOnlyList<string> path) => value switch
    {
        BooleanValueSyntax flag when path.Count == 0 => flag.Value,
        InlineTableSyntax table when path.Count > 0 => Flag(table.Items.Select(item => item.KeyValue).OfType<KeyValueSyntax>(), path),
        _ => null,
    };

    // What is left of a path behind a key; null where the key leads elsewhere.
    private static IReadOnlyList<string>? Rest(KeySyntax key, IReadOnlyList<string> path)
    {
        string?[] names = [NameOf(key.Key), .. key.DotKeys.Select(dotted => NameOf(dotted.Key))];
        return names.SequenceEqual(path.Take(names.Length), StringComparer.Ordinal) ? [.. path.Skip(names.Length)] : null;
    }

    private static string? NameOf(BareKeyOrStringValueSyntax? name) => name switch
    {
        BareKeySyntax bare => bare.Key?.Text,
        StringValueSyntax text => text.Value,
        _ => null,
    };
}
