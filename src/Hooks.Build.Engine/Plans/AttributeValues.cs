using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Hooks.Build.Engine.Plans;

/// <summary>The decoded arguments of one attribute, by name, with defaults for what is not there.</summary>
internal readonly struct AttributeValues(CustomAttributeValue<string> value)
{
    public T Argument<T>(int index) =>
        index < value.FixedArguments.Length && value.FixedArguments[index].Value is T argument
            ? argument
            : throw new InvalidDataException($"argument {index} of a plan attribute is not of type {typeof(T).Name}");

    public string? Text(string name) => Find(name) as string;

    public int Number(string name) => Find(name) is int number ? number : 0;

    public double Fraction(string name) => Find(name) is double number ? number : 0;

    public bool Flag(string name) => Find(name) is true;

    public string[] Names(string name) => [.. Texts(name).Select(text => text ?? throw new InvalidDataException($"{name} of a plan attribute has an empty entry"))];

    public string?[] Texts(string name) =>
        Find(name) is ImmutableArray<CustomAttributeTypedArgument<string>> { IsDefault: false } items
            ? [.. items.Select(item => item.Value as string)]
            : [];

    private object? Find(string name)
    {
        foreach (var argument in value.NamedArguments)
        {
            if (argument.Name == name)
            {
                return argument.Value;
            }
        }

        return null;
    }
}
