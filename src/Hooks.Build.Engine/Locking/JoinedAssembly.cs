using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Locking;

/// <summary>Another assembly whose hooks a project uses: what it is, and what its hooks may do.</summary>
/// <param name="Name">The assembly's name.</param>
/// <param name="Package">The package that has it, with its version; empty where none is known.</param>
/// <param name="Content">The hash of its content: NuGet's of the package, else that of the file.</param>
/// <param name="Hooks">The hooks, by the name of their declaration: what each may do, and the hash of its definition.</param>
internal sealed record JoinedAssembly(string Name, string Package, string Content, IReadOnlyDictionary<string, (string May, string Definition)> Hooks)
{
    /// <summary>The package without its version, or the assembly where none is known.</summary>
    public string Source => Package.Split('/')[0] is { Length: > 0 } package ? package : Name;

    /// <summary>The assemblies whose hooks a plan has, by name, without projects that were built with it: their sources are the repository's own.</summary>
    /// <param name="hooks">The hooks of one plan.</param>
    /// <param name="assembly">Absolute path of the assembly with the plan.</param>
    /// <exception cref="HooksException">HOOK9032: nothing says what the code of one is.</exception>
    public static IReadOnlyList<JoinedAssembly> Of(IEnumerable<PlannedHook> hooks, string assembly)
    {
        // Who brings it says what it is; who declares it has the code.
        var joined = hooks.Where(hook => hook.Origin is not null)
            .SelectMany(
                hook => new[] { hook.Origin!.BroughtBy, hook.Origin.Assembly }.Distinct(StringComparer.Ordinal), (hook, name) => (Hook: hook, Name: name))
            .ToLookup(one => one.Name, one => one.Hook, StringComparer.Ordinal);
        if (joined.Count == 0)
        {
            return [];
        }

        var references = References.Of(assembly);
        return [.. joined.Where(own => !references.IsProject(own.Key))
            .OrderBy(own => own.Key, StringComparer.Ordinal)
            .Select(own => new JoinedAssembly(own.Key, references.PackageOf(own.Key), references.ContentOf(own.Key), Declarations(own)))];
    }

    // Which items of a declaration are found is no word of the package's.
    private static Dictionary<string, (string, string)> Declarations(IEnumerable<PlannedHook> hooks)
    {
        Dictionary<string, (string, string)> declared = new(StringComparer.Ordinal);
        foreach (var hook in hooks)
        {
            _ = declared.TryAdd(hook.ItemPath is null ? hook.OwnName : hook.Member, (hook.Origin!.May, hook.Origin.Definition));
        }

        return declared;
    }
}
