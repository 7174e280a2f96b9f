using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

[TestClass]
public sealed class ProjectKindTests
{
    private const string One = """[Hook] const string Say = "sh -c 'echo Say >> ran'";""";

    private const string Two = One + """
        [Hook] static void Look(HookContext hook) => File.AppendAllText(Path.Combine(hook.RepositoryRoot, "ran"), "Look\n");
        """;

    [TestMethod]
    public async Task A_package_added_on_the_command_line_to_a_new_library_runs_its_hooks()
    {
        var repository = await TestRepository.CreateEmptyAsync("a path with a space and an é");
        _ = (await repository.DotnetAsync("new", "classlib", "-n", "My Hooks é", "-o", "build", "--no-restore")).ShouldExitWith(0);
        _ = (await repository.DotnetAsync("add", "build", "package", "Hooks.Build", "--version", PackedPackage.Version)).ShouldExitWith(0);
        repository.Write("build/Class1.cs", TestRepository.SourceText(Two));
        repository.Write("a file é.txt", "");
        var run = (await repository.DotnetAsync(["build", "build"], SdkRun.Analyzers)).ShouldExitWith(0);
        run.Warnings.ShouldBeEmpty();
        run.Summaries.ShouldHaveSingleItem().ShouldStartWith("Hooks -> hooks: 2 passed in ");
        repository.ReadLines("ran").Order(StringComparer.Ordinal).ShouldBe(["Look", "Say"]);
    }

    [TestMethod]
    public async Task A_path_with_a_space_and_a_letter_beyond_ASCII_stands_in_findings_and_commands()
    {
        var repository = await TestRepository.CreateEmptyAsync("ä ö");
        repository.WriteProject();
        repository.WriteHooks(
            """[Hook(Files = ["**/*.txt"])] const string Check = "sh -c 'echo \"$1(1,2): error E1: bad\"; test -e \"{root}/$1\" && exit 7' sh {files}";""");
        repository.Write("ü û/x y.txt", "");
        var run = (await repository.DotnetAsync("build", TestRepository.Project)).ShouldExitWith(1);
        run.Errors.Count.ShouldBe(2, run.Output);
        run.Errors[0].ShouldStartWith(repository.FullPath("ü û/x y.txt") + "(1,2): error E1: bad");
        run.Errors[1].ShouldStartWith(repository.FullPath(TestRepository.Source) + "(2,2): error HOOK1001: Hook 'Check' failed after ");
        run.Errors[1].ShouldContain("exit code 7");
    }

    [TestMethod]
    public async Task An_executable_may_declare_hooks()
    {
        var repository = await TestRepository.CreateAsync(Two + "static void Main() { }");
        repository.WriteProject("<TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType>");
        (await repository.BuildAsync()).ShouldExitWith(0).Summaries.ShouldHaveSingleItem().ShouldContain("2 passed");
    }

    [TestMethod]
    [DataRow("net8.0;netstandard2.0", "net8.0")]
    [DataRow("net8.0;net10.0", "net8.0")]
    [DataRow(" netstandard2.0 ; net10.0; ", "net10.0")]
    public async Task Several_frameworks_run_the_hooks_once_after_all_are_built(string frameworks, string hooksFramework)
    {
        // The hook fails unless all frameworks are built.
        var names = frameworks.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var repository = await TestRepository.CreateAsync($$"""
            [Hook] const string All = "sh -c 'echo All >> ran; {{string.Join(" && ", names.Select(name => $"test -e build/bin/Debug/{name}/Hooks.dll"))}}'";
            #if NET
            [Hook(DependsOn = new[] { nameof(All) })] static void Look(HookContext hook) => File.AppendAllText(Path.Combine(hook.RepositoryRoot, "ran"), hook.Properties["AssemblyPath"] + "\n");
            #endif
            """);
        repository.WriteProject($"<TargetFrameworks>{frameworks}</TargetFrameworks><LangVersion>latest</LangVersion>");
        var run = (await repository.DotnetAsync("build", TestRepository.Project)).ShouldExitWith(0);
        run.Summaries.ShouldHaveSingleItem().ShouldContain("2 passed");
        repository.ReadLines("ran").ShouldBe(["All", repository.FullPath($"build/bin/Debug/{hooksFramework}/Hooks.dll")]);

        // Where commits log, as the state says.
        Directory.GetFiles(repository.FullPath("build/obj"), "runs.jsonl", SearchOption.AllDirectories)
            .ShouldBe([repository.FullPath($"build/obj/Debug/{hooksFramework}/hooks/runs.jsonl")]);
    }

