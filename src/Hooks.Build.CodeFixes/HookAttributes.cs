using Hooks.Build.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Hooks.Build.CodeFixes;

/// <summary>Finds the attribute that a diagnostic is about, and changes its lists.</summary>
internal static class HookAttributes
{
    /// <summary>
    /// The attribute around a place, or that of the member around it; <see langword="null"/> where several members share it, as what is said of one would be
    /// said of all.
    /// </summary>
    public static AttributeSyntax? At(SyntaxNode root, TextSpan place)
    {
        var node = root.FindNode(place, getInnermostNodeForTie: true);
        var member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        if (member is FieldDeclarationSyntax { Declaration.Variables.Count: > 1 })
            return null;

        // What asks for a hook of another assembly is not that hook.
        if (node.FirstAncestorOrSelf<AttributeListSyntax>() is { Target.Identifier.ValueText: "assembly" })
            return null;

        return node.FirstAncestorOrSelf<AttributeSyntax>() ?? member?.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(IsHook);
    }

    /// <summary>Whether a list of the attribute can be written to: it is missing, or its elements stand there one by one.</summary>
    public static bool CanAdd(AttributeSyntax attribute, string property) =>
        Argument(attribute, property) is not { } argument
            || argument.Expression is CollectionExpressionSyntax or ImplicitArrayCreationExpressionSyntax
                or ArrayCreationExpressionSyntax { Initializer: not null };

    /// <summary>The attribute with one more element in a list, unless the list has it.</summary>
    public static AttributeSyntax Add(AttributeSyntax attribute, string property, string element)
    {
        var expression = SyntaxFactory.ParseExpression(element);
        if (Argument(attribute, property) is not { } argument)
            return attribute.WithArgumentList(With(attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList(), New(attribute, property, element)));
        if (AttributeArguments.Elements(argument.Expression).Any(written => written.ToString() == element))
            return attribute;

        ExpressionSyntax? list = argument.Expression switch
        {
            CollectionExpressionSyntax collection => collection.WithElements(Append(collection.Elements, SyntaxFactory.ExpressionElement(expression))),
            ImplicitArrayCreationExpressionSyntax array => array.WithInitializer(Append(array.Initializer, expression)),
            ArrayCreationExpressionSyntax { Initializer: { } initializer } array => array.WithInitializer(Append(initializer, expression)),
            _ => null,
        };
        return list is null ? attribute : attribute.ReplaceNode(argument.Expression, list);
    }

    /// <summary>The attribute without an element of a list, the last that is written so; an empty list goes as well.</summary>
    public static AttributeSyntax Remove(AttributeSyntax attribute, string property, string element)
    {
        if (Argument(attribute, property) is not { } argument || AttributeArguments.Elements(argument.Expression) is not { Count: > 0 } elements)
            return attribute;
        if (elements.Select(written => written.ToString()).ToList().LastIndexOf(element) is not (>= 0 and var last))
            return attribute;
        if (elements.Count > 1)
            return attribute.ReplaceNode(argument.Expression, Without(argument.Expression, last));

        var arguments = attribute.ArgumentList!.Arguments.Remove(argument);
        return arguments.Count == 0
            ? attribute.WithArgumentList(null).WithTrailingTrivia(attribute.GetTrailingTrivia())
            : attribute.WithArgumentList(attribute.ArgumentList.WithArguments(arguments));
    }

    /// <summary>
    /// The name of the list from which an element can be taken; <see langword="null"/> where it stands in none, or among directives, of which it could take one
    /// along.
    /// </summary>
    public static string? ListOf(SyntaxNode element) =>
        element.FirstAncestorOrSelf<AttributeArgumentSyntax>() is
        {
            NameEquals.Name.Identifier.ValueText: var name,
            Parent.Parent.ContainsDirectives: false,
        } argument
            && AttributeArguments.Elements(argument.Expression).Any(written => written.Span == element.Span)
                ? name
                : null;

