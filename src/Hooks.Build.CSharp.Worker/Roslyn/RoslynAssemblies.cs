using System.Reflection;
using System.Runtime.Loader;

namespace Hooks.Build.CSharp.Roslyn;

/// <summary>
/// Where the compiler's assemblies come from. This program is compiled against them and carries none beside itself: a package has them precompiled in a
/// folder of their own, and without that the SDK's are used, those its own dotnet format runs on.
/// </summary>
internal static class RoslynAssemblies
{
    private static string _folder = "";

    /// <summary>Lets the runtime find them. To be called before the first method that names one of their types is entered.</summary>
    public static void Resolve()
    {
        if (_folder.Length > 0)
            return;

        _folder = RoslynFolder.Find();
        AssemblyLoadContext.Default.Resolving += (context, name) => Load(context, name);
    }

    private static Assembly? Load(AssemblyLoadContext context, AssemblyName name)
    {
        // Translated texts: the messages are English.
        if (name.CultureName is { Length: > 0 })
            return null;

        var path = Path.Join(_folder, name.Name + ".dll");
        return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
    }
}
