using System.Text.Json;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.ToolOutput;

/// <summary>Reads SARIF 2.1.0, <see href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html"/>. What somebody suppressed, passed or is no problem is left out.</summary>
internal static class SarifReport
{
    private const int LongestMessage = 4096;

    /// <summary>Reads the results of all runs.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static void Read(ReadOnlySpan<byte> text, string folder, Action<Finding> add)
    {
        Utf8JsonReader reader = new(text, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });
        using var document = JsonDocument.ParseValue(ref reader);
        foreach (var run in Items(document.RootElement, "runs"))
        {
            var rules = Items(run, "tool", "driver", "rules").ToList();
            foreach (var result in Items(run, "results"))
            {
                if (ToFinding(run, rules, result, folder) is { } finding)
                {
                    add(finding);
                }
            }
        }
    }

    private static Finding? ToFinding(JsonElement run, List<JsonElement> rules, JsonElement result, string folder)
    {
        var code = Text(result, "ruleId") is { Length: > 0 } id ? id : Text(result, "rule", "id");
        var rule = Number(result, "ruleIndex") is var index && index > 0 && index < rules.Count ? rules[index] : rules.Find(other => Text(other, "id") == code);
        var kind = Text(result, "kind");
        var level = Text(result, "level") is { Length: > 0 } own ? own : Text(rule, "defaultConfiguration", "level");
        if (level is "none" or "note" || kind is not ("" or "fail") || Items(result, "suppressions").Any(one => Text(one, "status") is not ("underReview" or "rejected")))
        {
            return null;
        }

        var place = Items(result, "locations").Select(location => Find(location, "physicalLocation")).FirstOrDefault(location => location.ValueKind == JsonValueKind.Object);
        var region = Find(place, "region");
        return new Finding(
            level == "error" ? HookFindingLevel.Error : HookFindingLevel.Warning,
            FileOf(run, Find(place, "artifactLocation"), folder),
            Number(region, "startLine"),
            Number(region, "startColumn"),
            Number(region, "endLine"),
            Number(region, "endColumn"),
            code.Length > 0 ? code : Text(rule, "id"),
            Message(result, rule));
    }

    private static string Message(JsonElement result, JsonElement rule)
    {
        var text = Text(result, "message", "text");
        if (text.Length == 0)
        {
            text = Text(rule, "messageStrings", Text(result, "message", "id"), "text");
        }

        var number = 0;
        foreach (var argument in Items(result, "message", "arguments"))
        {
            text = text.Replace($"{{{number++}}}", argument.ValueKind == JsonValueKind.String ? argument.GetString() : "", StringComparison.Ordinal);
        }

        text = text.ReplaceLineEndings(" ").Trim();
        return text.Length > LongestMessage ? text[..LongestMessage] : text.Length == 0 ? Text(rule, "shortDescription", "text") : text;
    }

    private static string FileOf(JsonElement run, JsonElement artifact, string folder)
    {
        var name = Text(artifact, "uri");
        if (name.Length == 0)
        {
            var index = Number(artifact, "index", -1);
            artifact = Find(Items(run, "artifacts").ElementAtOrDefault(index), "location");
            name = index < 0 ? "" : Text(artifact, "uri");
        }

        var start = Text(run, "originalUriBaseIds", Text(artifact, "uriBaseId"), "uri");
        var whole = start.Length > 0 && !Uri.TryCreate(name, UriKind.Absolute, out _) ? start + name : name;
        return Uri.TryCreate(whole, UriKind.Absolute, out var uri) && uri.IsFile ? uri.LocalPath
            : Uri.TryCreate(name, UriKind.Relative, out _) ? FoundFile.Path(Uri.UnescapeDataString(name), folder) ?? ""
            : "";
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
