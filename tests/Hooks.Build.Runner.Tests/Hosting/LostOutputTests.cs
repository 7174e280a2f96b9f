using System.Diagnostics;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Tests.Mcp;

namespace Hooks.Build.Runner.Tests.Hosting;

/// <summary>What is printed, where it can go nowhere.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "/dev/full is Linux's.")]
public sealed class LostOutputTests
{
    [TestMethod]
    [DataRow("--help")]
    [DataRow("--version")]
    public void A_full_disk_is_told_and_is_no_success(string command)
    {
        var (exitCode, errors) = Run($"exec dotnet exec \"$0\" {command} > /dev/full");
        exitCode.ShouldBe(ExitCodes.WrongUse);
        errors.ShouldStartWith("hooks: what was printed to standard output is not whole, since it could not be written: No space left on device");
    }

    [TestMethod]
    public void Who_has_stopped_reading_is_no_fault() =>
        Run("{ dotnet exec \"$0\" --help; echo \"ended with $?\" >&2; } | :").Errors.ShouldBe("ended with 0\n");

    private static (int ExitCode, string Errors) Run(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", script, McpProgram.Assembly])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors);
    }
}
