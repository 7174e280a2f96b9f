using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hooks.Build.Generators.Model;

namespace Hooks.Build.Generators.Emission;

/// <summary>
/// SHA-256 of all that a hook's definition says about its behaviour: each field named and length-prefixed, lists counted. Neither its place in the
/// source nor any other hook has a part in it, nor has the description.
/// </summary>
internal static class DefinitionHash
{
    /// <summary>Computes the hash, in hexadecimal.</summary>
    /// <param name="spec">The hook.</param>
    public static string Compute(HookSpec spec)
    {
        var text = new StringBuilder("hook:1\n");
        var options = spec.Options;
        Field(text, "name", spec.Name);
        Field(text, "kind", spec.IsMethod ? "method" : "command");
        Field(text, "command", spec.Command?.Text);
        Field(text, "source", spec.Source);
        Field(text, nameof(options.DependsOn), options.DependsOn);
        Field(text, nameof(options.After), options.After);
        Field(text, nameof(options.Stages), options.Stages.Value);
        Field(text, nameof(options.Profiles), options.Profiles);
        Field(text, nameof(options.Files), options.Files);
        Field(text, nameof(options.Exclude), options.Exclude);
        Field(text, nameof(options.Reads), options.Reads);
        Field(text, nameof(options.Writes), options.Writes);
        Field(text, nameof(options.Locks), options.Locks);
        Field(text, nameof(options.Timeout), options.Timeout.IsSet ? options.Timeout.Value : 0);
        Field(text, nameof(options.Severity), options.Severity.Value);
        Field(text, nameof(options.Retries), options.Retries.Value);
        Field(text, nameof(options.Cores), options.Cores.Value.ToString("R", CultureInfo.InvariantCulture));
        Field(text, nameof(options.Batch), options.Batch.Value ? 1 : 0);
        Field(text, nameof(options.PerFile), options.PerFile.Value ? 1 : 0);
        Field(text, nameof(options.Fix), options.Fix?.Text);
        Field(text, nameof(options.Cache), options.Cache.Value ? 1 : 0);
        Field(text, nameof(options.Environment), options.Environment);
        Field(text, nameof(options.WorkingDirectory), options.WorkingDirectory.Value);

        // Newer properties count where they are used: hooks without them are what they were.
        if (spec.Item is not null)
            Field(text, "item", spec.Item);
        if (options.MatrixOf.IsSet)
            Field(text, nameof(options.MatrixOf), options.MatrixOf.Value);
        if (!options.Gates.Value)
            Field(text, nameof(options.Gates), 0);
        if (options.Finally.Value)
            Field(text, nameof(options.Finally), 1);
        if (options.Tools.Count > 0)
            Field(text, nameof(options.Tools), options.Tools);
        if (options.Problems.IsSet)
            Field(text, nameof(options.Problems), options.Problems.Value);
        if (options.FailClosed.Value)
            Field(text, nameof(options.FailClosed), 1);
        if (spec.Joined is { } joined)
            Field(text, "joined", $"{joined.Assembly} {joined.Definition}");

        return Hash(text);
    }

    /// <summary>The hash of all that another assembly's plan says of a hook, but for its place in the source and among others, and the description.</summary>
    /// <param name="lines">The values by name.</param>
    public static string OfLines(IEnumerable<KeyValuePair<string, List<string?>>> lines)
    {
        var text = new StringBuilder("lines:1\n");
        foreach (var line in lines.Where(line => line.Key is not ("File" or "Line" or "Column" or "Defined" or "Wave" or "Rank" or "Description"))
            .OrderBy(line => line.Key, StringComparer.Ordinal))
        {
            text.Append(line.Key.Length).Append(':').Append(line.Key).Append(line.Value.Count).Append('\n');
            foreach (var value in line.Value)
                text.Append(value?.Length ?? -1).Append(':').Append(value).Append('\n');
        }

        return Hash(text);
    }

    // A new instance each time: generators run on many threads at once.
    private static string Hash(StringBuilder text)
    {
        using var sha = SHA256.Create();
        return Hexadecimal(sha.ComputeHash(Encoding.Unicode.GetBytes(text.ToString())));
    }

    private static string Hexadecimal(byte[] bytes)
    {
        const string Digits = "0123456789abcdef";
        var text = new char[bytes.Length * 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = Digits[bytes[i] >> 4];
            text[(2 * i) + 1] = Digits[bytes[i] & 15];
        }

        return new string(text);
    }

    private static void Field(StringBuilder text, string name, EquatableArray<ListItem> items)
    {
        Field(text, name, items.Count);
        foreach (var item in items)
            Field(text, name, item.Value);
    }

    private static void Field(StringBuilder text, string name, int value) => Field(text, name, value.ToString(CultureInfo.InvariantCulture));

    private static void Field(StringBuilder text, string name, string? value)
    {
        value = value?.Replace("\r\n", "\n");
        text.Append(name).Append(':').Append(value?.Length ?? -1).Append(':').Append(value).Append('\n');
    }
}
