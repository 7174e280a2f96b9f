using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Hosting;

namespace Hooks.Build.Runner.Doors;

/// <summary>What a door wants: fields with a name and a value, the same name as often as it takes.</summary>
internal sealed class DoorRequest
{
    private const string SettingPrefix = "setting.";
    private readonly List<KeyValuePair<string, string>> _fields = [];

    /// <summary>Adds a field; what is empty says nothing.</summary>
    public void Add(string name, string value)
    {
        if (value.Length > 0)
        {
            _fields.Add(KeyValuePair.Create(name, value));
        }
    }

    /// <summary>The value of a field; empty without one. The last counts.</summary>
    public string Text(string name) => _fields.FindLast(field => field.Key == name).Value ?? "";

    /// <summary>The absolute path that a field must have.</summary>
    /// <exception cref="HooksException">HOOK9024: it has none.</exception>
    public string FullPath(string name) => Text(name) is var path && Path.IsPathFullyQualified(path) && !path.Contains('\0', StringComparison.Ordinal)
        ? path
        : throw new HooksException(Codes.Door, $"'{name}' is '{path}', and an absolute path is wanted, see docs/doors.md");

    /// <summary>All values of a field.</summary>
    public IEnumerable<string> All(string name) => _fields.Where(field => field.Key == name).Select(field => field.Value);

    /// <summary>Whether a field is <c>true</c>.</summary>
    public bool Flag(string name) => Text(name).Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The properties of the project, as they were written.</summary>
    public IReadOnlyDictionary<string, string> Settings => _fields
        .Where(pair => pair.Key.StartsWith(SettingPrefix, StringComparison.Ordinal))
        .GroupBy(pair => pair.Key[SettingPrefix.Length..], pair => pair.Value, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(values => values.Key, values => values.Last(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The world as the build describes it, in the form in which a build leaves it behind.</summary>
    /// <inheritdoc cref="FullPath" path="/exception"/>
    public PlanState ToState() => new()
    {
        Package = BuildInformation.Version,
        Assembly = FullPath("assembly"),
        RepositoryRoot = Path.TrimEndingDirectorySeparator(FullPath("root")),
        Project = FullPath("project"),
        LogDirectory = FullPath("logs"),
        Dotnet = Text("dotnet"),
        Worker = Text("worker"),
        PackageFolders = List(Text("packages")),
        Values = Values(),
        Settings = Settings,
    };

    private Dictionary<string, string> Values()
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in All("values").SelectMany(List).Select(pair => pair.Split('=', 2)).Where(pair => pair is [_, { Length: > 0 }]))
        {
            values[pair[0].Trim()] = pair[1];
        }

        return values;
    }

    private static string[] List(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
