using System.Globalization;
using Hooks.Build.Bench.Compiling;
using Hooks.Build.Engine.Plans;

namespace Hooks.Build.Bench.Running;

/// <summary>An assembly whose hooks do nothing, built in process.</summary>
internal static class EmptyHooks
{
    /// <summary>Builds it.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="count">How many hooks.</param>
    /// <param name="areMethods">C# hooks, or else the command <c>true</c>.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="BenchException">It does not build, or its plan has another number of hooks.</exception>
    public static string Build(string folder, int count, bool areMethods)
    {
        _ = CompilerPart.Load().Driver().RunGeneratorsAndUpdateCompilation(Compilations.Create(Compilations.Parse(HookSources.Empty(count, areMethods), "Hooks.cs")), out var compilation, out _);
        Compilations.RequireLegal(compilation);
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{(areMethods ? "Methods" : "Commands")}{count}.dll"));
        using (var file = File.Create(path))
        {
            if (!compilation.Emit(file).Success)
            {
                throw new BenchException($"{path} does not build.");
            }
        }

        return PlanReader.Read(path).Hooks.Count == count ? path : throw new BenchException($"The plan of {path} has not {count} hooks.");
    }
}
