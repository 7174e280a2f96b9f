using System.Diagnostics;
using System.Runtime.Versioning;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Machine;
using Hooks.Build.Runner.Tests.Agents;
using Hooks.Build.Runner.Tests.Mcp;

namespace Hooks.Build.Runner.Tests.Projects;

/// <summary>
/// A repository of another user, to whom files are given as only root can: where git refuses it nothing of it is built, loaded or run (CVE-2022-24765).
/// </summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The system calls of an owner are those of Unix.")]
public sealed class ForeignRepositoryTests : IDisposable
{
    private const string Another = "65534";
    private const string Project = "build/Hooks.csproj build/obj/hooks.state";
    private readonly McpRepository _repository = McpRepository.Create();
    private readonly string _home = Directory.CreateTempSubdirectory("hooks-home-").FullName;

    // What was built was built by whoever has this home.
    public ForeignRepositoryTests()
    {
        if (Environment.GetEnvironmentVariable("HOME") is { } own && File.Exists(Path.Combine(StateIn(own), "key")))
        {
            _ = Directory.CreateDirectory(StateIn(_home), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.Copy(Path.Combine(StateIn(own), "key"), Path.Combine(StateIn(_home), "key"));
        }

        static string StateIn(string home) => Path.GetDirectoryName(ProjectRegister.Of(name => name == "HOME" ? home : null)!.Folder)!;
    }

    public void Dispose()
    {
        _repository.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    [TestMethod]
    [DataRow("list")]
    [DataRow("graph")]
    [DataRow("explain")]
    [DataRow("report")]
    [DataRow("run")]
    [DataRow("run --dry-run")]
    [DataRow("run pre-commit")]
    [DataRow("run --project build")]
    [DataRow("install --agent claude")]
    [DataRow("ui")]
    [DataRow("doctor")]
    [DataRow("git-hook pre-commit " + Project)]
    [DataRow("git-hook 2 pre-commit " + Project + " " + Project)]
    [DataRow("git-hook pre-push " + Project + " origin /nowhere")]
    [DataRow("git-hook post-checkout " + Project + " 0 1 1")]
    public void Nothing_of_it_is_built_or_run_and_git_s_words_say_what_to_do(string command)
    {
        GiveAway("-R", ".");
        _repository.Write("build/RepoHooks.cs", "// other hooks\n");
        Run(command.Split(' '), out var words).ShouldBe(ExitCodes.WrongUse, words);
        words.ShouldContain("dubious ownership");
        words.ShouldContain("git config --global --add safe.directory " + _repository.Root);
        words.ShouldNotContain("building");
    }

    [TestMethod]
    [DataRow(".", DisplayName = "the top alone")]
    [DataRow(".git", DisplayName = "the git directory alone")]
    public void It_is_another_user_s_where_its_top_or_its_git_directory_is(string path)
    {
        GiveAway(path);
        Run(["list"], out var words).ShouldBe(ExitCodes.WrongUse, words);
        words.ShouldContain("dubious ownership");
    }

    [TestMethod]
    public void A_git_file_of_another_user_s_makes_it_one_too()
    {
        _repository.Git("worktree", "add", "-q", _repository.PathOf("tree"));
        GiveAway("tree/.git");
        Run(["list"], out var words, "tree/build").ShouldBe(ExitCodes.WrongUse, words);
        words.ShouldContain("dubious ownership");
    }

    [TestMethod]
    public void A_repository_around_a_folder_of_one_s_own_is_no_better()
    {
        GiveAway("-R", ".");
        _ = Directory.CreateDirectory(_repository.PathOf("mine"));
        Run(["list"], out var words, "mine").ShouldBe(ExitCodes.WrongUse, words);
        words.ShouldContain("dubious ownership");
    }

    [TestMethod]
    public void A_link_of_one_s_own_to_it_makes_it_no_better()
    {
        GiveAway("-R", ".");
        var link = Path.Combine(_home, "link");
        _ = Directory.CreateSymbolicLink(link, _repository.Root);
        Run(["list", "--project", link + "/build"], out var words, _home).ShouldBe(ExitCodes.WrongUse, words);
        words.ShouldContain("dubious ownership");
    }

    [TestMethod]
    public void What_says_that_it_is_bare_is_not_trusted_for_it()
    {
        _repository.Git("config", "core.bare", "true");
        GiveAway("-R", ".");
        Run(["list"], out var words).ShouldBe(ExitCodes.WrongUse, words);
        words.ShouldContain("dubious ownership");
    }

    [TestMethod]
    public void It_runs_where_git_trusts_it()
    {
        GiveAway("-R", ".");
        Trust();
        Run(["list"], out var words).ShouldBe(ExitCodes.Passed, words);
        using McpProgram program = new(_repository.Root, ("HOME", _home));
        program.Value("list").GetProperty("total").GetInt32().ShouldBe(7);
    }

    [TestMethod]
    public void It_runs_under_sudo_where_it_is_of_who_called_that()
    {
        GiveAway("-R", ".");
        Run(["list"], out var words, sudoUser: Another).ShouldBe(ExitCodes.Passed, words);
        Run(["list"], out words, sudoUser: "4242").ShouldBe(ExitCodes.WrongUse, words);
    }

    [TestMethod]
    public void Without_git_nobody_says_that_it_is_trusted()
    {
        GiveAway("-R", ".");
        Trust();
        Run(["list"], out var words, path: NoGit()).ShouldBe(ExitCodes.WrongUse, words);
        words.ShouldContain("git was not found");
    }

    [TestMethod]
    public void A_repository_of_this_user_needs_no_git_to_say_so() => Run(["list"], out _, path: NoGit()).ShouldBe(ExitCodes.Passed);

    [TestMethod]
    public void A_client_of_the_server_is_told_git_s_words()
    {
        GiveAway("-R", ".");
        using McpProgram program = new(_repository.Root, ("HOME", _home));
        program.Error("run").ShouldContain("dubious ownership");
        program.Error("log", """{"hook":"Lint"}""").ShouldContain("safe.directory");
    }

    [TestMethod]
    public void An_agent_is_held_back_and_nothing_is_written_there()
    {
        GiveAway("-R", ".");
        Run(["agent", "claude", "PreToolUse", "--fail-closed", .. Project.Split(' ')], out var words, input: Event).ShouldBe(ExitCodes.Passed, words);
        words.ShouldContain("dubious ownership");
        words.ShouldContain("\"deny\"");
        Directory.Exists(_repository.PathOf(".git/hooks-agents")).ShouldBeFalse();
    }

    [TestMethod]
    [DataRow("build/obj/hooks.state", "build/obj/hooks.state")]
    [DataRow("build/bin/RepoHooks.dll", "build/bin/RepoHooks.dll")]
    [DataRow("build/bin", "build/bin")]
    public void What_another_user_built_in_a_repository_of_one_s_own_is_not_believed_where_nothing_is_built(string path, string told)
    {
        GiveAway(path);
        var expected = told + " belongs to another user, and was not built by you (remove it)";
        using McpProgram program = new(_repository.Root, ("HOME", _home));
        program.Error("run").ShouldContain(expected + ". Build them first: dotnet build build/Hooks.csproj");
        _ = Run(["agent", "claude", "PreToolUse", "--fail-closed", .. Project.Split(' ')], out var words, input: Event);
        words.ShouldContain(expected + ", so the hooks of build/Hooks.csproj do not run; a build then makes them run");
        Run(["git-hook", "post-checkout", .. Project.Split(' '), "0", "1", "1"], out words).ShouldBe(ExitCodes.Passed);
        words.ShouldContain("no hooks run at post-checkout: " + expected + "; a build of build/Hooks.csproj or a commit builds them");
        _ = Run(["doctor"], out words);
        words.ShouldContain(expected + "; agents run none of its hooks until it is built");
    }

    private string Event => AgentEvents.ClaudeShell.Replace("/repo", _repository.Root, StringComparison.Ordinal);

    private void GiveAway(params string[] what)
    {
        if (Environment.UserName != "root")
        {
            Assert.Inconclusive("Skipped: only root can give files to another user.");
        }

        using var process = Process.Start(new ProcessStartInfo("chown", [Another, .. what]) { WorkingDirectory = _repository.Root })!;
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }

    private void Trust() => File.WriteAllText(Path.Combine(_home, ".gitconfig"), $"[safe]\n\tdirectory = {_repository.Root}\n");

    // dotnet alone.
    private string NoGit()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_home, "path")).FullName;
        var dotnet = Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(place => Path.Combine(place, "dotnet")).First(File.Exists);
        _ = File.CreateSymbolicLink(Path.Combine(folder, "dotnet"), dotnet);
        return folder;
    }

    private int Run(string[] arguments, out string words, string folder = "", string? path = null, string input = "", string? sudoUser = null)
    {
        ProcessStartInfo start = new("dotnet", ["exec", McpProgram.Assembly, .. arguments])
        {
            WorkingDirectory = _repository.PathOf(folder),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        _ = start.Environment.Remove("HOOKS");
        _ = start.Environment.Remove("SUDO_UID");
        if (sudoUser is not null)
        {
            start.Environment["SUDO_UID"] = sudoUser;
        }

        start.Environment["HOME"] = _home;
        start.Environment["PATH"] = path ?? start.Environment["PATH"];
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        words = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return process.ExitCode;
    }
}
