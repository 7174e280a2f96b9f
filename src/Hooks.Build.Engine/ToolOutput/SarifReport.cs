using System.Globalization;
using System.Text;
using System.Text.Json;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.ToolOutput;

/// <summary>
/// Reads SARIF 2.1.0, <see href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html"/>. What somebody suppressed, passed or is no problem is left
/// out.
/// </summary>
internal static class SarifReport
{
    private const int LongestMessage = 4096;

    /// <summary>Reads the results of all runs.</summary>
    /// <returns>How long it is, in bytes: what follows is something else.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static int Read(ReadOnlySpan<byte> text, string folder, Action<Finding> add)
    {
        Utf8JsonReader reader = new(text, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });
        using var document = JsonDocument.ParseValue(ref reader);
        foreach (var run in Items(document.RootElement, "runs"))
        {
            Run known = new(run, folder);
            foreach (var result in Items(run, "results"))
            {
                if (known.ToFinding(result) is { } finding)
                {
                    add(finding);
                }
            }
        }

        return (int)reader.BytesConsumed;
    }

    /// <summary>What the results of one run refer to.</summary>
    private sealed class Run
    {
        private readonly JsonElement _run;
        private readonly string _folder;
        private readonly JsonElement[] _rules;
        private readonly JsonElement[] _artifacts;
        private readonly Dictionary<string, JsonElement> _byId = new(StringComparer.Ordinal);

        public Run(JsonElement run, string folder)
        {
            _run = run;
            _folder = folder;
            _rules = [.. Items(run, "tool", "driver", "rules")];
            _artifacts = [.. Items(run, "artifacts")];
            foreach (var rule in _rules)
            {
                _ = _byId.TryAdd(Text(rule, "id"), rule);
            }
        }

        public Finding? ToFinding(JsonElement result)
        {
            var code = Text(result, "ruleId") is { Length: > 0 } id ? id : Text(result, "rule", "id");
            var rule = _rules.ElementAtOrDefault(Number(result, "ruleIndex", -1)) is { ValueKind: JsonValueKind.Object } indexed
                ? indexed
                : _byId.GetValueOrDefault(code);
            var kind = Text(result, "kind");
            var level = Text(result, "level") is { Length: > 0 } own ? own : Text(rule, "defaultConfiguration", "level");
            if (level is "none" or "note"
                || kind is not ("" or "fail")
                || Items(result, "suppressions").Any(one => Text(one, "status") is not ("underReview" or "rejected")))
            {
                return null;
            }

            var place = Items(result, "locations")
                .Select(location => Find(location, "physicalLocation"))
                .FirstOrDefault(location => location.ValueKind == JsonValueKind.Object);
            var region = Find(place, "region");
            return new Finding(
                level == "error" ? HookFindingLevel.Error : HookFindingLevel.Warning,
                FileOf(Find(place, "artifactLocation")),
                Number(region, "startLine"),
                Number(region, "startColumn"),
                Number(region, "endLine"),
                Number(region, "endColumn"),
                code.Length > 0 ? code : Text(rule, "id"),
                Message(result, rule));
        }

        private static string Message(JsonElement result, JsonElement rule)
        {
            var template = Text(result, "message", "text");
            if (template.Length == 0)
            {
                template = Text(rule, "messageStrings", Text(result, "message", "id"), "text");
            }

            var text = template.Length == 0
                ? Text(rule, "shortDescription", "text")
                : Fill(
                    template,
                    [.. Items(result, "message", "arguments").Select(argument => argument.ValueKind == JsonValueKind.String ? argument.GetString()! : "")]);
            text = text.ReplaceLineEndings(" ").Trim();
            return text.Length > LongestMessage ? text[..LongestMessage] : text;
        }

        // What an argument says is not looked into again.
        private static string Fill(string template, string[] arguments)
        {
            StringBuilder text = new();
            for (var at = 0; at < template.Length && text.Length <= LongestMessage; at++)
            {
                var end = template[at] == '{' ? template.IndexOf('}', at) : -1;
                if (end > 0
                    && int.TryParse(template.AsSpan(at + 1, end - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    && number < arguments.Length)
                {
                    _ = text.Append(arguments[number].AsSpan(0, Math.Min(arguments[number].Length, LongestMessage)));
                    at = end;
                }
                else
                {
                    _ = text.Append(template[at]);
                }
            }

            return text.ToString();
        }

        private string FileOf(JsonElement artifact)
        {
            if (Text(artifact, "uri").Length == 0)
            {
                artifact = Find(_artifacts.ElementAtOrDefault(Number(artifact, "index", -1)), "location");
            }

            var name = Text(artifact, "uri");
            var start = Text(_run, "originalUriBaseIds", Text(artifact, "uriBaseId"), "uri");
            var whole = start.Length > 0 && !Uri.TryCreate(name, UriKind.Absolute, out _) ? start + name : name;
            return Uri.TryCreate(whole, UriKind.Absolute, out var uri) && uri.IsFile ? uri.LocalPath
                : Uri.TryCreate(name, UriKind.Relative, out _) ? FoundFile.Path(Uri.UnescapeDataString(name), _folder) ?? ""
                : "";
        }
    }

    private static JsonElement Find(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return default;
            }
        }

        return element;
    }

    private static IEnumerable<JsonElement> Items(JsonElement element, params ReadOnlySpan<string> names) =>
        Find(element, names) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    private static string Text(JsonElement element, params ReadOnlySpan<string> names) =>
        Find(element, names) is { ValueKind: JsonValueKind.String } text ? text.GetString() ?? "" : "";

    private static int Number(JsonElement element, string name, int otherwise = 0) =>
        Find(element, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : otherwise;
}
