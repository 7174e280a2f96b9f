using Hooks.Build.Generators.Emission;
using Hooks.Build.Generators.Model;
using Hooks.Build.Generators.Parsing;
using Hooks.Build.Generators.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.Generators.Joining;

/// <summary>Finds the hooks of other assemblies that a project asks for by <c>[assembly: UseHooks]</c>.</summary>
internal sealed class UsedHooksReader
{
    private const string PlanKey = "Hooks.Build.Plan";

    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, AssemblyPlan> _plans = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<int, SourceSpan>> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);
    private readonly List<UseProblem> _problems = [];

    private UsedHooksReader(Compilation compilation, CancellationToken cancellation) => (_compilation, _cancellation) = (compilation, cancellation);

    /// <summary>Reads the attributes of the assembly, and the plans of those that they name.</summary>
    public static UsedHooks Read(Compilation compilation, CancellationToken cancellation)
    {
        var reader = new UsedHooksReader(compilation, cancellation);
        var attributes = compilation.Assembly.GetAttributes()
            .Select(data => (Data: data, Syntax: data.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax))
            .Where(found => found.Syntax is not null)
            .OrderBy(found => found.Syntax!.SyntaxTree.FilePath.Replace('\\', '/'), StringComparer.Ordinal).ThenBy(found => found.Syntax!.SpanStart)
            .ToList();
        foreach (var (data, syntax) in attributes.Where(found => found.Data.AttributeClass?.Is(MetadataNames.UseHooksAttribute) == true))
        {
            if (data.ConstructorArguments.Length != 1 || data.ConstructorArguments[0] is not { Kind: not TypedConstantKind.Error } argument)
                continue;
            if (argument.Value is not INamedTypeSymbol type)
                reader._problems.Add(new UseProblem(
                    IsOverride: false,
                    (argument.Value as ITypeSymbol)?.ToDisplayString() ?? "null",
                    "it declares no hook; name the type of another assembly that does",
                    SourceSpan.Of(syntax!)));
            else if (type.TypeKind != TypeKind.Error)
                reader.Use(type, SourceSpan.Of(syntax!));
        }

        // What is not there because of them is told by them alone.
        var hooks = reader.Hooks();
        var isWhole = reader._problems.Count == 0;
        foreach (var (data, syntax) in attributes.Where(found => found.Data.AttributeClass?.Is(MetadataNames.OverrideHookAttribute) == true))
            HookOverride.Apply(data, syntax!, hooks, isWhole, reader._problems);

        return new UsedHooks(hooks.ToEquatableArray(), reader._problems.ToEquatableArray(), isWhole);
    }

    private void Use(INamedTypeSymbol type, SourceSpan where)
    {
        var name = type.MetadataFullName();
        if (SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _compilation.Assembly))
        {
            Refuse("it is of this project, whose hooks are in the graph already; leave the attribute out");
            return;
        }

        var plan = PlanOf(type.ContainingAssembly);
        if (plan.Problem is { } problem)
        {
            Refuse(problem);
        }
        else if (!_types.Add(plan.Assembly + "\0" + name))
        {
            Refuse("it is used already; leave one of the two attributes out");
        }
        else if (!plan.Hooks.Any(hook => hook.Assembly is null && hook.Type == name))
        {
            var others = plan.Hooks.Where(hook => hook.Assembly is null).Select(hook => hook.Type).Distinct(StringComparer.Ordinal).Take(5).ToList();
            Refuse(
                $"it declares no hook{(others.Count == 0 ? $", as nothing in {plan.Assembly} does" : $"; in {plan.Assembly} these do: {string.Join(", ", others)}")}");
        }
        else
        {
            Take(plan, name, where);
        }

        void Refuse(string why) => _problems.Add(new UseProblem(IsOverride: false, type.Name, why, where));
    }

    // With all that they depend on, or the graph would not be whole.
    private void Take(AssemblyPlan plan, string type, SourceSpan where)
    {
        if (!_taken.TryGetValue(plan.Assembly, out var taken))
            _taken.Add(plan.Assembly, taken = []);

        var open = new Queue<int>(Enumerable.Range(0, plan.Hooks.Count).Where(i => plan.Hooks[i].Assembly is null && plan.Hooks[i].Type == type));
        while (open.Count > 0)
        {
            var next = open.Dequeue();
            if (taken.ContainsKey(next))
                continue;

            taken.Add(next, where);
            foreach (var name in plan.Hooks[next].List("DependsOn"))
            {
                for (var i = 0; i < plan.Hooks.Count; i++)
                {
                    if (plan.Hooks[i].IsMeant(name))
                        open.Enqueue(i);
                }
            }
        }
    }

    // What two bring along of a third is one hook; the third's own word counts most.
    private List<HookSpec> Hooks()
    {
        var hooks = new List<HookSpec>();
        var known = new HashSet<(string, string, string)>();
        foreach (var isOwn in new[] { true, false })
        {
            foreach (var plan in _taken.Keys.Select(assembly => _plans[assembly]))
            {
                try
                {
                    AddHooks(plan, isOwn);
                }
                catch (FormatException e)
                {
                    _problems.Add(new UseProblem(
                        IsOverride: false,
                        plan.Assembly,
                        $"the plan in {plan.Assembly} cannot be read ({PlannedNames.Shown(e.Message)}); build it again with the version of Hooks.Build that this project has",
                        _taken[plan.Assembly].Values.First()));
                }
            }
        }

        // Two may bring an item each of one matrix: items stand beside each other.
        return WithProfilesOfMatrices([.. hooks.GroupBy(hook => (hook.Joined!.Assembly, hook.MetadataType, hook.Declared))
            .SelectMany(declaration => declaration)]);

        void AddHooks(AssemblyPlan plan, bool isOwn)
        {
            var taken = _taken[plan.Assembly];
            foreach (var pair in taken.Where(pair => plan.Hooks[pair.Key].Assembly is null == isOwn))
            {
                _cancellation.ThrowIfCancellationRequested();
                var spec = JoinedSpec.Of(
                    plan, plan.Hooks[pair.Key], pair.Value, _compilation.AssemblyName, name => taken.Keys.Any(other => plan.Hooks[other].IsMeant(name)));
                if (known.Add((spec.Joined!.Assembly, spec.MetadataType, spec.Name)))
                    hooks.Add(spec);
            }
        }
    }

    private static List<HookSpec> WithProfilesOfMatrices(List<HookSpec> hooks)
    {
        var profiles = hooks.Where(hook => hook.Item is not null).GroupBy(DeclarationOf).ToDictionary(
            items => items.Key,
            items => items.SelectMany(item => item.Options.Profiles)
                .GroupBy(profile => profile.Value, StringComparer.OrdinalIgnoreCase)
                .Select(profile => profile.First())
                .ToEquatableArray());
        for (var i = 0; i < hooks.Count; i++)
        {
            if (hooks[i] is { Item: not null } item)
                hooks[i] = item with { Options = item.Options with { ProfilesOfMatrix = profiles[DeclarationOf(item)] } };
        }

        return hooks;
    }

    private static (string?, string, string) DeclarationOf(HookSpec item) => (item.Joined?.Assembly, item.MetadataType, item.Declared);

    private AssemblyPlan PlanOf(IAssemblySymbol assembly)
    {
        if (!_plans.TryGetValue(assembly.Name, out var plan))
            _plans.Add(assembly.Name, plan = AssemblyPlan.Read(assembly.Name, TextOf(assembly)));

        return plan;
    }

    // An editor has the other project as it is typed, without what generators write for builds.
    private string? TextOf(IAssemblySymbol assembly) =>
        assembly.GetAttributes().FirstOrDefault(IsPlan) is { } attribute ? (attribute.ConstructorArguments[1] is
        {
            Kind: TypedConstantKind.Primitive,
            Value: string text,
        } ? text : "")
        : _compilation.GetMetadataReference(assembly) is CompilationReference { Compilation: var source }
            && !source.GetTypesByMetadataName(MetadataNames.HookAttribute).IsEmpty ? TextOf(source)
        : null;

    private string TextOf(Compilation source)
    {
        var trees = MarkedTrees.Of(source, _cancellation);
        var hooks = trees.Hooks(_cancellation).Select(found => found.Hook).ToList();
        hooks.Sort(HookOrder.Instance);
        return PlanText.Write(
            PackageVersion.Text, PlanBuilder.Build(hooks.ToEquatableArray(), UsedHooksMemory.Of(trees, _cancellation), listeners: default, repositoryRoot: ""));
    }

    private static bool IsPlan(AttributeData attribute) =>
        attribute.AttributeClass?.Is(MetadataNames.AssemblyMetadataAttribute) == true
        && attribute.ConstructorArguments.Length == 2
        && attribute.ConstructorArguments[0] is { Kind: TypedConstantKind.Primitive, Value: PlanKey };
}
