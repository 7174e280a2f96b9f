using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>The items <c>HookResult</c>, as targets of users see them.</summary>
[TestClass]
public sealed class HookResultTests
{
    private const string Members = """
        [Hook] const string One = "true";
        [Hook(DependsOn = [nameof(One)])] const string Other = "true";
        """;

    [TestMethod]
    [DataRow("Build", "", DisplayName = "in a build of the project")]
    [DataRow("Build", "-p:TreatWarningsAsErrors=true", DisplayName = "in a build that takes warnings for errors")]
    [DataRow("RunHooks", "", DisplayName = "after RunHooks")]
    [DataRow("RunBuildHooks", "", DisplayName = "after the target of a stage")]
    public async Task A_target_after_the_run_sees_what_came_of_each_hook(string target, string option)
    {
        var repository = await TestRepository.CreateBuiltAsync(Members);
        repository.Write("Directory.Build.targets", $"""
            <Project>
              <Target Name="Tell" AfterTargets="_HooksAfterBuild;RunHooks;RunBuildHooks">
                <Message Importance="High" Text="saw %(HookResult.Identity) %(HookResult.outcome)" Condition="'@(HookResult)' != ''" />
              </Target>
            </Project>
            """);
        repository.Write("a.txt", "words\n");
        string[] options = option.Length == 0 ? [] : [option];
        var run = (await (target == "Build" ? repository.BuildAsync(options) : repository.TargetAsync(target, options))).ShouldExitWith(0);
        run.Output.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("saw ", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ShouldBe(["saw One Succeeded", "saw Other Succeeded"]);
    }
}
