using System.Text;
using System.Text.Json;

namespace Hooks.Build.Runner.Agents;

/// <summary>What else an agent's file says: it is the same, value by value, before and after whatever is done to our entries.</summary>
internal sealed class OtherValues
{
    private readonly byte[] _bytes;
    private readonly string _agent;
    private readonly List<string> _values = [];

    private OtherValues(byte[] bytes, string agent) => (_bytes, _agent) = (bytes, agent);

    /// <summary>Whether two states of a file say the same beside our hooks for an agent. Lists and groups of hooks that hold nothing else may come and go.</summary>
    public static bool AreSame(byte[] one, byte[] other, string agent)
    {
        try
        {
            return Of(one, agent).SequenceEqual(Of(other, agent), StringComparer.Ordinal);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static List<string> Of(byte[] bytes, string agent)
    {
        var root = JsonText.Parse(bytes);
        OtherValues others = new(bytes, agent);
        foreach (var property in root.Children)
        {
            if (property.Name == "hooks" && property.Kind == JsonValueKind.Object)
            {
                others.AddHooks(property);
            }
            else
            {
                others.Add(property);
            }
        }

        return others._values;
    }

    private void AddHooks(JsonText hooks)
    {
        foreach (var list in hooks.Children)
        {
            if (list.Kind != JsonValueKind.Array)
            {
                Add(list);
                continue;
            }

            foreach (var element in list.Children.Where(element => !AgentConfiguration.HooksOf(element).All(IsOurs)))
            {
                _values.Add($"{list.Name}:");
                Add(element);
            }
        }
    }

    private void Add(JsonText value)
    {
        _values.Add(value.Name);
        if (value.Kind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            _values.Add(Encoding.UTF8.GetString(_bytes, value.ValueStart, value.End - value.ValueStart));
            return;
        }

        _values.Add(value.Kind == JsonValueKind.Object ? "{" : "[");
        foreach (var child in value.Children.Where(child => !IsOurs(child)))
        {
            Add(child);
        }

        _values.Add("end");
    }

    private bool IsOurs(JsonText hook) => AgentEntry.IsOurs(hook, _agent);
}
