using System.Text;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Git;

[TestClass]
public sealed class GitProgramTests
{
    [TestMethod]
    public async Task Git_works_on_the_index_that_is_about_to_be_committed()
    {
        using var temp = new TempRepository().Commit("a").Write("b").Stage("b");
        File.Copy(temp.In(".git/index"), temp.In(".git/next-index-1.lock"));
        _ = temp.Git("rm", "--quiet", "--cached", "b");
        (await ListAsync(temp.Program(".git/next-index-1.lock"))).ShouldBe("a\nb\n");
        (await ListAsync(temp.Program())).ShouldBe("a\n");
        Encoding.UTF8.GetString(await temp.Program().RequireAsync(["ls-files"], CancellationToken.None, indexFile: temp.In(".git/next-index-1.lock")))
            .ShouldBe("a\nb\n");
    }

    [TestMethod]
    public async Task Git_reads_a_file_as_its_input()
    {
        using var temp = new TempRepository().Write("a");
        Encoding.UTF8.GetString(await temp.Program().RequireAsync(["hash-object", "--stdin"], CancellationToken.None, inputFile: temp.In("a")))
            .ShouldBe(temp.Git("hash-object", "a") + "\n");
    }

    [TestMethod]
    public async Task An_input_that_does_not_exist_is_named()
    {
        using TempRepository temp = new();
        (await Should.ThrowAsync<HooksException>(temp.Program().RequireAsync(
            ["hash-object", "--stdin"], CancellationToken.None, inputFile: "/no/input"))).Message.ShouldContain("/no/input");
    }

    [TestMethod]
    public async Task A_command_that_fails_is_told_with_its_words()
    {
        using TempRepository temp = new();
        var message = (await Should.ThrowAsync<HooksException>(temp.Program().RequireAsync(["cat-file", "-p", "nonsense"], CancellationToken.None))).Message;
        message.ShouldContain("git cat-file -p nonsense failed with exit code 128: fatal: Not a valid object name nonsense");
        message.ShouldNotContain("or later");
    }

    // What git says then is 'not a git repository', or how the command is used outside of one.
    [TestMethod]
    [DataRow("/nowhere")]
    [DataRow("")]
    public async Task Where_the_environment_names_a_folder_of_objects_that_is_none_the_variable_is_told(string folder)
    {
        using var temp = new TempRepository().Commit("a");
        Dictionary<string, string> environment = new(HookEnvironment.OfThisProcess(), StringComparer.Ordinal) { ["GIT_OBJECT_DIRECTORY"] = folder };
        GitProgram git = new(GitRepository.Find(temp.Path, environment)!, SystemLauncher.Create(), environment);
        foreach (var command in (string[][])[["ls-files"], ["diff", "--cached", "--name-only"]])
        {
            (await Should.ThrowAsync<HooksException>(git.RequireAsync(command, CancellationToken.None))).Message
                .ShouldEndWith(
                    $": the environment variable GIT_OBJECT_DIRECTORY is '{folder}', which is no folder, so git takes this for no repository: unset it");
        }
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The fake is a shell script.")]
    public async Task A_git_that_is_too_old_is_told_when_a_command_fails()
    {
        using TempRepository temp = new();
        using TempFolder folder = new();
        _ = folder.Script("git", "#!/bin/sh\ncase $* in *--version) echo 'git version 2.7.4 (old)'; exit 0;; esac\necho 'unknown option' >&2\nexit 129\n");
        GitProgram git = new(
            temp.Program().Repository, SystemLauncher.Create(), new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = folder.Path });
        (await Should.ThrowAsync<HooksException>(git.RequireAsync(
            ["diff"], CancellationToken.None))).Message.ShouldEndWith("exit code 129: unknown option (this is git 2.7.4, and hooks need git 2.20 or later)");
    }

    [TestMethod]
    public async Task A_repository_that_git_names_is_the_one_git_works_in()
    {
        using var temp = new TempRepository().Commit("a");
        _ = temp.Git("worktree", "add", "--quiet", "tree");
        _ = temp.Write("tree/b")
            .Shell("cd tree && git add b && cp ../.git/worktrees/tree/index ../all && git rm -q --cached b && mv ../all ../.git/worktrees/tree/index.lock");

        // What a hook of a linked worktree is given.
        Dictionary<string, string> environment = new(HookEnvironment.OfThisProcess(), StringComparer.Ordinal)
        {
            ["GIT_DIR"] = temp.In(".git/worktrees/tree"),
            ["GIT_INDEX_FILE"] = temp.In(".git/worktrees/tree/index.lock"),
            ["GIT_PREFIX"] = "sub/",
        };
        GitProgram git = new(GitRepository.Find(temp.In("tree"), environment)!, SystemLauncher.Create(), environment);
        (await ListAsync(git)).ShouldBe("a\nb\n");
        Encoding.UTF8.GetString(await git.RequireAsync(["rev-parse", "--show-toplevel"], CancellationToken.None)).TrimEnd().ShouldBe(temp.In("tree"));
    }

    [TestMethod]
    public async Task The_variables_of_another_repository_are_not_handed_on()
    {
        using var temp = new TempRepository().Commit("mine");
        using var other = new TempRepository().Commit("other");
        Dictionary<string, string> environment = new(HookEnvironment.OfThisProcess(), StringComparer.Ordinal)
        {
            ["GIT_DIR"] = other.In(".git"),
            ["GIT_OBJECT_DIRECTORY"] = other.In(".git/objects"),
        };
        GitProgram git = new(GitRepository.Find(temp.Path, environment)!, SystemLauncher.Create(), environment);
        (await ListAsync(git)).ShouldBe("mine\n");
        Encoding.UTF8.GetString(await git.RequireAsync(["cat-file", "-p", "HEAD:mine"], CancellationToken.None)).ShouldBe("mine");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Other systems have no such names.")]
    public async Task An_argument_reaches_the_program_byte_by_byte()
    {
        List<byte> output = [];
        var process = SystemLauncher.Create().Start(new ProcessStart(
            "/bin/echo", ["b\uDCFFd"], "/", new Dictionary<string, string>(StringComparer.Ordinal), data => output.AddRange(data)));
        _ = await process.Completion;
        output.ShouldBe([(byte)'b', 0xFF, (byte)'d', (byte)'\n']);
    }

    private static async Task<string> ListAsync(GitProgram git) => Encoding.UTF8.GetString(await git.RequireAsync(["ls-files"], CancellationToken.None));
}
