using System.Text.RegularExpressions;
using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>The <c>dotnet</c> that stays, in which most of these tests build, does and tells what <c>dotnet</c> does and tells.</summary>
[TestClass]
public sealed partial class SdkHostTests
{
    private const string Members =
        """[Hook(Severity = HookSeverity.Warning)] const string Lint = "sh -c 'echo \"src/X.cs(3,5): error ABC123: bad\"; exit 1'";""";

    [GeneratedRegex(@"\d[\d.:]* (s|sec|ms)\b|\d\d:\d\d:\d\d\.\d\d|(?<=^Build started ).*", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 10000)]
    private static partial Regex Durations();

    [TestMethod]
    [DataRow("build build/Hooks.csproj")]
    [DataRow("build build/Hooks.csproj --no-restore --no-incremental -c Release -v:m")]
    [DataRow("build build/Hooks.csproj --no-restore -warnaserror")]
    [DataRow("build build/Hooks.csproj --nonsense")]
    [DataRow("build build/None.csproj")]
    [DataRow("msbuild build/Hooks.csproj -nologo -v:m -t:RunHooks -p:NoBuild=true")]
    [DataRow("msbuild build/Hooks.csproj -t:ListHooks")]
    [DataRow("msbuild build/Hooks.csproj -getProperty:HooksBuildRunnerPath")]
    [DataRow("restore build/Hooks.csproj --force")]
    [DataRow("clean build/Hooks.csproj")]
    [DataRow("pack build/Hooks.csproj")]
    [DataRow("publish build/Hooks.csproj -o out")]
    public async Task It_does_what_dotnet_does(string command)
    {
        var arguments = command.Split(' ');
        var (here, there) = (await TestRepository.CreateBuiltAsync(Members), await TestRepository.CreateBuiltAsync(Members));
        var stays = await here.DotnetAsync(arguments);
        var dotnet = await SdkRun.RunAsync(there.Root, "dotnet", arguments);
        Told(stays, here).ShouldBe(Told(dotnet, there));
        stays.ExitCode.ShouldBe(dotnet.ExitCode);
        Files(here).ShouldBe(Files(there));
    }

    [TestMethod]
    public async Task What_is_run_in_it_has_the_same_environment_and_folder()
    {
        var repository = await TestRepository.CreateAsync();
        repository.Write("Tell.proj", """<Project><Target Name="Tell"><Exec Command="env | sort; pwd" /></Target></Project>""");
        string[] tell = ["msbuild", "Tell.proj", "-nologo", "-v:m"];
        _ = await repository.DotnetAsync(tell, ("OF_ANOTHER_RUN", "1"));
        var stays = (await repository.DotnetAsync(tell)).ShouldExitWith(0);
        stays.Output.ShouldContain("PATH=");
        stays.Output.ShouldNotContain("OF_ANOTHER_RUN");
        stays.Lines.ShouldBe((await SdkRun.RunAsync(repository.Root, "dotnet", tell)).ShouldExitWith(0).Lines);
    }

    private static string Told(SdkRun run, TestRepository repository) => Durations().Replace(run.Output.Replace(repository.Root, "ROOT"), "DURATION");

    // The name of PublishOutputs.*.txt is a hash of the project's path.
    private static List<string> Files(TestRepository repository) =>
        [.. Directory.EnumerateFiles(repository.Root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(repository.Root, path))
            .Where(path => !path.Contains("PublishOutputs."))
            .Order(StringComparer.Ordinal)];
}