    private static ExpressionSyntax Without(ExpressionSyntax list, int index) => list switch
    {
        CollectionExpressionSyntax collection => collection.WithElements(Without(collection.Elements, index)),
        ImplicitArrayCreationExpressionSyntax array => array.WithInitializer(array.Initializer.WithExpressions(Without(array.Initializer.Expressions, index))),
        ArrayCreationExpressionSyntax { Initializer: { } initializer } array =>
            array.WithInitializer(initializer.WithExpressions(Without(initializer.Expressions, index))),
        _ => list,
    };

    // What stands at the ends of the list stays there, and what stands behind a comma on its line with the element before it.
    private static SeparatedSyntaxList<T> Without<T>(SeparatedSyntaxList<T> list, int index)
        where T : SyntaxNode
    {
        var (first, last) = (list[0].GetLeadingTrivia(), list[list.Count - 1].GetTrailingTrivia());
        var isLast = index == list.Count - 1;
        if (isLast && list.SeparatorCount == index && list.GetSeparator(index - 1).TrailingTrivia is var behind && behind.Any(SyntaxKind.EndOfLineTrivia))
            last = behind;
        list = list.RemoveAt(index);
        if (index == 0)
            list = list.Replace(list[0], list[0].WithLeadingTrivia(first));

        return isLast ? list.Replace(list[list.Count - 1], list[list.Count - 1].WithTrailingTrivia(last)) : list;
    }

    private static bool IsHook(AttributeSyntax attribute) =>
        (attribute.Name as SimpleNameSyntax
            ?? (attribute.Name as QualifiedNameSyntax)?.Right
            ?? (attribute.Name as AliasQualifiedNameSyntax)?.Name)?.Identifier.ValueText is "Hook" or "HookAttribute";

    private static AttributeArgumentSyntax? Argument(AttributeSyntax attribute, string property) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == property);

    // C# before 12 knows no other list.
    private static AttributeArgumentSyntax New(AttributeSyntax attribute, string property, string element)
    {
        var hasCollections = attribute.SyntaxTree.Options is not CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp12 };
        var list = SyntaxFactory.ParseExpression(hasCollections ? $"[{element}]" : $"new[] {{ {element} }}");
        return SyntaxFactory.AttributeArgument(SyntaxFactory.NameEquals(property), nameColon: null, list).NormalizeWhitespace();
    }

    // Where arguments have lines of their own, the new one gets one as well.
    private static AttributeArgumentListSyntax With(AttributeArgumentListSyntax list, AttributeArgumentSyntax argument)
    {
        var end = list.OpenParenToken.TrailingTrivia.FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        if (list.Arguments.Count == 0 || end.RawKind == 0)
            return list.WithArguments(Separated(list.Arguments.Insert(0, argument), 0));

        var indentation = list.Arguments[0].GetLeadingTrivia().LastOrDefault(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        var arguments = list.Arguments.Insert(0, argument.WithLeadingTrivia(indentation));
        return list.WithArguments(arguments.ReplaceSeparator(arguments.GetSeparator(0), arguments.GetSeparator(0).WithTrailingTrivia(end)));
    }

    private static SeparatedSyntaxList<CollectionElementSyntax> Append(
        SeparatedSyntaxList<CollectionElementSyntax> elements, CollectionElementSyntax element) =>
        Separated(elements.Add(element), elements.Count - 1);

    private static InitializerExpressionSyntax Append(InitializerExpressionSyntax initializer, ExpressionSyntax element)
    {
        var expressions = initializer.Expressions;
        if (expressions.Count > 0)
            element = element.WithTrailingTrivia(expressions[expressions.Count - 1].GetTrailingTrivia());
        if (expressions.Count > 0)
            expressions = expressions.Replace(expressions[expressions.Count - 1], expressions[expressions.Count - 1].WithTrailingTrivia());

        return initializer.WithExpressions(Separated(expressions.Add(element), expressions.Count - 1));
    }

    private static SeparatedSyntaxList<T> Separated<T>(SeparatedSyntaxList<T> list, int separator)
        where T : SyntaxNode =>
        separator < 0 || separator >= list.SeparatorCount
            ? list
            : list.ReplaceSeparator(list.GetSeparator(separator), list.GetSeparator(separator).WithTrailingTrivia(SyntaxFactory.Space));
}
