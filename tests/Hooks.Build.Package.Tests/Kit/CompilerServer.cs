using System.Diagnostics;
using System.Globalization;

namespace Hooks.Build.Package.Tests.Kit;

/// <summary>
/// The compiler's server of this run of tests alone: most of what compiling a small project costs is the compiler's start. MSBuild's own server would save as
/// much again, and says on a loaded Linux now and then that a build failed which did not (dotnet/msbuild#14172).
/// </summary>
internal static class CompilerServer
{
    private static readonly string Name = "hooks-tests-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    /// <summary>What lets the compiler's server be used. What stands around the tests may say otherwise, a user's shell does not.</summary>
    public static IReadOnlyList<(string Name, string Value)> Variables { get; } = [("UseSharedCompilation", "true"), ("SharedCompilationId", Name)];

    /// <summary>Ends it.</summary>
    public static void End()
    {
        foreach (var id in Processes.WithVariable("", "-pipename:" + Name))
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
