using System.Diagnostics;
using Hooks.Build.Runner.Tests.Doors;
using Hooks.Build.Runner.Tests.Mcp;

namespace Hooks.Build.Runner.Tests.Agents;

/// <summary>What holds an agent back does so where its words reach nobody, too.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Its shell is one of POSIX.")]
public sealed class LostAnswerTests
{
    [TestMethod]
    [DataRow(">/dev/null", 0)]
    [DataRow(">&-", 2)]
    [DataRow(">/dev/full", 2)]
    [DataRow(">&3", 2)]
    public void An_answer_that_cannot_be_written_is_said_by_the_exit_code_and_on_standard_error(string output, int expected)
    {
        using TemporaryFolder folder = new();
        _ = Directory.CreateDirectory(Path.Combine(folder.Path, "build"));
        File.WriteAllText(Path.Combine(folder.Path, "build", "Hooks.csproj"), "<Project />");

        // 3 is a pipe whose reader has ended.
        var script = $$"""
            git init -q
            exec 3> >(:)
            wait $!
            dotnet exec "$0" agent claude PreToolUse --fail-closed build/Hooks.csproj build/obj/hooks.state {{output}} < <(printf '{"hook_event_name":"PreToolUse","session_id":"s","prompt_id":"p","permission_mode":"default","transcript_path":"/x","cwd":"%s","tool_name":"Bash","tool_input":{"command":"ls"} }' "$PWD")
            """;
        ProcessStartInfo start = new("bash", ["-c", script, McpProgram.Assembly])
        {
            WorkingDirectory = folder.Path,
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();

        process.ExitCode.ShouldBe(expected, errors);
        if (expected == 2)
        {
            errors.ShouldContain("is not built here");
        }
    }
}
