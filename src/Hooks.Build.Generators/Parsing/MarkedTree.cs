using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.Generators.Parsing;

/// <summary>A file and what its syntax alone tells of hooks. Only a file whose text may name the attribute is walked.</summary>
internal sealed class MarkedTree
{
    private readonly bool _mayNameHooks;
    private readonly Lazy<Names> _names;

    private MarkedTree(SyntaxTree tree, bool mayNameHooks)
    {
        Tree = tree;
        _mayNameHooks = mayNameHooks;
        _names = new Lazy<Names>(() => Names.Of(tree.GetRoot()));
        GlobalAliases = mayNameHooks ? _names.Value.GlobalAliases : [];
    }

    /// <summary>The file.</summary>
    public SyntaxTree Tree { get; }

    /// <summary>Names that the file gives to types everywhere. A file that gives one to the attribute names the attribute.</summary>
    public IReadOnlyList<string> GlobalAliases { get; }

    /// <summary>Reads a file.</summary>
    public static MarkedTree Read(SyntaxTree tree, CancellationToken cancellation) =>
        new(tree, HookText.MayNameHook(tree.GetText(cancellation)));

    /// <summary>Whether an attribute may be <c>[Hook]</c>, by its name.</summary>
    /// <param name="aliases">Names given by other files.</param>
    public bool MayHaveHooks(HashSet<string> aliases) =>
        (_mayNameHooks || aliases.Count > 0) && _names.Value.Attributes.Any(name => MayBeHook(name, aliases));

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
        return _names.Value.OfHook.Contains(attribute) || _names.Value.OfHook.Contains(name) || aliases.Contains(attribute) || aliases.Contains(name);
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

    private sealed class Names
    {
        public HashSet<string> OfHook { get; } = new(StringComparer.Ordinal) { "Hook", "HookAttribute" };

        public HashSet<string> Attributes { get; } = new(StringComparer.Ordinal);

        public List<string> GlobalAliases { get; } = [];

        public static Names Of(SyntaxNode root)
        {
            var names = new Names();
            foreach (var node in root.DescendantNodes())
            {
                if (node is UsingDirectiveSyntax { Alias.Name.Identifier.ValueText: var alias } directive)
                {
                    names.OfHook.Add(alias);
                    if (directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword))
                        names.GlobalAliases.Add(alias);
                }
                else if (node is AttributeSyntax attribute)
                {
                    names.Attributes.Add(NameOf(attribute));
                }
            }

            return names;
        }
    }
}
