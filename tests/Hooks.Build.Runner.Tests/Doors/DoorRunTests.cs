using System.Diagnostics;
using System.Text.Json;
using Hooks.Build.Runner.Doors;
using Hooks.Build.Runner.Tests.Mcp;

namespace Hooks.Build.Runner.Tests.Doors;

[TestClass]
public sealed class DoorRunTests
{
    [TestMethod]
    [DataRow("Build", "stamp", false, true)]
    [DataRow("Build", "stamp", true, false)]
    [DataRow("Build", "", false, false)]
    [DataRow("PreCommit", "", false, false)]
    [DataRow("PreCommit", "stamp", false, false)]
    [DataRow("PrePush", "", false, false)]
    [DataRow("Manual", "", false, false)]
    public void Hooks_of_packages_join_by_themselves_only_in_a_build_that_somebody_looks_at(string stage, string stamp, bool server, bool may)
    {
        DoorRequest request = new();
        request.Add("stage", stage);
        request.Add("stamp", stamp);
        request.Add("server", server ? "true" : "");
        DoorRun.MayAccept(request).ShouldBe(may);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The hooks of this test are scripts of a shell.")]
    [DataRow(false)]
    [DataRow(true)]
    public void A_door_is_told_what_hooks_do_while_they_run_only_where_it_asks_for_it(bool follows)
    {
        using var repository = McpRepository.Create();
        repository.Declare("""
            [Hook(Stages = HookStages.Manual, Cores = 2)] const string A = "sh -c 'echo \"a.txt(1,2): warning W1: careful\"'";
            [Hook(Stages = HookStages.Manual, DependsOn = [nameof(A)], Cores = 1)] const string B = "true";
            """);
        var kinds = Kinds(repository, "stage\tManual\n" + (follows ? "follows\ttrue\n" : ""));
        string[] all = ["cores", "begin", "ready", "start", "output", "finding", "hook", "ready", "release", "start", "hook", "run", "end"];
        kinds.ShouldBe(follows ? all : [.. all.Where(kind => kind is not ("ready" or "output" or "finding"))], ignoreOrder: true);
    }

    private static List<string> Kinds(McpRepository repository, string more)
    {
        ProcessStartInfo start = new("dotnet", ["exec", McpProgram.Assembly, "door", "run"])
        {
            WorkingDirectory = repository.Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _ = start.Environment.Remove("HOOKS");
        using var process = Process.Start(start)!;
        process.StandardInput.Write(
            $"project\t{repository.PathOf("build/Hooks.csproj")}\nroot\t{repository.Root}\nassembly\t{repository.PathOf("build/bin/RepoHooks.dll")}\nlogs\t{repository.PathOf("build/obj/hooks")}\nsetting.HooksCache\tfalse\n{more}\ncores\t2\n");
        process.StandardInput.Flush();
        List<string> kinds = [];
        while (process.StandardOutput.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            kinds.Add(document.RootElement.GetProperty("kind").GetString()!);
        }

        process.WaitForExit();
        process.ExitCode.ShouldBe(0, string.Join(' ', kinds));
        return kinds;
    }
}
