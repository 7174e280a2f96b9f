using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Hooks.Build.Worker;

/// <summary>The assembly with the hooks, or why there is none.</summary>
/// <param name="Loaded">The assembly.</param>
/// <param name="Problem">What is wrong with it.</param>
internal sealed record HookAssembly(Assembly? Loaded, string Problem)
{
    /// <summary>Loads an assembly. No code of it runs.</summary>
    public static HookAssembly Load(string path)
    {
        try
        {
            return new HookAssembly(AssemblyLoadContext.Default.LoadFromAssemblyPath(path), "");
        }
        catch (Exception e)
        {
            return Broken(path, e);
        }
    }

    /// <summary>Has its module initialised, before any hook runs: a module that cannot be is no hook's fault.</summary>
    public HookAssembly Initialize()
    {
        if (Loaded is null)
        {
            return this;
        }

        try
        {
            RuntimeHelpers.RunModuleConstructor(Loaded.ManifestModule.ModuleHandle);
            return this;
        }
        catch (Exception e)
        {
            return Broken(Loaded.Location, e);
        }
    }

    // Initialisers wrap what went wrong.
    private static HookAssembly Broken(string path, Exception e) => new(Loaded: null, $"{path} cannot be loaded: {e.GetBaseException().Message}");
}
