using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Staging;

namespace Hooks.Build.Engine.Tests.Checking;

/// <summary>The files by which checks judge at a commit: .editorconfig and the list of accepted secrets.</summary>
[TestClass]
public sealed class MeasureTests : IDisposable
{
    private const string Trims = "root = true\n[*]\ntrim_trailing_whitespace = true\n";
    private const string Secret = "k = \"ghp_" + "aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5\"\n";
    private static readonly PlannedHook Whitespace = Make.Check("Whitespace", "hooks:trailing-whitespace");
    private static readonly PlannedHook Secrets = Make.Check("Secrets", "hooks:secrets");

    private readonly CommitBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [TestMethod]
    public async Task An_unstaged_edit_of_an_editorconfig_does_not_count()
    {
        _bench.Request = _bench.Request with { Fix = FixMode.Never };
        _ = _bench.Committed(".editorconfig", Trims)
            .Staged("x.txt", "a  \n")
            .OnDisk(".editorconfig", Trims.Replace("whitespace = true", "whitespace = false", StringComparison.Ordinal));

        (await _bench.RunAsync(Whitespace)).Succeeded.ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_staged_editorconfig_counts_and_not_the_one_on_disk()
    {
        _bench.Request = _bench.Request with { Fix = FixMode.Never };
        _ = _bench.Staged("sub/.editorconfig", Trims.Replace("whitespace = true", "whitespace = false", StringComparison.Ordinal))
            .Staged("sub/x.txt", "a  \n")
            .OnDisk("sub/.editorconfig", Trims);

        (await _bench.RunAsync(Whitespace)).Succeeded.ShouldBeTrue();
    }

    [TestMethod]
    public async Task An_editorconfig_that_is_gone_from_disk_counts()
    {
        _bench.Request = _bench.Request with { Fix = FixMode.Never };
        _ = _bench.Committed(".editorconfig", Trims.Replace("whitespace = true", "whitespace = false", StringComparison.Ordinal)).Staged("x.txt", "a  \n");
        File.Delete(_bench.Repository.In(".editorconfig"));

        (await _bench.RunAsync(Whitespace)).Succeeded.ShouldBeTrue();
    }

    [TestMethod]
    public async Task An_untracked_list_accepts_no_secret_and_is_named()
    {
        _ = _bench.Staged("s.py", Secret).OnDisk(".secrets-allowed", "**/s.py\n");

        var report = await _bench.RunAsync(Secrets);

        report.Succeeded.ShouldBeFalse();
        report.Hooks.Single().Findings.Single().Message.ShouldContain("'git add .secrets-allowed'");
    }

    [TestMethod]
    public async Task A_tracked_list_accepts_secrets_and_its_unstaged_lines_do_not()
    {
        _ = _bench.Committed(".secrets-allowed", "# none\n").Staged("s.py", Secret).OnDisk(".secrets-allowed", "**/s.py\n");
        (await _bench.RunAsync(Secrets)).Succeeded.ShouldBeFalse();

        _ = _bench.Staged(".secrets-allowed", "**/s.py\n");
        (await _bench.RunAsync(Secrets)).Succeeded.ShouldBeTrue();
    }

    [TestMethod]
    [DataRow("mkfifo .editorconfig")]
    [DataRow("ln -s /dev/zero .editorconfig")]
    [DataRow("mkdir .editorconfig")]
    public async Task What_is_no_file_in_the_place_of_an_editorconfig_is_told(string script)
    {
        _ = _bench.Staged("x.txt", "a  \n");
        _ = _bench.Repository.Shell(script);

        var report = await _bench.RunAsync(Whitespace);

        report.Succeeded.ShouldBeFalse();
        (report.Hooks.Single().Reason + string.Concat(report.Hooks.Single().Findings.Select(finding => finding.Message))).ShouldContain("remove it");
    }

    [TestMethod]
    public async Task A_pipe_in_the_place_of_a_list_of_secrets_makes_nobody_wait()
    {
        _ = _bench.Staged("x.txt", "a\n");
        _ = _bench.Repository.Shell("mkfifo .secrets-allowed");

        (await _bench.RunAsync(Secrets)).Succeeded.ShouldBeTrue();
    }
}
