using System.Text;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Installing;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Git;

/// <summary>Whatever a call of git leaves in the environment, a git that we start answers what we ask.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "An alias of git shows the variables by a program of Unix.")]
public sealed class GitVariablesTests : IDisposable
{
    // Found only where it is read as it is meant.
    private static readonly string[] Question = ["ls-files", "--", ":(icase,literal)BUILT/X*"];

    private readonly TempRepository _repository = new TempRepository().Commit("built/x*", "other");
    private readonly TempRepository _stranger = new TempRepository().Commit("strange");

    public void Dispose()
    {
        _repository.Dispose();
        _stranger.Dispose();
    }

    public static IEnumerable<object[]> Names => GitVariables.OfOneRepository.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task No_variable_changes_an_answer(string name)
    {
        foreach (var value in (string[])["1", "0", _stranger.In(".git"), "strange/"])
        {
            var environment = With([(name, value)]);
            await AnswersAsync(new GitCommand(SystemLauncher.Create(), environment), $"{name}={value}");
            if (GitRepository.Find(_repository.Path, environment) is { IsNamed: false, HasTemporaryIndex: false } found && IsDropped(name, found))
            {
                await AnswersAsync(new GitProgram(found, SystemLauncher.Create(), environment), $"{name}={value}");
            }
        }
    }

    [TestMethod]
    [DataRow("--literal-pathspecs")]
    [DataRow("--glob-pathspecs")]
    [DataRow("--noglob-pathspecs")]
    [DataRow("--icase-pathspecs")]
    [DataRow("--no-replace-objects")]
    [DataRow("--namespace=strange")]
    [DataRow("--no-optional-locks")]
    public async Task No_option_of_the_git_around_us_changes_an_answer(string option)
    {
        var handedOn = _repository.Git(option, "-c", "alias.show=!env", "show");
        var environment = With(handedOn.Split('\n')
            .Where(line => line.StartsWith(GitVariables.Prefix, StringComparison.Ordinal))
            .Select(line => (line[..line.IndexOf('=')], line[(line.IndexOf('=') + 1)..])));
        environment.Keys.Count(name => name.StartsWith(GitVariables.Prefix, StringComparison.Ordinal)).ShouldBeGreaterThan(1);
        await AnswersAsync(new GitCommand(SystemLauncher.Create(), environment), option);
        await AnswersAsync(new GitProgram(GitRepository.Find(_repository.Path, environment)!, SystemLauncher.Create(), environment), option);
    }

    [TestMethod]
    public void All_that_git_itself_calls_local_to_a_repository_is_in_the_list() =>
        _repository.Git("rev-parse", "--local-env-vars").Split('\n').ShouldBeSubsetOf(GitVariables.All);

    [TestMethod]
    public void A_hook_that_is_passed_everything_is_passed_none_of_what_is_about_one_repository()
    {
        var all = GitVariables.All.ToDictionary(name => name, _ => "x", StringComparer.Ordinal);
        HookEnvironment.For(all, ["*"]).Keys.Intersect(GitVariables.OfOneRepository).ShouldBeEmpty();
    }

    // What says where the objects of this very repository are is handed on to git at a commit.
    private static bool IsDropped(string name, GitRepository repository) =>
        (repository.IsStranger ? GitVariables.All : GitVariables.OfOneCall).Contains(name, StringComparer.Ordinal);

    private static Dictionary<string, string> With(IEnumerable<(string Name, string Value)> variables)
    {
        Dictionary<string, string> environment = new(HookEnvironment.For(HookEnvironment.OfThisProcess(), []), StringComparer.Ordinal)
        {
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
        };
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return environment;
    }

    private async Task AnswersAsync(GitCommand git, string what) =>
        (await git.TryAskAsync(_repository.Path, Question, CancellationToken.None)).ShouldBe("built/x*", what);

    private static async Task AnswersAsync(GitProgram git, string what) =>
        Encoding.UTF8.GetString(await git.RequireAsync(Question, CancellationToken.None)).ShouldBe("built/x*\n", what);
}
