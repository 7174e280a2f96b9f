using Hooks.Build.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.Generators.Parsing;

/// <summary>A hook and the syntax that is it. Nothing of a compilation: what was found in one is so in others that are equal for hooks.</summary>
/// <param name="Hook">The hook.</param>
/// <param name="Target">What bears the attribute.</param>
/// <param name="IsAccepted">Whether the compiler accepts the attribute there; where it does not, it tells.</param>
internal readonly record struct FoundHook(HookSpec Hook, SyntaxNode Target, bool IsAccepted)
{
    /// <summary>The file with the body of a partial method that is marked at its declaration; <see langword="null"/> for all other hooks.</summary>
    public SyntaxTree? Body { get; init; }
}

/// <summary>A listener and the file that it is in.</summary>
/// <param name="Listener">The listener.</param>
/// <param name="Tree">The file.</param>
internal readonly record struct FoundListener(ListenerSpec Listener, SyntaxTree Tree);

/// <summary>Parses the hooks of one file, each in the cheapest way that is certain.</summary>
/// <param name="tree">The file.</param>
/// <param name="aliases">Names that other files give to types everywhere.</param>
/// <param name="model">What the compiler knows of the file.</param>
internal sealed class TreeParser(MarkedTree tree, HashSet<string> aliases, SemanticModel model)
{
    private SyntaxNode? _body;
    private WrittenAttribute? _written;

    /// <summary>Whether the hook that was parsed last needed no binding of its attribute.</summary>
    internal bool LastWasWritten { get; private set; }

    /// <summary>The hook that a marked node is, or <see langword="null"/>.</summary>
    public FoundHook? Parse(SyntaxNode target, CancellationToken cancellation)
    {
        LastWasWritten = false;
        if (SymbolOf(target, cancellation) is not { } symbol)
            return null;
        if (symbol.ContainingType is { } type
            && target.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } body
            && Written(body, target, type).Read(target, MayBeHook) is { } written)
        {
            LastWasWritten = true;
            return new FoundHook(HookParser.Parse(symbol, written.Attribute, written.Values, cancellation), target, IsAccepted: true);
        }

        if (HookAttribute(symbol) is { } data && data.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax attribute)
        {
            var isAccepted = symbol is IFieldSymbol or IMethodSymbol && attribute.Parent is not AttributeListSyntax { Target.Identifier.ValueText: "return" };
            return new FoundHook(HookParser.Parse(symbol, attribute, AttributeValues.Of(data), cancellation), target, isAccepted)
            {
                Body = (symbol as IMethodSymbol)?.PartialImplementationPart?.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree,
            };
        }

        return symbol is IPropertySymbol or IEventSymbol or IParameterSymbol && Misplaced(target, cancellation) is { } misplaced
            ? new FoundHook(HookParser.Parse(symbol, misplaced, new AttributeValues(), cancellation), target, IsAccepted: true)
            : null;
    }

    /// <summary>The listener that a marked node is, or <see langword="null"/>.</summary>
    public FoundListener? ParseListener(SyntaxNode target, CancellationToken cancellation) =>
        MayListen(target)
        && SymbolOf(target, cancellation) is { } symbol
        && HookFinder.OnRunAttribute(symbol) is { } data
        && data.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax attribute
            ? new FoundListener(ListenerParser.Parse(symbol, data, attribute), tree.Tree)
            : null;

    private bool MayListen(SyntaxNode target) =>
        ListsOf(target).SelectMany(list => list.Attributes).Any(attribute => tree.MayBeListener(attribute, aliases));

    private static IEnumerable<AttributeListSyntax> ListsOf(SyntaxNode target) =>
        (target is VariableDeclaratorSyntax { Parent.Parent: { } declaration } ? declaration : target).ChildNodes().OfType<AttributeListSyntax>();

    // [field: Hook] of a property, an event or a record's parameter marks a field that no source declares, and the compiler takes it.
    private AttributeSyntax? Misplaced(SyntaxNode target, CancellationToken cancellation) => ListsOf(target)
        .Where(list => list.Target is not null)
        .SelectMany(list => list.Attributes)
        .Where(MayBeHook)
        .FirstOrDefault(attribute => model.GetSymbolInfo(attribute, cancellation).Symbol?.ContainingType.Is(MetadataNames.HookAttribute) == true);

    // Members of one type follow each other.
    private WrittenAttribute Written(TypeDeclarationSyntax body, SyntaxNode target, INamedTypeSymbol type)
    {
        if (_written is null || _body != body)
            (_body, _written) = (body, new WrittenAttribute(new AttributeScope(model, target.SpanStart, type)));

        return _written;
    }

    private bool MayBeHook(AttributeSyntax attribute) => tree.MayBeHook(attribute, aliases);

    private ISymbol? SymbolOf(SyntaxNode target, CancellationToken cancellation) => target switch
    {
        CompilationUnitSyntax => model.Compilation.Assembly,
        LambdaExpressionSyntax => model.GetSymbolInfo(target, cancellation).Symbol,
        _ => model.GetDeclaredSymbol(target, cancellation),
    };

    // Where it does not belong, as on a module or on what a method returns, it refuses the plan.
    private AttributeData? HookAttribute(ISymbol symbol)
    {
        IEnumerable<AttributeData> attributes = symbol switch
        {
            IMethodSymbol method => method.GetAttributes().Concat(method.GetReturnTypeAttributes()),
            IAssemblySymbol assembly => assembly.GetAttributes().Concat(assembly.Modules.SelectMany(module => module.GetAttributes())),
            _ => symbol.GetAttributes(),
        };
        return attributes.FirstOrDefault(data => data.ApplicationSyntaxReference?.SyntaxTree == tree.Tree
            && data.AttributeClass?.Is(MetadataNames.HookAttribute) == true);
    }
}
