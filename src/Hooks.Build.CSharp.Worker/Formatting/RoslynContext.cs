using System.Reflection;
using System.Runtime.Loader;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>
/// The formatter with Roslyn, in a context of their own: this program carries no Roslyn beside itself, and what else runs in it may load another one, such as
/// the SDK's with MSBuild.
/// </summary>
internal sealed class RoslynContext : AssemblyLoadContext
{
    private readonly string _folder;

    private RoslynContext(string folder)
        : base("roslyn") => _folder = folder;

    /// <summary>The formatter, loaded.</summary>
    /// <exception cref="FileNotFoundException">There is no Roslyn.</exception>
    public static FormatFiles Load()
    {
        var folder = RoslynFolder.Find();
        const string Formatter = "Hooks.Build.CSharp.Formatting.dll";
        // The one that was precompiled with Roslyn, or the one beside this program.
        var own = Path.Join(folder, Formatter);
        var formatter = new RoslynContext(folder).LoadFromAssemblyPath(File.Exists(own) ? own : Path.Join(AppContext.BaseDirectory, Formatter));
        return formatter.GetType("Hooks.Build.CSharp.Formatting.Formatter", throwOnError: true)!.GetMethod("RunAsync")!.CreateDelegate<FormatFiles>();
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // Translated texts are not looked for: messages are English.
        if (assemblyName.CultureName is { Length: > 0 })
            return null;

        var path = Path.Join(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
