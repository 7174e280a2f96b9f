using Hooks.Build.Package.Tests.Kit;
using Microsoft.Build.Logging.StructuredLogger;

namespace Hooks.Build.Package.Tests;

[TestClass]
public sealed class CoresTests
{
    [TestMethod]
    public async System.Threading.Tasks.Task Cores_are_asked_for_once_and_given_back_and_the_log_tells_the_story_of_each_hook()
    {
        var repository = await TestRepository.CreateBuiltAsync("""
            [Hook] const string Format = "true";
            [Hook] const string Lint = "true";
            [Hook(DependsOn = [nameof(Lint)])] const string Pack = "true";
            """);
        _ = (await repository.TargetAsync("RunHooks", "-bl:run.binlog")).ShouldExitWith(0);

        List<string> messages = [];
        BinaryLog.ReadBuild(repository.FullPath("run.binlog")).VisitAllChildren<Message>(message => messages.Add(message.Text));
        var asked = messages.FindIndex(text => text.Contains("\"CallHooks\" requested "));
        var given = messages.FindLastIndex(text => text.Contains("\"CallHooks\" released "));
        messages.Count(text => text.Contains("\"CallHooks\" requested ")).ShouldBe(1, string.Join('\n', messages));
        // What the last hook cannot use goes back before it ends.
        messages.Count(text => text.Contains("\"CallHooks\" released ")).ShouldBeInRange(1, 2);
        messages[given].ShouldContain("holds 0 ");
        asked.ShouldBeLessThan(messages.FindIndex(text => text.StartsWith("Hook 'Format' starts (wave 0)", StringComparison.Ordinal)));
        given.ShouldBeGreaterThan(messages.FindIndex(text => text.StartsWith("Hook 'Pack' ends: Succeeded after ", StringComparison.Ordinal)));
    }
}
