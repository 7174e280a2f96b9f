using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators.Parsing;

/// <summary>The values of an attribute's named arguments, however they were found out: as the compiler binds them, or as they stand in the source.</summary>
internal sealed class AttributeValues
{
    /// <summary>Stands in a list for an element that is no constant yet.</summary>
    public static readonly object Unknown = new();

    // An attribute has few arguments: a list is faster than a dictionary.
    private readonly List<KeyValuePair<string, object?>> _values = [];

    /// <summary>What the compiler found.</summary>
    public static AttributeValues Of(AttributeData data)
    {
        var values = new AttributeValues();
        foreach (var argument in data.NamedArguments)
        {
            if (!values.TryGet(argument.Key, out _))
                values.Add(argument.Key, Value(argument.Value));
        }

        return values;
    }

    /// <summary>Adds a value: a scalar, or an array of scalars.</summary>
    public void Add(string name, object? value) => _values.Add(new(name, value));

    /// <summary>The value; an array for a list that is not null.</summary>
    public bool TryGet(string name, out object? value)
    {
        foreach (var pair in _values)
        {
            if (pair.Key == name)
            {
                value = pair.Value;
                return !ReferenceEquals(value, Unknown);
            }
        }

        value = null;
        return false;
    }

    private static object? Value(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Array when !constant.IsNull => Items(constant),
        TypedConstantKind.Primitive or TypedConstantKind.Enum => constant.Value,
        _ => Unknown,
    };

    private static object?[] Items(TypedConstant constant)
    {
        var items = new object?[constant.Values.Length];
        for (var i = 0; i < items.Length; i++)
            items[i] = constant.Values[i].Kind == TypedConstantKind.Primitive ? constant.Values[i].Value : Unknown;

        return items;
    }
}
