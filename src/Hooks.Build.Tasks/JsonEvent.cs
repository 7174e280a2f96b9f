namespace Hooks.Build.Tasks;

/// <summary>One line of the program's output: a JSON object.</summary>
internal sealed class JsonEvent
{
    private readonly Dictionary<string, object?> _members;

    private JsonEvent(Dictionary<string, object?> members) => _members = members;

    /// <summary>What kind of event it is.</summary>
    public string Kind => Text("kind");

    /// <summary>Reads a line.</summary>
    /// <exception cref="InvalidDataException">It is no JSON object.</exception>
    public static JsonEvent Parse(string line) => new(JsonReader.ReadObject(line));

    /// <summary>Whether it says anything of the name.</summary>
    public bool Has(string name) => _members.ContainsKey(name);

    /// <summary>A text; empty where there is none.</summary>
    public string Text(string name) => Get(name) as string ?? "";

    /// <summary>A whole number; 0 where there is none.</summary>
    public int Number(string name) => Get(name) is double number and >= int.MinValue and <= int.MaxValue ? (int)number : 0;

    /// <summary>A number; <see langword="null"/> where there is none.</summary>
    public double? Real(string name) => Get(name) as double?;

    /// <summary>How many an array has; 0 where there is none.</summary>
    public int Count(string name) => Items(name).Count;

    /// <summary>A truth value; <see langword="false"/> where there is none.</summary>
    public bool Flag(string name) => Get(name) is true;

    /// <summary>The objects of an array.</summary>
    public IEnumerable<JsonEvent> Objects(string name)
    {
        foreach (var item in Items(name))
        {
            if (item is Dictionary<string, object?> members)
            {
                yield return new JsonEvent(members);
            }
        }
    }

    /// <summary>The texts of an array.</summary>
    public IEnumerable<string> Texts(string name)
    {
        foreach (var item in Items(name))
        {
            if (item is string text)
            {
                yield return text;
            }
        }
    }

    private List<object?> Items(string name) => Get(name) as List<object?> ?? [];

    private object? Get(string name) => _members.TryGetValue(name, out var value) ? value : null;
}
