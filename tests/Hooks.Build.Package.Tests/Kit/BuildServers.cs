using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Hooks.Build.Package.Tests.Kit;

/// <summary>
/// MSBuild's and the compiler's servers of this run of tests alone: most of what <c>dotnet build</c> of a small project costs is its start. Each build has
/// a server to itself, so as many are started as builds run beside each other. Tests of the process itself, and builds that hooks start, go without.
/// </summary>
internal static class BuildServers
{
    private static readonly string Name = "hooks-tests-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
    private static readonly string[] Served = ["build", "clean", "msbuild", "pack", "publish", "restore"];
    private static readonly ConcurrentBag<string> Free = [];
    private static int _count;

    /// <summary>What lets the compiler's server be used. What stands around the tests may say otherwise, a user's shell does not.</summary>
    public static IReadOnlyList<(string Name, string Value)> CompilerVariables { get; } = [("UseSharedCompilation", "true"), ("SharedCompilationId", Name)];

    /// <summary>Runs a command of dotnet, by a server where it is one that builds.</summary>
    public static async Task<SdkRun> RunAsync(string folder, IReadOnlyList<string> arguments, (string Name, string Value)[] variables)
    {
        // A server has no terminal of its own.
        if (!Served.Contains(arguments[0], StringComparer.Ordinal) || arguments.Contains("-tl:on", StringComparer.Ordinal))
        {
            return await SdkRun.RunAsync(folder, "dotnet", arguments, variables);
        }

        var server = Free.TryTake(out var free) ? free : Name + "-" + Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
        try
        {
            // A server is a node that is used again, which the environment of tests forbids to all others.
            return await SdkRun.RunAsync(folder, "dotnet", [.. arguments, "-nodeReuse:true"], [("DOTNET_CLI_USE_MSBUILD_SERVER", "1"), ("MSBUILDNODEHANDSHAKESALT", server), .. variables]);
        }
        finally
        {
            Free.Add(server);
        }
    }

    /// <summary>Ends them.</summary>
    public static void End()
    {
        foreach (var id in Processes.WithVariable("MSBUILDNODEHANDSHAKESALT=" + Name, "/nodemode:").Concat(Processes.WithVariable("", "-pipename:" + Name)))
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                // It has ended by itself.
            }
        }
    }
}
