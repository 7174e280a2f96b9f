using System.Globalization;
using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>Two fixers of one file: no update is lost. HOOKS_TEST_TRIALS says how often that is tried.</summary>
[TestClass]
public sealed class RaceTests
{
    private const string Hooks = """
        [Hook(Files = ["**/*.txt"], Writes = ["**/*.txt"])] const string One = "sh -c 'for f; do grep -q one \"$f\" && continue; t=$(cat \"$f\"); sleep 0.03; printf \"%s\\none\\n\" \"$t\" > \"$f\"; done' sh {files}";
        [Hook(Files = ["**/*.txt"], Writes = ["**/*.txt"])] const string Two = "sh -c 'for f; do grep -q two \"$f\" && continue; t=$(cat \"$f\"); sleep 0.03; printf \"%s\\ntwo\\n\" \"$t\" > \"$f\"; done' sh {files}";
        """;

    private static int Trials =>
        int.TryParse(Environment.GetEnvironmentVariable("HOOKS_TEST_TRIALS"), NumberStyles.None, CultureInfo.InvariantCulture, out var trials) ? trials : 10;

    [TestMethod]
    public async Task Both_fixers_of_a_file_are_in_the_commit()
    {
        var repository = await CommitRepository.CreateAsync(Hooks);
        for (var trial = 0; trial < Trials; trial++)
        {
            await repository.StageAsync("a.txt", $"trial {trial}\n");
            _ = (await repository.CommitAsync()).ShouldExitWith(0);
            (await repository.CommittedTextAsync("a.txt"))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Order(StringComparer.Ordinal)
                .ShouldBe(["one", $"trial {trial}", "two"]);
            (await repository.GitAsync("status", "--porcelain")).ShouldBeEmpty();
        }
    }
}
