using Hooks.Build.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.Generators.Parsing;

/// <summary>Reads the values of an attribute together with the places where they are written. Half-typed values count as not written.</summary>
internal sealed class AttributeArguments(AttributeData data, AttributeSyntax syntax, INamedTypeSymbol? container)
{
    /// <summary>A scalar value.</summary>
    public Setting<T> Scalar<T>(string name, T fallback)
    {
        var constant = Constant(name);
        return constant.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum && Expression(name) is { } expression
            ? new Setting<T>(constant.Value is T value ? value : fallback, SourceSpan.Of(expression))
            : new Setting<T>(fallback, Where: null);
    }

    /// <summary>A list of strings; a null list is an empty one.</summary>
    public EquatableArray<ListItem> List(string name)
    {
        var constant = Constant(name);
        if (constant.Kind != TypedConstantKind.Array || constant.IsNull || Expression(name) is not { } expression)
            return default;

        var written = Elements(expression);
        var items = new List<ListItem>();
        for (var i = 0; i < constant.Values.Length; i++)
        {
            if (constant.Values[i].Kind != TypedConstantKind.Primitive)
                continue;

            var value = constant.Values[i].Value as string;
            var where = SourceSpan.Of(written.Count == constant.Values.Length ? written[i] : expression);
            items.Add(new ListItem(value, where, value is not null && container?.GetMembers(value).Length > 0));
        }

        return items.ToEquatableArray();
    }

    private TypedConstant Constant(string name) => data.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value;

    private ExpressionSyntax? Expression(string name) =>
        syntax.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)?.Expression;

    private static List<SyntaxNode> Elements(ExpressionSyntax list) => list switch
    {
        CollectionExpressionSyntax collection => [.. collection.Elements],
        ImplicitArrayCreationExpressionSyntax array => [.. array.Initializer.Expressions],
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => [.. initializer.Expressions],
        _ => [],
    };
}
