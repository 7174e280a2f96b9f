using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.Generators.Parsing;

/// <summary>A file and what its syntax alone tells of hooks. Only a file whose text may name the attribute is walked.</summary>
internal sealed class MarkedTree
{
    // Generator and analyzer look at the same trees, and an edit leaves all but one as they are.
    private static readonly ConditionalWeakTable<SyntaxTree, MarkedTree> Known = new();

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
    public static MarkedTree Read(SyntaxTree tree, CancellationToken cancellation)
    {
        if (Known.TryGetValue(tree, out var known))
            return known;

        var text = tree.GetText(cancellation);
        return Known.GetValue(tree, unread => new MarkedTree(unread, HookText.MayNameHook(text)));
    }

    /// <summary>Whether an attribute in the file may be <c>[Hook]</c> or <c>[OnRun]</c>, by its name.</summary>
    /// <param name="aliases">Names given by other files.</param>
    public bool MayHaveHooks(HashSet<string> aliases) =>
        (_mayNameHooks || aliases.Count > 0) && _names.Value.Attributes.Any(name => MayBeHook(name, aliases) || MayBeListener(name, aliases));

    /// <summary>Whether no hook of another file can mean anything in this one: it has attributes of the assembly, and nothing else.</summary>
    public bool DeclaresNothing => Tree.GetRoot() is CompilationUnitSyntax { Members.Count: 0, Usings.Count: 0, Externs.Count: 0 };

    /// <summary>Whether an attribute may be <c>[Hook]</c>, by its name.</summary>
    /// <param name="attribute">An attribute of the file.</param>
    /// <param name="aliases">Names given by other files.</param>
    public bool MayBeHook(AttributeSyntax attribute, HashSet<string> aliases) => MayBeHook(NameOf(attribute), aliases);

    /// <summary>Whether an attribute may be <c>[OnRun]</c>, by its name.</summary>
    /// <param name="attribute">An attribute of the file.</param>
    /// <param name="aliases">Names given by other files.</param>
    public bool MayBeListener(AttributeSyntax attribute, HashSet<string> aliases) => MayBeListener(NameOf(attribute), aliases);

    /// <summary>Whether an attribute of the assembly in the file may ask for hooks of others, or change them, by its name.</summary>
    /// <param name="aliases">Names given by other files.</param>
    public bool MayUseHooks(HashSet<string> aliases) =>
        (_mayNameHooks || aliases.Count > 0) && _names.Value.OfAssembly.Exists(name => Names.OfUse.Contains(name) || MayBeHook(name, aliases));

    /// <summary>What bears such an attribute.</summary>
    public IReadOnlyCollection<SyntaxNode> Targets(HashSet<string> aliases)
    {
        if (!MayHaveHooks(aliases))
            return [];

        var targets = new List<SyntaxNode>();
        var known = new HashSet<SyntaxNode>();
        foreach (var list in _names.Value.Lists)
        {
            if (list.Attributes.Any(attribute => MayBeHook(attribute, aliases) || MayBeListener(attribute, aliases)))
                targets.AddRange(BearersOf(list).Where(known.Add));
        }

        return targets;
    }

    private bool MayBeHook(string attribute, HashSet<string> aliases) => MayBe(_names.Value.OfHook, attribute, aliases);

    private bool MayBeListener(string attribute, HashSet<string> aliases) => MayBe(_names.Value.OfListener, attribute, aliases);

    private static bool MayBe(HashSet<string> names, string attribute, HashSet<string> aliases)
    {
        if (names.Contains(attribute) || aliases.Contains(attribute))
            return true;

        var name = attribute + "Attribute";
        return names.Contains(name) || aliases.Contains(name);
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

        public HashSet<string> OfListener { get; } = new(StringComparer.Ordinal) { "OnRun", "OnRunAttribute" };

        public static HashSet<string> OfUse { get; } = new(StringComparer.Ordinal) { "UseHooks", "UseHooksAttribute", "OverrideHook", "OverrideHookAttribute" };

        public List<string> OfAssembly { get; } = [];

        public HashSet<string> Attributes { get; } = new(StringComparer.Ordinal);

        public List<AttributeListSyntax> Lists { get; } = [];

        public List<string> GlobalAliases { get; } = [];

        // No attribute stands in another.
        public static Names Of(SyntaxNode root)
        {
            var names = new Names();
            foreach (var node in root.DescendantNodes(node => node is not AttributeListSyntax))
            {
                if (node is UsingDirectiveSyntax { Alias.Name.Identifier.ValueText: var alias } directive)
                {
                    names.OfHook.Add(alias);
                    names.OfListener.Add(alias);
                    if (directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword))
                        names.GlobalAliases.Add(alias);
                }
                else if (node is AttributeListSyntax list)
                {
                    names.Lists.Add(list);
                    foreach (var attribute in list.Attributes)
                        names.Attributes.Add(NameOf(attribute));
                    if (list.Target is { Identifier.ValueText: "assembly" })
                        names.OfAssembly.AddRange(list.Attributes.Select(NameOf));
                }
            }

            return names;
        }
    }
}
