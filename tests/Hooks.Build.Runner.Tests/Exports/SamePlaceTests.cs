using Hooks.Build.Runner.Tests.Mcp;
using Hooks.Build.Runner.Tests.Serving;

namespace Hooks.Build.Runner.Tests.Exports;

/// <summary>The real program, asked to write two things to one place.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "The hook of these tests is a script of a shell.")]
public sealed class SamePlaceTests
{
    [TestMethod]
    [DataRow("--output json=out --output sarif=./out", "--output json=out and --output sarif=./out")]
    [DataRow("--output json=out --output json=out", "--output json=out and --output json=out")]
    [DataRow("--output json=there --output sarif=link", "--output json=there and --output sarif=link")]
    [DataRow("--output json=folder/out --output sarif=way/out", "--output json=folder/out and --output sarif=way/out")]
    [DataRow("--events out --output json=out", "--output json=out and --events out")]
    [DataRow("--events there --events link", "--events there and --events link")]
    public void What_one_would_write_over_the_other_is_refused_before_anything_runs(string options, string named)
    {
        using var repository = Create();
        var (code, output) = UiProgram.Run(repository.Root, ["run", "Manual", .. options.Split(' ')]);
        code.ShouldBe(2, output);
        output.ShouldContain($"HOOK9002: {named} are one file");
        File.Exists(repository.PathOf("ran")).ShouldBeFalse();
        File.ReadAllText(repository.PathOf("there")).ShouldBe("before");
    }

    [TestMethod]
    public void What_keeps_nothing_takes_all()
    {
        using var repository = Create();
        string[] options = ["--output", "json=/dev/null", "--output", "sarif=/dev/null", "--events", "/dev/null"];
        UiProgram.Run(repository.Root, ["run", "Manual", .. options]).ExitCode.ShouldBe(0);
    }

    private static McpRepository Create()
    {
        var repository = McpRepository.Create();
        repository.Declare("""[Hook(Stages = HookStages.Manual)] const string A = "touch ran";""");
        repository.Write("there", "before");
        _ = File.CreateSymbolicLink(repository.PathOf("link"), "there");
        _ = Directory.CreateDirectory(repository.PathOf("folder"));
        _ = Directory.CreateSymbolicLink(repository.PathOf("way"), "folder");
        return repository;
    }
}
