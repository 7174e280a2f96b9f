using System.Globalization;
using Hooks.Build.Bench.Compiling;

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
    public static string Build(string folder, int count, bool areMethods) => BuiltAssembly.OfHooks(
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{(areMethods ? "Methods" : "Commands")}{count}.dll")),
        HookSources.Empty(count, areMethods), count);
}
