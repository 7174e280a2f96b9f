using System.Runtime.Versioning;
using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>A checkout or a merge of somebody else's branch runs nothing of theirs.</summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The hooks of these tests are shell commands.")]
public sealed class CheckoutTests
{
    private const string Ours = """[Hook(Stages = HookStages.PostCheckout | HookStages.PostMerge)] const string Tell = "sh -c 'echo ours >> .git/ran'";""";
    private const string Theirs = """[Hook(Stages = HookStages.PostCheckout | HookStages.PostMerge)] const string Tell = "sh -c 'echo theirs >> .git/ran'";""";

    // Runs whenever the project is built.
    private const string TheirTarget =
        """<Target Name="Theirs" BeforeTargets="CoreCompile"><WriteLinesToFile File="../.git/ran" Lines="built" /></Target></Project>""";

    [TestMethod]
    public async Task A_branch_that_leaves_the_hooks_as_they_are_runs_ours()
    {
        var repository = await CommitRepository.CreateAsync(Ours);
        _ = await repository.GitAsync("switch", "-c", "other");
        repository.Read(".git/ran").ShouldBe("ours\n");
    }

    [TestMethod]
    public async Task A_branch_with_other_hooks_is_neither_built_nor_run()
    {
        var repository = await WithTheirBranchAsync();
        var output = await repository.GitAsync("switch", "theirs");
        output.ShouldContain("hooks: no hooks run at post-checkout: ");
        output.ShouldContain("; a build of build/Hooks.csproj or a commit builds them");
        repository.Has(".git/ran").ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_merge_and_a_rebase_of_such_a_branch_run_nothing_either()
    {
        var repository = await WithTheirBranchAsync();
        (await repository.GitAsync("merge", "theirs")).ShouldContain("hooks: no hooks run at post-merge: ");
        repository.Has(".git/ran").ShouldBeFalse();

        // On its way a rebase checks out the commit below, whose hooks are ours, built here.
        _ = await repository.GitAsync("rebase", "--force-rebase", "HEAD~1");
        repository.Read(".git/ran").ShouldBe("ours\n");
    }

    // Magit calls git by the first, always.
    [TestMethod]
    [DataRow("--literal-pathspecs")]
    [DataRow("--noglob-pathspecs")]
    [DataRow("--no-pager")]
    public async Task A_branch_that_brings_its_own_build_is_not_believed(string option)
    {
        var repository = await CommitRepository.CreateAsync(Ours);
        await GitQuietlyAsync(repository, "switch", "-c", "theirs");
        repository.Write(TestRepository.Source, TestRepository.SourceText(Theirs));
        await BuildAsync(repository);
        await GitQuietlyAsync(repository, "add", "--force", "--all", ".");
        await GitQuietlyAsync(repository, "commit", "--quiet", "--no-verify", "-m", "with bin and obj");
        await GitQuietlyAsync(repository, "switch", "-");
        await BuildAsync(repository);

        var output = await repository.GitAsync(option, "switch", "theirs");
        output.ShouldContain("hooks: no hooks run at post-checkout: build/obj/hooks.state came with the commits, and was not built here");
        repository.Has(".git/ran").ShouldBeFalse();
    }

    [TestMethod]
    public async Task What_such_a_branch_left_behind_is_not_believed_either()
    {
        var repository = await CommitRepository.CreateAsync(Ours);
        const string State = "build/obj/hooks.state";
        var lines = repository.Read(State).Split('\n');
        repository.Write(State, string.Join('\n', [.. lines[..^2], new('0', 64), ""]));
        (await repository.GitAsync("switch", "-c", "mine")).ShouldContain("hooks: no hooks run at post-checkout: ");
        repository.Has(".git/ran").ShouldBeFalse();

        await BuildAsync(repository);
        _ = await repository.GitAsync("switch", "-c", "built");
        repository.Read(".git/ran").ShouldBe("ours\n");
    }

    [TestMethod]
    public async Task A_branch_that_puts_a_link_in_the_place_of_what_was_built_is_not_believed()
    {
        var repository = await CommitRepository.CreateAsync(Ours);
        await GitQuietlyAsync(repository, "switch", "-c", "theirs");
        Directory.Move(repository.FullPath("build/obj"), repository.FullPath("elsewhere"));
        _ = File.CreateSymbolicLink(repository.FullPath("build/obj"), "../elsewhere");
        await GitQuietlyAsync(repository, "add", "--force", "--all", ".");
        await GitQuietlyAsync(repository, "commit", "--quiet", "--no-verify", "-m", "with a link");
        (await repository.GitAsync("switch", "-c", "again")).ShouldContain("came with the commits");
        repository.Has(".git/ran").ShouldBeFalse();
    }

    private static async Task<CommitRepository> WithTheirBranchAsync()
    {
        var repository = await CommitRepository.CreateAsync(Ours);
        await GitQuietlyAsync(repository, "switch", "-c", "theirs");
        repository.Write(TestRepository.Source, TestRepository.SourceText(Theirs));
        repository.Write(TestRepository.Project, repository.Read(TestRepository.Project).Replace("</Project>", TheirTarget));
        await GitQuietlyAsync(repository, "commit", "--quiet", "--all", "--no-verify", "-m", "theirs");
        await GitQuietlyAsync(repository, "switch", "-");
        await BuildAsync(repository);
        return repository;
    }

    private static async Task BuildAsync(CommitRepository repository) =>
        _ = (await SdkRun.DotnetAsync(repository.Root, ["build", TestRepository.Project, "-p:HooksRunOnBuild=false"])).ShouldExitWith(0);

    private static async Task GitQuietlyAsync(CommitRepository repository, params string[] arguments) =>
        _ = (await SdkRun.RunAsync(repository.Root, "git", arguments, ("HOOKS", "0"))).ShouldExitWith(0);
}
