using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.Generators.Parsing;

/// <summary>
/// Reads <c>[Hook(...)]</c> as it is written, where that is beyond doubt: the compiler needs most of its time for hooks to bind the attributes, and the
/// generator's compilation is thrown away with all that was bound in it. What is not the plainest of its kind is left to the compiler.
/// </summary>
/// <param name="scope">What names mean in the type that declares the member.</param>
internal sealed class WrittenAttribute(AttributeScope scope)
{
    /// <summary>The attribute of a member and its values, or <see langword="null"/> where the compiler must say.</summary>
    /// <param name="target">The variable or method that bears it.</param>
    /// <param name="mayBeHook">Whether an attribute may be <c>[Hook]</c>, by its name.</param>
    public (AttributeSyntax Attribute, AttributeValues Values)? Read(SyntaxNode target, Func<AttributeSyntax, bool> mayBeHook) =>
        Only(
            AttributesOf(target),
            mayBeHook) is { Parent: AttributeListSyntax { Target: null }, Name: IdentifierNameSyntax { Identifier.Text: "Hook" } } attribute
        && scope.HookIsHook
        && Values(attribute) is { } values
            ? (attribute, values)
            : null;

    // A partial method has its attributes in two places, and in one of another kind they may belong elsewhere.
    private static SyntaxList<AttributeListSyntax> AttributesOf(SyntaxNode target) => target switch
    {
        VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax { Parent: TypeDeclarationSyntax } field } => field.AttributeLists,
        MethodDeclarationSyntax { Parent: TypeDeclarationSyntax } method when !method.Modifiers.Any(SyntaxKind.PartialKeyword) => method.AttributeLists,
        _ => default,
    };

    private static AttributeSyntax? Only(SyntaxList<AttributeListSyntax> lists, Func<AttributeSyntax, bool> mayBeHook)
    {
        AttributeSyntax? only = null;
        foreach (var list in lists)
        {
            foreach (var attribute in list.Attributes)
            {
                if (!mayBeHook(attribute))
                    continue;
                if (only is not null)
                    return null;

                only = attribute;
            }
        }

        return only;
    }

    private AttributeValues? Values(AttributeSyntax attribute)
    {
        var values = new AttributeValues();
        if (attribute.ArgumentList is null)
            return values;

        foreach (var argument in attribute.ArgumentList.Arguments)
        {
            if (argument.NameEquals?.Name.Identifier.ValueText is not { } name
                || values.TryGet(name, out _)
                || Value(name, argument.Expression) is not { } value)
                return null;

            values.Add(name, value);
        }

        return values;
    }

    private object? Value(string name, ExpressionSyntax expression) => name switch
    {
        "DependsOn" or "After" or "Profiles" or "Files" or "Exclude" or "Reads" or "Writes" or "Locks" or "Environment" or "Matrix" or "MatrixOf" or "Tools" =>
            Texts(expression),
        "Timeout" or "Retries" => Literal(expression) as int?,
        "Cores" => Literal(expression) switch { int whole => (double)whole, double number => number, _ => null },
        "Batch" or "PerFile" or "Cache" or "Gates" or "Finally" or "FailClosed" => Literal(expression) as bool?,
        "Fix" or "WorkingDirectory" or "Problems" or "Description" => Text(expression),
        "Stages" => Flags(expression, MetadataNames.HookStages),
        "Severity" => Flags(expression, MetadataNames.HookSeverity),
        _ => null,
    };

    private object?[]? Texts(ExpressionSyntax list)
    {
        if (list is not (CollectionExpressionSyntax or ImplicitArrayCreationExpressionSyntax { Commas.Count: 0 }))
            return null;

        var elements = AttributeArguments.Elements(list);
        if (elements.Count == 0 && list is not CollectionExpressionSyntax)
            return null;

        var texts = new object?[elements.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            if (((elements[i] as ExpressionElementSyntax)?.Expression ?? elements[i] as ExpressionSyntax) is not { } element || Text(element) is not { } text)
                return null;

            texts[i] = text;
        }

        return texts;
    }

    private string? Text(ExpressionSyntax expression) =>
        Literal(expression) as string ?? (expression is InvocationExpressionSyntax invocation ? NameOf(invocation) : null);

    // A method of that name would be called; outside of the type, too, but that the compiler refuses as no constant.
    private string? NameOf(InvocationExpressionSyntax invocation)
    {
        if (scope.HasMember("nameof")
            || invocation is not { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments: { Count: 1 } arguments }
            || arguments[0] is not { NameColon: null, RefKindKeyword.RawKind: 0 } argument)
            return null;

        return argument.Expression switch
        {
            IdentifierNameSyntax { Identifier.ValueText: var name } when scope.HasMember(name) => name,
            MemberAccessExpressionSyntax
            {
                RawKind: (int)SyntaxKind.SimpleMemberAccessExpression,
                Name: IdentifierNameSyntax { Identifier.ValueText: var name },
            } access when scope.HasMember(access.Expression, name) => name,
            _ => null,
        };
    }

    private int? Flags(ExpressionSyntax expression, string type) => expression switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression } both => Flags(both.Left, type) | Flags(both.Right, type),
        MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression, Name: IdentifierNameSyntax name } access =>
            scope.Constant(access.Expression, type, name.Identifier.ValueText),
        _ => null,
    };

    // Not "text"u8, and not default, whose token's value is the word.
    private static object? Literal(ExpressionSyntax expression) =>
        expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression or (int)SyntaxKind.NumericLiteralExpression or (int)SyntaxKind.TrueLiteralExpression or (int)SyntaxKind.FalseLiteralExpression } literal
        && !literal.ContainsDiagnostics
            ? literal.Token.Value
            : null;
}
