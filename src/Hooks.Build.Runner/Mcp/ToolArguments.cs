using System.Globalization;
using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Agents;

namespace Hooks.Build.Runner.Mcp;

/// <summary>The arguments of a call, which its schema has been held to.</summary>
/// <param name="value">A JSON object.</param>
internal sealed class ToolArguments(JsonElement value)
{
    /// <summary>A text; empty where there is none.</summary>
    public string Text(string name) => AgentJson.Text(value, name);

    /// <summary>Whether something is said to be true.</summary>
    public bool Flag(string name) => AgentJson.Flag(value, name);

    /// <summary>A number.</summary>
    public int Number(string name, int otherwise) =>
        AgentJson.Get(value, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var whole) ? whole : otherwise;

    /// <summary>Some texts; none where nothing is said.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        List<string> texts = [];
        if (AgentJson.Get(value, name) is { ValueKind: JsonValueKind.Array } all)
        {
            foreach (var element in all.EnumerateArray())
            {
                texts.Add(element.GetString() ?? "");
            }
        }

        return texts;
    }

    /// <summary>Where a page begins.</summary>
    /// <param name="count">How many elements there are on all pages.</param>
    /// <exception cref="HooksException">It is no place that a page before has named.</exception>
    public int Cursor(int count)
    {
        var text = Text("cursor");
        return text.Length == 0 ? 0
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= count ? at
            : throw new HooksException("", $"cursor is '{text}', which no call has returned as next: leave it out for the first page");
    }
}
