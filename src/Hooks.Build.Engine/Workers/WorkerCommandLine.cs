using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Workers;

/// <summary>
/// The command line that starts a worker: with the dependencies and the runtime of the user's project, as <c>dotnet ef</c> does, so that a hook may
/// use any package and any shared framework that its project references.
/// </summary>
internal static class WorkerCommandLine
{
    /// <summary>The command line of a process for C# hooks.</summary>
    /// <param name="options">How it is started.</param>
    /// <param name="place">Where it finds the engine: the name of a pipe, or <c>--spare</c> and the path of a socket at which it waits.</param>
    public static IReadOnlyList<string> ForHooks(WorkerOptions options, params ReadOnlySpan<string> place)
    {
        List<string> arguments = ["exec"];
        if (File.Exists(options.RuntimeConfiguration))
        {
            arguments.AddRange(["--runtimeconfig", options.RuntimeConfiguration]);
        }

        var dependencies = Path.ChangeExtension(options.HooksAssembly, ".deps.json");
        if (File.Exists(dependencies))
        {
            arguments.AddRange(["--depsfile", dependencies]);
        }

        // Libraries are built without a copy of their packages: the host finds those where restore put them.
        foreach (var folder in options.PackageFolders.Where(Directory.Exists))
        {
            arguments.AddRange(["--additionalprobingpath", Path.TrimEndingDirectorySeparator(folder)]);
        }

        // The worker is built for the oldest supported runtime; the hooks may need the newest installed.
        arguments.AddRange(["--roll-forward", "LatestMajor", options.WorkerAssembly, .. place, options.HooksAssembly]);
        return arguments;
    }

    /// <summary>The command line of the process of Hooks.Build.CSharp.</summary>
    public static IReadOnlyList<string> ForTools(WorkerOptions options, params ReadOnlySpan<string> place) =>
        ["exec", "--roll-forward", "LatestMajor", options.ToolAssembly, "--serve", .. place];
}