    [TestMethod]
    public async Task One_of_several_frameworks_built_alone_runs_no_hooks_and_RunHooks_runs_them()
    {
        var repository = await TestRepository.CreateAsync(One);
        repository.WriteProject("<TargetFrameworks>net8.0;net10.0</TargetFrameworks>");
        _ = (await repository.DotnetAsync("build", TestRepository.Project, "-f", "net10.0")).ShouldExitWith(0);
        repository.Has("ran").ShouldBeFalse();

        (await repository.DotnetAsync("msbuild", TestRepository.Project, "-t:RunHooks")).ShouldExitWith(0).Summaries.ShouldHaveSingleItem();
        repository.ReadLines("ran").ShouldHaveSingleItem();
        _ = (await repository.DotnetAsync("msbuild", TestRepository.Project, "-t:ListHooks")).ShouldExitWith(0);
    }

    [TestMethod]
    public async Task A_library_for_netstandard_with_its_older_language_runs_its_hooks()
    {
        var repository = await TestRepository.CreateAsync();
        repository.Write(
            TestRepository.Project, TestRepository.ProjectText("<TargetFramework>netstandard2.0</TargetFramework>").Replace("enable</", "disable</"));
        repository.Write(TestRepository.Source, """
            using System.IO;
            using System.Threading.Tasks;
            using Hooks.Build;

            namespace Repo
            {
                internal static class RepoHooks
                {
                    [Hook]
                    private const string Format = "sh -c 'echo Format >> ran'";

                    [Hook(DependsOn = new[] { nameof(Format) })]
                    private static Task<bool> Lint(HookContext hook)
                    {
                        File.AppendAllText(Path.Combine(hook.RepositoryRoot, "ran"), "Lint\n");
                        return Task.FromResult(true);
                    }
                }
            }
            """);
        var run = (await repository.DotnetAsync("build", TestRepository.Project)).ShouldExitWith(0);
        run.Warnings.ShouldBeEmpty();
        repository.ReadLines("ran").ShouldBe(["Format", "Lint"]);
    }

