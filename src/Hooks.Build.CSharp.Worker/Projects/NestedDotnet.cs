using System.Diagnostics;
using System.Globalization;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.CSharp.Projects;

/// <summary>The <c>dotnet</c> command inside a hook: hooks do not run in it, nothing of it stays behind, and its findings are named from the root.</summary>
internal static class NestedDotnet
{
    /// <summary>Runs <c>dotnet</c> in the root.</summary>
    /// <param name="root">The root, which is taken away from the output.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="properties">Properties of MSBuild; as variables, so that they count in every evaluation and not only in builds.</param>
    /// <param name="output">Takes a line at a time.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Its exit code.</returns>
    public static Task<int> RunAsync(
        string root, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> properties, Action<string> output, CancellationToken cancellation)
    {
        ProcessStartInfo start = new(Program) { WorkingDirectory = root };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // A build asks git for versions and sources.
        foreach (var leak in SdkVariables.Leaks.Concat(GitVariables.OfOneRepository))
        {
            _ = start.Environment.Remove(leak);
        }

        foreach (var (name, value) in SdkVariables.Set.Concat(SdkVariables.Plain).Concat(properties))
        {
            start.Environment[name] = value;
        }

        var prefix = Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar;
        return ChildProcess.RunAsync(start, line => output(line.Replace(prefix, "", StringComparison.Ordinal)), cancellation);
    }

    /// <summary>What every build is told.</summary>
    public static IReadOnlyList<string> BuildOptions(int cores) =>
        ["-nologo", "-tl:off", "-nodeReuse:false", "-m:" + Math.Max(1, cores).ToString(CultureInfo.InvariantCulture)];

    /// <summary>Errors and warnings alone, each once: the summary that 'dotnet build' asks for, which repeats them, cannot be switched off otherwise.</summary>
    public static IReadOnlyList<string> FindingsOnly { get; } = [
        "-noConsoleLogger", "-logger:Microsoft.Build.Logging.ConsoleLogger,Microsoft.Build;Verbosity=quiet;NoSummary"];

    // The worker is run by the very dotnet that the hook's build uses.
    private static string Program =>
        Environment.ProcessPath is { } path && string.Equals(Path.GetFileNameWithoutExtension(path), "dotnet", StringComparison.OrdinalIgnoreCase)
            ? path
            : "dotnet";
}
