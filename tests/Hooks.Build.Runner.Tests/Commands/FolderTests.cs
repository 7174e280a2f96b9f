using System.Diagnostics;
using Hooks.Build.Runner.Tests.Doors;
using Hooks.Build.Runner.Tests.Mcp;

namespace Hooks.Build.Runner.Tests.Commands;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "It keeps the folder of a process.")]
public sealed class FolderTests
{
    [TestMethod]
    [DataRow("doctor")]
    [DataRow("list")]
    [DataRow("install")]
    public void A_folder_that_is_gone_is_told_with_what_to_do(string command)
    {
        using TemporaryFolder folder = new();
        ProcessStartInfo start = new(
            "/bin/sh", ["-c", "mkdir gone && cd gone && rmdir ../gone && exec dotnet exec \"$0\" \"$1\"", McpProgram.Assembly, command])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var program = Process.Start(start)!;
        var errors = program.StandardError.ReadToEnd();
        program.WaitForExit();
        (program.ExitCode, errors.TrimEnd()).ShouldBe(
            (2, "hooks: the folder in which it was started is not there any more: go to one that is (cd), and try again"));
    }
}
