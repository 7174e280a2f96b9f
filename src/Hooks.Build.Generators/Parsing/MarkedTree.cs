using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.Generators.Parsing;

/// <summary>A file and what its syntax alone tells of hooks.</summary>
internal sealed class MarkedTree
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal) { "Hook", "HookAttribute" };
    private readonly HashSet<string> _attributes = new(StringComparer.Ordinal);

    private MarkedTree(SyntaxTree tree) => Tree = tree;

    /// <summary>The file.</summary>
    public SyntaxTree Tree { get; }

    /// <summary>Names that the file gives to types everywhere.</summary>
    public IReadOnlyList<string> GlobalAliases { get; private set; } = [];

    /// <summary>Reads a file.</summary>
    public static MarkedTree Read(SyntaxTree tree, CancellationToken cancellation)
    {
        var marked = new MarkedTree(tree);
        var globals = new List<string>();
        foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
        {
            if (node is UsingDirectiveSyntax { Alias.Name.Identifier.ValueText: var alias } directive)
            {
                marked._names.Add(alias);
                if (directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword))
                    globals.Add(alias);
            }
            else if (node is AttributeSyntax attribute)
            {
                marked._attributes.Add(NameOf(attribute));
            }
        }

        marked.GlobalAliases = globals;
        return marked;
    }

    /// <summary>Whether an attribute may be <c>[Hook]</c>, by its name.</summary>
    /// <param name="aliases">Names given by other files.</param>
    public bool MayHaveHooks(HashSet<string> aliases) => _attributes.Any(name => MayBeHook(name, aliases));

    /// <summary>What bears such an attribute.</summary>
    public IEnumerable<SyntaxNode> Targets(HashSet<string> aliases, CancellationToken cancellation) =>
        MayHaveHooks(aliases)
            ? Tree.GetRoot(cancellation).DescendantNodes().OfType<AttributeListSyntax>()
                .Where(list => list.Attributes.Any(attribute => MayBeHook(NameOf(attribute), aliases)))
                .SelectMany(BearersOf)
                .Distinct()
            : [];

    private bool MayBeHook(string attribute, HashSet<string> aliases)
    {
        var name = attribute + "Attribute";
        return _names.Contains(attribute) || _names.Contains(name) || aliases.Contains(attribute) || aliases.Contains(name);
    }

    // All variables of a declaration bear its attributes.
    private static IEnumerable<SyntaxNode> BearersOf(AttributeListSyntax list) =>
        list.Parent is BaseFieldDeclarationSyntax { Declaration: { } declaration } ? declaration.Variables : [list.Parent!];

    private static string NameOf(AttributeSyntax attribute) => attribute.Name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
