using System.Text;
using System.Text.Json;

namespace Hooks.Build.Runner.Agents;

/// <summary>What else an agent's file says: it is the same, value by value, before and after whatever is done to our entries.</summary>
/// <param name="bytes">The file.</param>
/// <param name="agent">The agent.</param>
internal sealed class OtherValues(byte[] bytes, string agent)
{
    /// <summary>
    /// Whether two states of a file say the same beside our hooks for an agent. Lists and groups of hooks that hold nothing else may come and go.
    /// </summary>
    public static bool AreSame(byte[] one, byte[] other, string agent)
    {
        try
        {
            return new OtherValues(one, agent).All().SequenceEqual(new OtherValues(other, agent).All(), StringComparer.Ordinal);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private IEnumerable<string> All() =>
        JsonText.Parse(bytes).Children.SelectMany(property => property is { Name: "hooks", Kind: JsonValueKind.Object }
            ? property.Children.SelectMany(OfList)
            : Of(property));

    private IEnumerable<string> OfList(JsonText list) => list.Kind != JsonValueKind.Array ? Of(list)
        : list.Children.Where(element => !AgentConfiguration.HooksOf(element).All(IsOurs)).SelectMany(element => Of(element).Prepend($"{list.Name}:"));

    private IEnumerable<string> Of(JsonText value) => value.Kind is JsonValueKind.Object or JsonValueKind.Array
        ? [value.Name, value.Kind == JsonValueKind.Object ? "{" : "[", .. value.Children.Where(child => !IsOurs(child)).SelectMany(Of), "end"]
        : [value.Name, Encoding.UTF8.GetString(bytes, value.ValueStart, value.End - value.ValueStart)];

    private bool IsOurs(JsonText hook) => AgentEntry.IsOurs(hook, agent);
}
