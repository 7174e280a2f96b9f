using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>No setting takes a text that is none of its values, whoever reads it.</summary>
[TestClass]
public sealed class SettingTests
{
    private const string One = """[Hook] const string Say = "touch ran";""";

    private static readonly string[] Wrong =
    [
        "HooksEnabled=x", "HooksRunOnBuild=ture", "HookStage=Nonsense", "HooksFiles=Some", "HooksParallel=perhaps", "HooksMaxParallel=0", "HooksSchedule=Wave",
        "HooksMaxConcurrentProfiles=65", "HooksFailFast=1", "HooksDefaultTimeout=-1", "HooksFix=Sometimes", "HooksFailOnFix=maybe", "HooksCache=0",
        "HooksRemoteCache=cache",
        "HooksRemoteCacheWrite=soon", "HooksKeepWorkers=sometimes", "HookGraphFormat=svg", "HookProperties=a", "HooksInstall=ture",
        "HooksInstallStages=PreComit", "HooksAgents=clyde", "HooksInstallForce=force",
        "HooksWriteSolutionTargets=please", "HooksShipped=perhaps", "HooksAudit=some",
    ];

    [TestMethod]
    public async Task A_build_refuses_each_wrong_value_and_runs_nothing()
    {
        var repository = await TestRepository.CreateAsync(One);
        var run = (await repository.BuildAsync([.. Wrong.Select(setting => "-p:" + setting)])).ShouldExitWith(1);
        Names(run).ShouldBe(Wrong.Select(setting => setting.Split('=')[0]), ignoreOrder: true, run.Output);
        repository.Has("ran").ShouldBeFalse();
    }

    [TestMethod]
    public async Task The_hooks_command_agrees()
    {
        var repository = await TestRepository.CreateAsync(One);
        repository.WriteProject("<TargetFramework>net10.0</TargetFramework>" + string.Concat(Wrong.Select(setting => setting.Split('='))
            .Select(pair => $"<{pair[0]}>{pair[1]}</{pair[0]}>")));
        var run = (await SdkRun.DotnetAsync(repository.Root, [RunnerTests.RunnerOf(repository), "run"])).ShouldExitWith(2);
        Names(run).ShouldBe(Wrong.Select(setting => setting.Split('=')[0]), ignoreOrder: true, run.Output);
        repository.Has("ran").ShouldBeFalse();
    }

    [TestMethod]
    [DataRow("HooksRunOnBuild=ture")]
    [DataRow("HooksEnabled=x")]
    [DataRow("HooksInstall=ture")]
    [DataRow("HookProperties=a")]
    public async Task One_of_them_alone_is_refused_too(string setting)
    {
        var repository = await TestRepository.CreateAsync(One);
        var pair = setting.Split('=');
        var run = (await repository.DotnetAsync(["build", TestRepository.Project, "--no-restore"], (pair[0], pair[1]))).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem().ShouldContain($"error HOOK9002: {pair[0]} is '{pair[1]}'; allowed: ");
        repository.Has("ran").ShouldBeFalse();
    }

    [TestMethod]
    [DataRow("build")]
    [DataRow("msbuild -t:ListHooks")]
    public async Task A_framework_that_the_project_does_not_have_is_refused_with_those_that_it_has(string command)
    {
        var repository = await TestRepository.CreateAsync(One);
        repository.WriteProject("<TargetFrameworks>net8.0;\n\tnet10.0</TargetFrameworks><HooksTargetFramework>net9.0</HooksTargetFramework>");
        var run = (await repository.DotnetAsync([.. command.Split(' '), "-restore", TestRepository.Project])).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem().ShouldContain("error HOOK9002: HooksTargetFramework is 'net9.0'; allowed: net8.0, net10.0");
    }

    [TestMethod]
    public async Task Who_switches_hooks_off_is_asked_nothing()
    {
        var repository = await TestRepository.CreateAsync(One);
        (await repository.BuildAsync("-p:HooksEnabled=false", "-p:HooksRunOnBuild=ture")).ShouldExitWith(0).Output.ShouldNotContain("HOOK9002");
    }

    private static IEnumerable<string> Names(SdkRun run) =>
        run.Errors.Where(error => error.Contains("error HOOK9002: ", StringComparison.Ordinal))
            .Select(error => error.Split("error HOOK9002: ")[1].Split(' ')[0])
            .Distinct(StringComparer.Ordinal);
}
