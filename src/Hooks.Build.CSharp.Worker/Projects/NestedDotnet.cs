using System.Diagnostics;
using System.Globalization;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.CSharp.Projects;

/// <summary>The <c>dotnet</c> command inside a hook: hooks do not run in it, nothing of it stays behind, and its findings are named from the root.</summary>
internal static class NestedDotnet
{
    // What the SDK, MSBuild and Microsoft.Build.Locator set for their own children would lead another SDK astray (dotnet/sdk#18114, dotnet/msbuild#3161).
    private static readonly string[] Leaks =
    [
        "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly", "MSBUILDFAILONDRIVEENUMERATINGWILDCARD", "MSBUILD_EXE_PATH", "MSBuildToolsPath",
        "MSBUILDENSURESTDOUTFORTASKPROCESSES", "DOTNET_HOST_PATH", "DOTNET_STARTUP_HOOKS", "DOTNET_CLI_CONTEXT_ANSI_PASS_THRU", "DOTNET_CLI_TELEMETRY_SESSIONID",
        "TESTINGPLATFORM_DOTNETTEST_EXECUTIONID", "TESTINGPLATFORM_UI_LANGUAGE",
        // A build asks git for versions and sources.
        .. GitVariables.OfOneRepository,
    ];

    /// <summary>Runs <c>dotnet</c> in the root.</summary>
    /// <param name="root">The root, which is taken away from the output.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="properties">Properties of MSBuild; as variables, so that they count in every evaluation and not only in builds.</param>
    /// <param name="output">Takes a line at a time.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Its exit code.</returns>
    public static Task<int> RunAsync(string root, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> properties, Action<string> output, CancellationToken cancellation)
    {
        ProcessStartInfo start = new(Program) { WorkingDirectory = root };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var leak in Leaks)
        {
            _ = start.Environment.Remove(leak);
        }

        start.Environment["HooksRunning"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["NO_COLOR"] = "1";

        foreach (var (name, value) in properties)
        {
            start.Environment[name] = value;
        }

        var prefix = Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar;
        return ChildProcess.RunAsync(start, line => output(line.Replace(prefix, "", StringComparison.Ordinal)), cancellation);
    }

    /// <summary>What every build is told.</summary>
    public static IReadOnlyList<string> BuildOptions(int cores) => ["-nologo", "-tl:off", "-nodeReuse:false", "-m:" + Math.Max(1, cores).ToString(CultureInfo.InvariantCulture)];

    /// <summary>Errors and warnings alone, each once: the summary that 'dotnet build' asks for, which repeats them, cannot be switched off otherwise.</summary>
    public static IReadOnlyList<string> FindingsOnly { get; } = ["-noConsoleLogger", "-logger:Microsoft.Build.Logging.ConsoleLogger,Microsoft.Build;Verbosity=quiet;NoSummary"];

    // The worker is run by the very dotnet that the hook's build uses.
    private static string Program =>
        Environment.ProcessPath is { } path && string.Equals(Path.GetFileNameWithoutExtension(path), "dotnet", StringComparison.OrdinalIgnoreCase) ? path : "dotnet";
}