    [TestMethod]
    public async Task Versions_may_be_central_and_assets_private()
    {
        var repository = await TestRepository.CreateAsync(Two);
        repository.Write(TestRepository.Project, TestRepository.ProjectText().Replace($"Version=\"{PackedPackage.Version}\"", "PrivateAssets=\"all\""));
        repository.Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><PackageVersion Include="Hooks.Build" Version="{PackedPackage.Version}" /></ItemGroup>
            </Project>
            """);
        (await repository.DotnetAsync("build", TestRepository.Project)).ShouldExitWith(0).Summaries.ShouldHaveSingleItem().ShouldContain("2 passed");
    }

    [TestMethod]
    public async Task A_hook_of_a_library_may_use_a_package()
    {
        var repository = await TestRepository.CreateAsync(
            """[Hook] static void Look(HookContext hook) => Shouldly.ShouldBeStringTestExtensions.ShouldBe(hook.Name, "Look");""");
        repository.WriteProject(items: $"""<PackageReference Include="Shouldly" Version="{PackedPackage.PinnedVersion("Shouldly")}" />""");
        (await repository.DotnetAsync("build", TestRepository.Project)).ShouldExitWith(0).Summaries.ShouldHaveSingleItem().ShouldContain("1 passed");
        repository.Has("build/bin/Debug/net10.0/Shouldly.dll").ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_hook_of_a_library_may_use_a_shared_framework()
    {
        var repository = await TestRepository.CreateAsync("""[Hook] static bool Look() => new Microsoft.AspNetCore.Http.PathString("/a").HasValue;""");
        repository.WriteProject(items: """<FrameworkReference Include="Microsoft.AspNetCore.App" />""");
        (await repository.DotnetAsync("build", TestRepository.Project)).ShouldExitWith(0).Summaries.ShouldHaveSingleItem().ShouldContain("1 passed");
    }

    [TestMethod]
    public async Task A_hook_may_use_another_project()
    {
        var repository = await TestRepository.CreateAsync("""[Hook] static bool Look() => Tool.IsFine;""");
        repository.Write(
            "tool/Tool.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        repository.Write("tool/Tool.cs", "public static class Tool { public static bool IsFine => true; }");
        repository.WriteProject(items: """<ProjectReference Include="../tool/Tool.csproj" />""");
        (await repository.DotnetAsync("build", TestRepository.Project)).ShouldExitWith(0).Summaries.ShouldHaveSingleItem().ShouldContain("1 passed");
    }

    [TestMethod]
    public async Task A_project_without_a_dependencies_file_runs_its_CSharp_hooks()
    {
        var repository = await TestRepository.CreateAsync(Two);
        repository.WriteProject("<TargetFramework>net10.0</TargetFramework><GenerateDependencyFile>false</GenerateDependencyFile>");
        (await repository.BuildAsync()).ShouldExitWith(0).Summaries.ShouldHaveSingleItem().ShouldContain("2 passed");
    }

    [TestMethod]
    public async Task The_strictest_analysis_finds_no_unused_member_among_private_hooks()
    {
        var repository = await TestRepository.CreateAsync();
        repository.WriteProject("""
            <TargetFramework>net10.0</TargetFramework>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <EnableNETAnalyzers>true</EnableNETAnalyzers>
            <AnalysisLevel>latest-all</AnalysisLevel>
            <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
            """);
        repository.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.IDE0051.severity = warning\ndotnet_diagnostic.CA1823.severity = warning\n");
        repository.Write(TestRepository.Source, """
            using Hooks.Build;

            namespace Repo;

            internal static class RepoHooks
            {
                [Hook]
                private const string Format = "true";

                [Hook(DependsOn = [nameof(Format)])]
                private const string Lint = "true";

                [Hook]
                private static void Look()
                {
                }
            }
            """);
        var run = (await repository.BuildAsync()).ShouldExitWith(0);
        run.Warnings.ShouldBeEmpty();
        run.Summaries.ShouldHaveSingleItem().ShouldContain("3 passed");
    }

    [TestMethod]
    [DataRow("pack")]
    [DataRow("publish")]
    public async Task Hooks_run_once_in(string command)
    {
        var repository = await TestRepository.CreateAsync(One);
        _ = (await repository.DotnetAsync(command, TestRepository.Project, "--no-restore")).ShouldExitWith(0);
        repository.ReadLines("ran").ShouldHaveSingleItem();
        _ = (await repository.DotnetAsync(command, TestRepository.Project, "--no-build")).ShouldExitWith(0);
        repository.ReadLines("ran").ShouldHaveSingleItem();
    }

    [TestMethod]
    [DataRow("", 1)]
    [DataRow("PrivateAssets=\"all\"", 0)]
    public async Task Packing_warns_where_the_users_of_the_package_would_get_the_hooks_too(string attributes, int warnings)
    {
        var repository = await TestRepository.CreateAsync(One);
        repository.WriteProject(packageAttributes: attributes);
        var run = (await repository.DotnetAsync("pack", TestRepository.Project)).ShouldExitWith(0);
        run.Warnings.Count(line => line.Contains("HOOK9012")).ShouldBe(warnings, run.Output);
    }

    [TestMethod]
    [DataRow("", "true")]
    [DataRow("-p:HooksRunOnBuild=false", "")]
    [DataRow("-p:DisableFastUpToDateCheck=false", "false")]
    public async Task Visual_Studio_asks_for_a_build_also_where_only_files_of_others_changed(string option, string expected)
    {
        var repository = await TestRepository.CreateAsync(One);
        string[] arguments = ["msbuild", TestRepository.Project, "-getProperty:DisableFastUpToDateCheck", .. option.Length == 0 ? [] : new[] { option }];
        (await repository.DotnetAsync(arguments)).ShouldExitWith(0).Output.Trim().ShouldBe(expected);
    }

    [TestMethod]
    public async Task Hooks_run_again_in_another_configuration()
    {
        var repository = await TestRepository.CreateAsync("""[Hook] const string Say = "sh -c 'echo $1 >> ran' sh {configuration}";""");
        _ = (await repository.BuildAsync("-c", "Release")).ShouldExitWith(0);
        repository.ReadLines("ran").ShouldBe(["Release"]);
    }

    [TestMethod]
    public async Task Packing_warns_of_the_CSharp_package_as_well()
    {
        var repository = await TestRepository.CreateAsync(One);
        repository.WriteProject(items: """<PackageReference Include="Hooks.Build.CSharp" Version="0.0.1" />""", packageAttributes: "PrivateAssets=\"all\"");
        var run = await repository.DotnetAsync("msbuild", TestRepository.Project, "-t:_HooksCheckPack");
        run.Warnings.ShouldHaveSingleItem().ShouldContain("HOOK9012: The package made of this project will depend on Hooks.Build.CSharp");
    }

    [TestMethod]
    public async Task Projects_of_a_solution_can_be_told_apart_by_their_summaries()
    {
        var repository = await TestRepository.CreateEmptyAsync();
        foreach (var name in new[] { "One", "Two" })
        {
            repository.Write($"src/{name}/{name}.csproj", TestRepository.ProjectText());
            repository.Write($"src/{name}/RepoHooks.cs", TestRepository.SourceText("""[Hook] const string Say = "true";"""));
        }

        repository.Write("All.slnx", """<Solution><Project Path="src/One/One.csproj" /><Project Path="src/Two/Two.csproj" /></Solution>""");
        var run = (await repository.DotnetAsync("build", "All.slnx")).ShouldExitWith(0);
        run.Summaries.Count(line => line.EndsWith(" [src/One/One.csproj]", StringComparison.Ordinal)).ShouldBe(1, run.Output);
        run.Summaries.Count(line => line.EndsWith(" [src/Two/Two.csproj]", StringComparison.Ordinal)).ShouldBe(1, run.Output);
    }

    [TestMethod]
    public async Task A_graph_build_in_isolation_runs_the_hooks()
    {
        var repository = await TestRepository.CreateAsync(One);
        (await repository.DotnetAsync("msbuild", TestRepository.Project, "-graph", "-isolate")).ShouldExitWith(0).Summaries.ShouldHaveSingleItem();
        repository.ReadLines("ran").ShouldHaveSingleItem();
    }

    [TestMethod]
    [DataRow("-t:RunHooks")]
    [DataRow("-t:Build")]
    public async Task A_graph_build_in_isolation_builds_what_a_project_with_hooks_refers_to(string target)
    {
        var repository = await TestRepository.CreateAsync(One);
        repository.Write(
            "tool/Tool.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        repository.WriteProject(items: """<ProjectReference Include="../tool/Tool.csproj" />""");
        _ = (await repository.DotnetAsync("restore", TestRepository.Project)).ShouldExitWith(0);
        (await repository.DotnetAsync("msbuild", TestRepository.Project, "-graph", "-isolate", target)).ShouldExitWith(0).Summaries.ShouldHaveSingleItem();
        repository.ReadLines("ran").ShouldHaveSingleItem();
    }

    [TestMethod]
    public async Task Marks_of_hooks_in_FSharp_are_found_wherever_they_stand_among_attributes()
    {
        string[] marked = [
            "[<Hook>]",
            "[<Literal; Hook>]",
            "[<Hook; Literal>]",
            "[<Hooks.Build.Hook; Literal>]",
            "[<Literal\n  Hook>]",
            "[<Literal>]\n[<HookAttribute(Files = [|\"a>]\"|])>]",
            "let [<Literal; Hook>] Ok =",
            "[<OnRun>]",
            "[<Hooks.Build.OnRunAttribute(Timeout = 9)>]"];
        string[] others = [
            "[<OnRunning>]",
            "// [<Hook>]",
            "(* [<Hook>] *)",
            "[<Obsolete(\"[<Hook>]\")>]",
            "[<Hooked>]",
            "[<Hook.Other>]",
            "[<Some(1, Hook = 2)>]",
            "let text = \"[<Hook>]\""];
        var repository = await TestRepository.CreateEmptyAsync();
        repository.Write(
            "vb/App.vbproj", TestRepository.ProjectText().Replace("<Nullable>enable</Nullable>", "").Replace("<ImplicitUsings>enable</ImplicitUsings>", ""));
        foreach (var (text, i) in marked.Concat(others).Select((text, i) => (text, i)))
        {
            repository.Write($"vb/{i:00}.vb", "module M\n" + text + "\n\"true\"\n");
        }

        _ = (await repository.DotnetAsync("restore", "vb/App.vbproj")).ShouldExitWith(0);
        var run = (await repository.DotnetAsync("msbuild", "vb/App.vbproj", "-t:_HooksFindInOtherLanguage", "-p:_HooksOtherLanguage=F#")).ShouldExitWith(0);
        run.Warnings.Where(line => line.Contains("HOOK9022", StringComparison.Ordinal))
            .Select(line => Path.GetFileName(line.Split(' ', '(')[0].TrimEnd(':')))
            .Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(0, marked.Length).Select(i => $"{i:00}.vb"));
    }

    [TestMethod]
    public async Task A_project_in_another_language_builds_and_is_told_that_hooks_are_CSharp_only()
    {
        var repository = await TestRepository.CreateEmptyAsync();
        repository.Write(
            "vb/App.vbproj", TestRepository.ProjectText().Replace("<Nullable>enable</Nullable>", "").Replace("<ImplicitUsings>enable</ImplicitUsings>", ""));
        repository.Write("vb/App.vb", "Public Class App\n  Private hooks As List(Of String)\nEnd Class\n");
        var run = (await repository.DotnetAsync("build", "vb/App.vbproj", "-p:OptionStrict=On", "-p:RootNamespace=App")).ShouldExitWith(0);
        run.Warnings.ShouldBeEmpty();
        run.Output.ShouldNotContain("HOOK", Case.Sensitive);

        (await repository.DotnetAsync("msbuild", "vb/App.vbproj", "-t:RunHooks"))
            .ShouldExitWith(1).Errors.ShouldHaveSingleItem()
            .ShouldContain("HOOK9022: Hooks are declared in C# only, and this project is Visual Basic");
        (await repository.DotnetAsync("msbuild", "vb/App.vbproj", "-t:RunHooks")).Output.ShouldNotContain("hooks do not run");

        repository.Write("vb/App.vb", "Imports Hooks.Build\nPublic Module App\n  <Hook> Private Const Audit As String = \"true\"\nEnd Module\n");
        (await repository.DotnetAsync("build", "vb/App.vbproj")).ShouldExitWith(0).Warnings.ShouldHaveSingleItem().ShouldContain("HOOK9022");

        repository.Write("vb/App.vb", "Imports Hooks.Build\nPublic Module App\n  <OnRun>\n  Public Sub Notify(run As RunContext)\n  End Sub\nEnd Module\n");
        (await repository.DotnetAsync("build", "vb/App.vbproj")).ShouldExitWith(0).Warnings.ShouldHaveSingleItem().ShouldContain("HOOK9022");
    }

    [TestMethod]
    public async Task A_class_of_the_user_named_Hooks_stops_no_project_that_has_the_package()
    {
        var repository = await TestRepository.CreateAsync();
        repository.Write(TestRepository.Source, "public class Hooks { }\n");
        (await repository.BuildAsync()).ShouldExitWith(0).Warnings.ShouldBeEmpty();
    }
}
