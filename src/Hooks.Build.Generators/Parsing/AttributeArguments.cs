using Hooks.Build.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.Generators.Parsing;

/// <summary>Reads the values of an attribute together with the places where they are written. Half-typed values count as not written.</summary>
internal sealed class AttributeArguments(AttributeValues values, AttributeSyntax syntax, INamedTypeSymbol? container)
{
    /// <summary>A scalar value.</summary>
    public Setting<T> Scalar<T>(string name, T fallback) =>
        values.TryGet(name, out var value) && value is not object?[] && Expression(name) is { } expression
            ? new Setting<T>(value is T typed ? typed : fallback, SourceSpan.Of(expression))
            : new Setting<T>(fallback, Where: null);

    /// <summary>A list of hooks' names; a null list is an empty one.</summary>
    public EquatableArray<ListItem> Hooks(string name) => List(name, namesMembers: true);

    /// <summary>A list of strings; a null list is an empty one.</summary>
    public EquatableArray<ListItem> List(string name) => List(name, namesMembers: false);

    /// <summary>A list of strings, with the place where all of it is written: an empty one is not the same as none.</summary>
    public Setting<EquatableArray<ListItem>> ListSetting(string name) =>
        new(List(name), values.TryGet(name, out var list) && list is object?[] && Expression(name) is { } expression ? SourceSpan.Of(expression) : null);

    /// <summary>The elements of a list as they are written; none where they are not written one by one.</summary>
    public static IReadOnlyList<SyntaxNode> Elements(ExpressionSyntax list) => list switch
    {
        CollectionExpressionSyntax collection => collection.Elements,
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        _ => [],
    };

    private EquatableArray<ListItem> List(string name, bool namesMembers)
    {
        if (!values.TryGet(name, out var list) || list is not object?[] constants || Expression(name) is not { } expression)
            return default;

        var written = Elements(expression);
        var items = new List<ListItem>(constants.Length);
        for (var i = 0; i < constants.Length; i++)
        {
            if (ReferenceEquals(constants[i], AttributeValues.Unknown))
                continue;

            var value = constants[i] as string;
            var where = SourceSpan.Of(written.Count == constants.Length ? written[i] : expression);
            items.Add(new ListItem(value, where, namesMembers && value is not null && container?.GetMembers(value).Length > 0));
        }

        return items.ToEquatableArray();
    }

    private ExpressionSyntax? Expression(string name)
    {
        if (syntax.ArgumentList is not null)
        {
            foreach (var argument in syntax.ArgumentList.Arguments)
            {
                if (argument.NameEquals?.Name.Identifier.ValueText == name)
                    return argument.Expression;
            }
        }

        return null;
    }
}
