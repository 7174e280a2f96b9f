using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Workers;

/// <summary>
/// The command line that starts a worker: with the dependencies and the runtime of the user's project, as <c>dotnet ef</c> does, so that a hook may
/// use any package and any shared framework that its project references.
/// </summary>
internal static class WorkerCommandLine
{
    public static IReadOnlyList<string> For(WorkerOptions options, string pipe)
    {
        List<string> arguments = ["exec"];
        var stem = Path.ChangeExtension(options.HooksAssembly, extension: null);
        if (File.Exists(stem + ".runtimeconfig.json"))
        {
            arguments.AddRange(["--runtimeconfig", stem + ".runtimeconfig.json"]);
        }

        if (File.Exists(stem + ".deps.json"))
        {
            arguments.AddRange(["--depsfile", stem + ".deps.json"]);
        }

        // Libraries are built without a copy of their packages: the host finds those where restore put them.
        foreach (var folder in options.PackageFolders.Where(Directory.Exists))
        {
            arguments.AddRange(["--additionalprobingpath", Path.TrimEndingDirectorySeparator(folder)]);
        }

        // The worker is built for the oldest supported runtime; the hooks may need the newest installed.
        arguments.AddRange(["--roll-forward", "LatestMajor", options.WorkerAssembly, pipe, options.HooksAssembly]);
        return arguments;
    }
}
