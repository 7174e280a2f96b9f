using System.Globalization;
using Hooks.Build.Generators.Rules;
using Hooks.Build.Graph;

namespace Hooks.Build.Generators.Joining;

/// <summary>The lines of one hook in a plan.</summary>
/// <param name="name">The hook's name.</param>
internal sealed class PlannedLines(string name)
{
    private readonly Dictionary<string, List<string?>> _values = new(StringComparer.Ordinal);

    /// <summary>The hook's name.</summary>
    public string Name => name;

    /// <summary>Whether it is one of a matrix.</summary>
    public string? Matrix => Text(nameof(Matrix));

    /// <summary>The type that declares it, as the runtime names it.</summary>
    public string Type => Text(nameof(Type)) ?? "";

    /// <summary>The assembly that declares it; <see langword="null"/> for the one that carries the plan.</summary>
    public string? Assembly => Text(nameof(Assembly));

    /// <summary>Whether a name means it: its own, that of its matrix, or that of an item which is found when hooks run.</summary>
    public bool IsMeant(string? name) =>
        name is not null
            && (name == Name || name == Matrix || (Has("MatrixOf") && MatrixRules.ItemOf(name) is { } item && name == MatrixItem.NameOf(Name, item)));

    /// <summary>All that the plan says of it, by name.</summary>
    public IReadOnlyDictionary<string, List<string?>> All => _values;

    /// <summary>Adds a line.</summary>
    public void Add(string key, string? value)
    {
        if (!_values.TryGetValue(key, out var values))
            _values.Add(key, values = []);

        values.Add(value);
    }

    /// <summary>All values of a name.</summary>
    public IReadOnlyList<string?> List(string key) => _values.TryGetValue(key, out var values) ? values : [];

    /// <summary>Whether there is a line of a name.</summary>
    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>The value of a name that stands once.</summary>
    public string? Text(string key) =>
        _values.TryGetValue(key, out var values) ? values.Count == 1 ? values[0] : throw new FormatException($"{key} stands in it more than once") : null;

    /// <summary>The value as a number, or what holds where it is not written.</summary>
    public int Number(string key, int fallback = 0) =>
        Text(key) is not { } text ? fallback
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new FormatException($"{key} in it is no number");

    /// <summary>The value as a number with a fraction; 0 where it is not written.</summary>
    public double Fraction(string key) =>
        Text(key) is not { } text ? 0
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : throw new FormatException($"{key} in it is no number");
}
