using System.Globalization;
using System.Text.Json;
using Hooks.Build.Graph;
using Hooks.Build.Runner.Agents;

namespace Hooks.Build.Runner.Mcp;

/// <summary>Holds JSON to a schema: the part of JSON Schema that our own are written in. What a client is told is what it is held to.</summary>
internal static class McpSchema
{
    private const int LongestQuote = 60;

    /// <summary>What is wrong with a value, and what would be right; <see langword="null"/> where nothing is.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="value">The value.</param>
    /// <param name="name">What it is called by whoever wrote it.</param>
    public static string? Problem(JsonElement schema, JsonElement value, string name)
    {
        if (AgentJson.Text(schema, "type") is { Length: > 0 } type && !IsOf(type, value))
        {
            return $"{name} must be {Words(type, schema)}, and is {Shown(value)}";
        }

        if (AgentJson.Get(schema, "enum") is { } allowed)
        {
            return ProblemOfChoice(allowed, value, name);
        }

        return value.ValueKind switch
        {
            JsonValueKind.Number => ProblemOfNumber(schema, value, name),
            JsonValueKind.String =>
                Number(schema, "maxLength") is { } most && value.GetString()!.Length > most
                    ? $"{name} has more than {most} characters: give a shorter one"
                    : null,
            JsonValueKind.Array => ProblemOfArray(schema, value, name),
            JsonValueKind.Object => ProblemOfObject(schema, value, name),
            _ => null,
        };
    }

    private static string? ProblemOfChoice(JsonElement allowed, JsonElement value, string name)
    {
        List<string> words = [];
        foreach (var choice in allowed.EnumerateArray())
        {
            words.Add(choice.GetString()!);
        }

        var said = value.GetString()!;
        return words.Contains(said, StringComparer.Ordinal) ? null
            : $"{name} is {Shown(value)}{(NameSuggestion.Closest(said.Length > LongestQuote ? "" : said, words) is { } closest ? $"; did you mean '{closest}'?" : ",")} allowed: {string.Join(", ", words)}";
    }

    private static string? ProblemOfNumber(JsonElement schema, JsonElement value, string name) =>
        value.TryGetDouble(out var number) && !(number < Number(schema, "minimum")) && !(number > Number(schema, "maximum"))
            ? null
            : $"{name} must be {Words("integer", schema)}, and is {Shown(value)}";

    private static string? ProblemOfArray(JsonElement schema, JsonElement value, string name)
    {
        if (Number(schema, "maxItems") is { } most && value.GetArrayLength() > most)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"{name} has {value.GetArrayLength()} elements, of {most} that there may be: ask in several calls");
        }

        if (AgentJson.Get(schema, "items") is not { } items)
        {
            return null;
        }

        var at = 0;
        foreach (var element in value.EnumerateArray())
        {
            if (Problem(items, element, string.Create(CultureInfo.InvariantCulture, $"{name}[{at++}]")) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? ProblemOfObject(JsonElement schema, JsonElement value, string name)
    {
        if (AgentJson.Get(schema, "properties") is not { } properties)
        {
            return null;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (AgentJson.Get(properties, member.Name) is { } own)
            {
                if (Problem(own, member.Value, $"{name}.{member.Name}") is { } problem)
                {
                    return problem;
                }
            }
            else if (AgentJson.Get(schema, "additionalProperties") is { ValueKind: JsonValueKind.False })
            {
                return Unknown(member.Name, properties, name);
            }
        }

        return AgentJson.Get(schema, "required") is { } required ? ProblemOfMissing(required, value, name) : null;
    }

    private static string? ProblemOfMissing(JsonElement required, JsonElement value, string name)
    {
        foreach (var member in required.EnumerateArray())
        {
            if (AgentJson.Get(value, member.GetString()!) is null)
            {
                return $"{name}.{member.GetString()} is missing";
            }
        }

        return null;
    }

    private static string Unknown(string said, JsonElement properties, string name)
    {
        List<string> known = [];
        foreach (var property in properties.EnumerateObject())
        {
            known.Add(property.Name);
        }

        var shown = AgentText.Clean(said, LongestQuote);
        return $"{name} has '{shown}', which is not among what it takes{(NameSuggestion.Closest(shown, known) is { } closest ? $"; did you mean '{closest}'?" : ".")} It takes {(known.Count == 0 ? "nothing" : string.Join(", ", known))}";
    }

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => false,
    };

    private static string Words(string type, JsonElement schema) => type switch
    {
        "integer" when Number(schema, "minimum") is { } least && Number(schema, "maximum") is { } most =>
            string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"),
        "integer" => "a whole number",
        "boolean" => "true or false",
        "string" => "a text",
        "array" => "a list",
        _ => $"an {type}",
    };

    private static double? Number(JsonElement schema, string name) =>
        AgentJson.Get(schema, name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"'{AgentText.Clean(value.GetString()!, LongestQuote)}'",
        _ => AgentText.Clean(value.GetRawText(), LongestQuote),
    };
}
