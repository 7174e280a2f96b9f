using System.Diagnostics;
using System.Globalization;

namespace Hooks.Build.CSharp.Tests;

/// <summary>
/// Builds of these tests share a compiler's server, as in a user's shell, whatever stands around the tests; it ends with them. They do without what no test is
/// about and takes a good part of a short build: analyzers, the audit of packages, profiling of code that is soon done with.
/// </summary>
[TestClass]
public static class TestRun
{
    /// <summary>The variable, which is a property of builds, that says whether analyzers run.</summary>
    public const string Analyzers = "RunAnalyzers";

    private static readonly string Name = "hooks-csharp-tests-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    [AssemblyInitialize]
    public static void Begin(TestContext context)
    {
        Environment.SetEnvironmentVariable("UseSharedCompilation", "true");
        Environment.SetEnvironmentVariable("SharedCompilationId", Name);
        Environment.SetEnvironmentVariable(Analyzers, "false");
        Environment.SetEnvironmentVariable("NuGetAudit", "false");
        Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");

        // NuGet waits a second before it asks a source that does not answer again.
        Environment.SetEnvironmentVariable("NUGET_ENHANCED_NETWORK_RETRY_DELAY_MILLISECONDS", "10");
    }

    [AssemblyCleanup]
    public static void End()
    {
        if (!OperatingSystem.IsLinux())
            return;
        foreach (var process in Process.GetProcesses())
        {
            using var owned = process;
            if (ProcessFiles.CommandLine(process.Id).Contains("-pipename:" + Name, StringComparison.Ordinal))
                process.Kill();
        }
    }
}
