using System.Globalization;
using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>Commits whose C# hooks run in a worker that the commit before left. HOOKS_TEST_TRIALS says how many.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "Workers are kept on Linux only.")]
public sealed class KeptWorkerTests
{
    private static int Trials =>
        int.TryParse(Environment.GetEnvironmentVariable("HOOKS_TEST_TRIALS"), NumberStyles.None, CultureInfo.InvariantCulture, out var trials) ? trials : 12;

    // How many commits have one code.
    private static int Rebuilt => Math.Max(4, Trials / 25);

    private static string Says(int version) =>
        TestRepository.SourceText(
            $$"""static int count; [Hook(Cache = false)] static void Says(HookContext hook) => System.IO.File.WriteAllText("said", $"{{version}} {++count}");""");

    [TestMethod]
    public async Task Commits_and_rebuilds_one_after_another_have_the_newest_code_and_new_statics_and_one_worker_waits()
    {
        using KeptFolder kept = new(keepsWorkers: true);
        var repository = await CommitRepository.CreateAsync("[Hook(Cache = false)] static void Says(HookContext hook) { }");
        for (var i = 0; i < Trials; i++)
        {
            if (i % Rebuilt == 0)
            {
                repository.Write("build/RepoHooks.cs", Says(i));
            }

            await repository.StageAsync("a.txt", i.ToString(CultureInfo.InvariantCulture));
            (await SdkRun.RunAsync(repository.Root, "git", ["commit", "-q", "-m", "x"], [.. kept.Variables])).ShouldExitWith(0);
            repository.Read("said").ShouldBe($"{i / Rebuilt * Rebuilt} 1");
            kept.Waiting().Count.ShouldBeLessThanOrEqualTo(1);
        }

        kept.Taken.ShouldBeGreaterThan(0);
    }

    [TestMethod]
    public async Task CSharp_is_formatted_alike_whoever_waited()
    {
        using KeptFolder kept = new(keepsWorkers: true);
        await PackedPackage.PackCSharpAsync();
        var built = await TestRepository.CreateEmptyAsync();
        built.Write(
            TestRepository.Project,
            TestRepository.ProjectText(items: $"""<PackageReference Include="Hooks.Build.CSharp" Version="{PackedPackage.Version}" PrivateAssets="all" />"""));
        built.Write(TestRepository.Source, TestRepository.SourceText("[Hook] const string Format = CSharpHooks.Format;"));
        (await built.DotnetAsync("build", TestRepository.Project, "-p:HooksRunOnBuild=false")).ShouldExitWith(0);
        (await built.TargetAsync("InstallHooks")).ShouldExitWith(0);
        var repository = await CommitRepository.OfAsync(built);
        for (var i = 0; i < Trials; i++)
        {
            // What the worker knew before is of no use: settings, file and content change.
            var indent = 1 + (i % 5);
            await repository.StageAsync(".editorconfig", $"root = true\n[*.cs]\nindent_style = space\nindent_size = {indent}\n");
            await repository.StageAsync($"A{i % 2}.cs", $"class A{i}\n{{\nint x=1;\n}}\n");
            (await SdkRun.RunAsync(repository.Root, "git", ["commit", "-q", "-m", "x"], [.. kept.Variables])).ShouldExitWith(0);
            (await repository.CommittedTextAsync($"A{i % 2}.cs")).ShouldBe($"class A{i}\n{{\n{new string(' ', indent)}int x = 1;\n}}\n");
        }

        kept.Taken.ShouldBeGreaterThan(0);
    }

    [TestMethod]
    public async Task Nothing_is_kept_on_a_build_server_or_where_msbuild_keeps_nothing()
    {
        using KeptFolder kept = new(keepsWorkers: true);
        var repository = await CommitRepository.CreateAsync("[Hook(Cache = false)] static void Says(HookContext hook) { }");
        foreach (var (name, value) in ((string, string)[])[("MSBUILDDISABLENODEREUSE", "1"), ("CI", "true"), ("TF_BUILD", "True")])
        {
            await repository.StageAsync("a.txt", name);
            (await SdkRun.RunAsync(repository.Root, "git", ["commit", "-q", "-m", "x"], [.. kept.Variables, (name, value)])).ShouldExitWith(0);
            kept.Waiting().ShouldBeEmpty(name);
        }
    }
}
