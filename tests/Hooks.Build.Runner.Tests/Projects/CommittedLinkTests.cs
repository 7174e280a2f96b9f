using System.Diagnostics;
using System.Runtime.Versioning;
using Hooks.Build.Runner.Building;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Tests.Mcp;

namespace Hooks.Build.Runner.Tests.Projects;

/// <summary>
/// Where a run writes its logs no commit says: what came with one is no way to them where nobody has looked at it. A link of the user's own is.
/// </summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Links need a right there.")]
public sealed class CommittedLinkTests : IDisposable
{
    private readonly McpRepository _repository = McpRepository.Create();
    private readonly string _elsewhere = Directory.CreateTempSubdirectory("hooks-elsewhere-").FullName;

    public void Dispose()
    {
        _repository.Dispose();
        Directory.Delete(_elsewhere, recursive: true);
    }

    [TestMethod]
    [DataRow("build/obj/hooks")]
    [DataRow("build/obj/hooks/agents")]
    [DataRow("build/obj/hooks/last")]
    [DataRow("build/obj/hooks/last/PostCheckout")]
    public void A_link_that_git_lists_is_no_way_to_what_a_run_writes(string link)
    {
        Link(link, _elsewhere);
        Problem().ShouldBeEmpty();
        _repository.Git("add", "--force", link);
        Problem().ShouldBe(link + " came with the commits, and was not built here");
        _repository.Git("rm", "-q", "--cached", link);
        Problem().ShouldBeEmpty();
    }

    [TestMethod]
    public void A_link_that_git_lists_is_found_behind_one_of_the_user_s_own()
    {
        Link("build/obj/hooks", "../../out/logs");
        Link("out", "in");
        _ = Directory.CreateDirectory(_repository.PathOf("in"));
        Problem().ShouldBeEmpty();
        _repository.Git("add", "--force", "out");
        Problem().ShouldBe("out came with the commits, and was not built here");
    }

    [TestMethod]
    public void Files_in_the_log_folder_that_git_lists_are_no_way_elsewhere()
    {
        _repository.Write("build/obj/hooks/.gitkeep", "");
        _repository.Git("add", "--force", "build/obj/hooks/.gitkeep");
        Problem().ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow("post-checkout build/Hooks.csproj build/obj/hooks.state 0 1 1")]
    [DataRow("post-merge build/Hooks.csproj build/obj/hooks.state 0")]
    public void A_checkout_or_a_merge_writes_nothing_where_its_link_leads(string call)
    {
        _repository.Declare("[Hook(Stages = HookStages.PostCheckout | HookStages.PostMerge)] const string After = \"echo x\";");
        File.WriteAllText(Path.Combine(_elsewhere, "After.log"), "precious");
        Link("build/obj/hooks", _elsewhere);
        _repository.Git("add", "--force", "build/obj/hooks");
        ProcessStartInfo start = new("dotnet", ["exec", McpProgram.Assembly, "git-hook", .. call.Split(' ')])
        {
            WorkingDirectory = _repository.Root,
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        _ = start.Environment.Remove("HOOKS");
        using var process = Process.Start(start)!;
        process.StandardError.ReadToEnd()
            .ShouldContain("build/obj/hooks came with the commits, and was not built here; a build of build/Hooks.csproj or a commit builds them");
        process.WaitForExit();
        process.ExitCode.ShouldBe(ExitCodes.Passed);
        Directory.GetFiles(_elsewhere).ShouldHaveSingleItem();
        File.ReadAllText(Path.Combine(_elsewhere, "After.log")).ShouldBe("precious");
    }

    private string Problem() => BuiltPlan.Read(_repository.Root, _repository.PathOf("build/obj/hooks.state"), CancellationToken.None).Problem;

    private void Link(string link, string target)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(_repository.PathOf(link))!);
        _ = File.CreateSymbolicLink(_repository.PathOf(link), target);
    }
}
