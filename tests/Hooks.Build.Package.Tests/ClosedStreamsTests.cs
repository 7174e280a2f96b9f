using System.Security.Cryptography;
using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>
/// The program is started with any of its standard streams closed. Git opens them, and so does git's script; who calls the program itself may not. Then a file
/// that it opens has the stream's number, and what is told would go into it.
/// </summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Windows has no numbers for streams.")]
public sealed class ClosedStreamsTests
{
    private const string Hooks = """[Hook] const string Json = StandardHooks.CheckJson; [Hook] const string Say = "sh -c 'echo said; echo cried >&2'"; """;

    private static readonly string[] Closed = ["", "0<&-", "1>&-", "2>&-", "0<&- 1>&-", "0<&- 2>&-", "1>&- 2>&-", "0<&- 1>&- 2>&-"];

    [TestMethod]
    public async Task Whichever_are_closed_the_exit_code_is_right_and_nothing_is_told_into_a_file()
    {
        var repository = await CommitRepository.CreateAsync(Hooks);
        var runner = Line(repository, "runner=") is var program && program.EndsWith(".dll", StringComparison.Ordinal)
            ? $"'{Line(repository, "dotnet=")}' exec '{program}'"
            : $"'{program}'";
        foreach (var (content, exitCode) in new[] { ("{}", 0), ("{bad", 1) })
        {
            await repository.StageAsync("a.json", content);
            var before = Files(repository);
            foreach (var closed in Closed)
            {
                var run = await SdkRun.RunAsync(
                    repository.Root, "sh", ["-c", $"exec {runner} git-hook pre-commit build/Hooks.csproj build/obj/hooks.state {closed}"]);
                run.ExitCode.ShouldBe(exitCode, $"closed: '{closed}', {content}: {run.Output}");
                Files(repository).ShouldBe(before, $"closed: '{closed}'");
                File.ReadAllText(repository.FullPath("build/obj/Debug/net10.0/hooks/Say.log")).ShouldNotContain("hooks:");
            }
        }
    }

    private static string Line(CommitRepository repository, string start) =>
        repository.Read(".git/hooks/pre-commit").Split('\n').First(line => line.StartsWith(start, StringComparison.Ordinal)).Split('\'')[1];

    // All that is not the run's own.
    private static SortedDictionary<string, string> Files(CommitRepository repository)
    {
        SortedDictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(repository.Root, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(repository.Root, path);
            if (!name.StartsWith("build/obj/Debug/net10.0/hooks", StringComparison.Ordinal) && !name.StartsWith("build/obj/hooks", StringComparison.Ordinal))
            {
                files[name] = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
            }
        }

        return files;
    }
}
