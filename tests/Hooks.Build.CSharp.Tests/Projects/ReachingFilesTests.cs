using Hooks.Build.CSharp.Projects;

namespace Hooks.Build.CSharp.Tests.Projects;

/// <summary>Files that lie outside a project's folder and have a part in it.</summary>
[TestClass]
public sealed class ReachingFilesTests
{
    private const string Project = "src/A/A.csproj";

    [TestMethod]
    [DataRow("""<Analyzer Include="../../lib/Rules.dll" />""", "lib/Rules.dll")]
    [DataRow("""<Reference Include="Lib"><HintPath>..\..\lib\Lib.dll</HintPath></Reference>""", "lib/Lib.dll")]
    [DataRow("""<Schema Include="../../lib/a.xsd" />""", "lib/a.xsd")]
    [DataRow("""<Schema Include="../../lib/**/*.xsd" />""", "lib/new/b.xsd")]
    [DataRow("""<Content Include="../../lib/**/*.*" />""", "lib/LICENSE")]
    [DataRow("""<Content Include="../../lib/**" Exclude="../../lib/a/**" /><None Include="../../lib/**" />""", "lib/a/x.txt")]
    [DataRow("""<Compile Include="../../lib/Here.cs" Condition="Exists('../../lib/Here.cs')" />""", "lib/Here.cs")]
    [DataRow("""<Compile Include="../../lib/**/*.cs" Condition="Exists('../../lib')" />""", "lib/new/Here.cs")]
    [DataRow("""<Schema Include="a.xsd" Types="../../lib/types.xsd" />""", "lib/types.xsd")]
    [DataRow("""<Compile Include="../../lib/a/A.cs" />""", "lib/.editorconfig")]
    [DataRow("""<GlobalAnalyzerConfigFiles Include="../../lib/.globalconfig" />""", "lib/.globalconfig")]
    public async Task An_item_of_any_kind_affects_its_project(string items, string file) => (await AffectedAsync(file, items)).ShouldBe([Project]);

    [TestMethod]
    [DataRow("<CodeAnalysisRuleSet>../../eng/A.ruleset</CodeAnalysisRuleSet>", "eng/A.ruleset")]
    [DataRow("<AssemblyOriginatorKeyFile>$(MSBuildThisFileDirectory)..\\..\\eng\\key.snk</AssemblyOriginatorKeyFile>", "eng/key.snk")]
    [DataRow("<RunSettingsFilePath>$(MSBuildProjectDirectory)/../../eng/a.runsettings</RunSettingsFilePath>", "eng/a.runsettings")]
    [DataRow("<Next Condition=\"Exists('../../eng/next')\">true</Next>", "eng/next")]
    [DataRow("<Version Condition=\"Exists('$(Eng)v.txt')\">$([System.IO.File]::ReadAllText('$(Eng)v.txt'))</Version><Eng>$(MSBuildThisFileDirectory)../../eng/</Eng>", "eng/v.txt")]
    public async Task A_file_that_a_property_names_affects_its_project(string property, string file) =>
        (await AffectedAsync(file, properties: property)).ShouldBe([Project]);

    [TestMethod]
    [DataRow("""<Target Name="T" Inputs="../../lib/a.json;../../lib/b.json" Outputs="x" />""", "lib/b.json")]
    [DataRow("""<Target Name="T"><ItemGroup><Compile Include="../../lib/**/*.cs" /></ItemGroup></Target>""", "lib/new/A.cs")]
    [DataRow("""<Target Name="T"><Exec Command="generate &quot;$(MSBuildThisFileDirectory)../../my lib/a.json&quot; &gt; $(IntermediateOutputPath)a.cs" /></Target>""", "my lib/a.json")]
    [DataRow("""<UsingTask TaskName="T" TaskFactory="RoslynCodeTaskFactory" AssemblyFile="T.dll"><Task><Code Source="$(MSBuildThisFileDirectory)../../lib/T.cs" /></Task></UsingTask>""", "lib/T.cs")]
    public async Task A_file_that_a_target_or_a_task_names_affects_its_project(string target, string file) =>
        (await AffectedAsync(file, properties: $"</PropertyGroup>{target}<PropertyGroup>")).ShouldBe([Project]);

    [TestMethod]
    [DataRow("""<Reference Include="B"><HintPath>../B/bin/$(Configuration)/net10.0/B.dll</HintPath></Reference>""", "")]
    [DataRow("""<Analyzer Include="../B/bin/Debug/net10.0/B.dll" />""", "")]
    [DataRow("", """<Target Name="T"><MSBuild Projects="../B/B.csproj" /></Target>""")]
    [DataRow("", """<Target Name="T"><Exec Command="dotnet run --project ../B/B.csproj" /></Target>""")]
    public async Task Who_uses_what_another_project_builds_is_affected_by_its_files(string items, string target) =>
        (await AffectedAsync("src/B/B.cs", items, $"</PropertyGroup>{target}<PropertyGroup>")).ShouldBe([Project, "src/B/B.csproj"]);

    [TestMethod]
    [DataRow("<Compile Include=\"$(SolutionDir)lib/A.cs\" />", "lib/A.cs")]
    [DataRow("<ProjectReference Include=\"$(SolutionDir)src/B/B.csproj\" />", "src/B/B.cs")]
    public async Task What_is_named_from_the_folder_of_the_solution_affects_its_project(string items, string file)
    {
        using ProjectSandbox sandbox = new();
        sandbox.WriteProject(Project, items);
        sandbox.WriteProject("src/B/B.csproj");
        sandbox.WriteSolution("All.slnx", Project, "src/B/B.csproj");

        AffectedProjects.Of(await GraphEvaluationTests.EvaluateAsync(sandbox), [file]).ShouldContain(Project);
    }

    [TestMethod]
    [DataRow("""<ProjectReference Include="../Gone/Gone.csproj" Condition="Exists('../Gone/Gone.csproj')" />""", "src/Gone/Gone.csproj")]
    [DataRow("", "src/own.props")]
    public async Task What_a_project_did_without_since_affects_it(string items, string file) => (await AffectedAsync(file, items)).ShouldContain(Project);

    [TestMethod]
    [DataRow("src/C/C.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>", "src/C/C.cs")]
    [DataRow("src/own.props", "<Project><ItemGroup><Compile Include=\"$(MSBuildThisFileDirectory)../lib/*.cs\" /></ItemGroup></Project>", "lib/E.cs")]
    public async Task What_appears_is_read_though_the_graph_is_remembered(string appearing, string text, string file)
    {
        using ProjectSandbox sandbox = new();
        sandbox.Write("own.props", "<Project />");
        sandbox.WriteProject(
            Project,
            """<ProjectReference Include="../C/C.csproj" Condition="Exists('../C/C.csproj')" />""",
            """</PropertyGroup><Import Project="$([MSBuild]::GetPathOfFileAbove('own.props', '$(MSBuildThisFileDirectory)../'))" /><PropertyGroup>""");
        sandbox.WriteSolution("All.slnx", Project);
        AffectedProjects.Of(await ReadAsync(), [file]).ShouldBeEmpty();

        sandbox.Write(appearing, text);
        AffectedProjects.Of(await ReadAsync(), [file]).ShouldContain(Project);

        async Task<IReadOnlyList<KnownProject>> ReadAsync() =>
            GraphMemory.Read(
                sandbox.Request("build", []), await GraphStart.FindAsync(sandbox.Root, "", CancellationToken.None), "Debug", CancellationToken.None);
    }

    [TestMethod]
    [DataRow("""<Compile Include="../../lib/Other.cs" Condition="'$(TargetFramework)' == 'net8.0'" />""", "lib/Other.cs")]
    [DataRow("""<Content Include="../../../elsewhere/**/*.*" />""", "lib/a.txt")]
    public async Task What_is_no_part_of_a_project_does_not_affect_it(string items, string file) => (await AffectedAsync(file, items)).ShouldBeEmpty();

    [TestMethod]
    [DataRow("""<Import Project="../../eng/Own.props" Condition="Exists('../../eng/Own.props')" />""")]
    [DataRow("""<Import Project="$(MSBuildThisFileDirectory)../../eng/Own.props" Condition="Exists('$(MSBuildThisFileDirectory)../../eng/Own.props')" />""")]
    [DataRow("""<Import Project="../../eng/*.props" />""")]
    public async Task An_import_that_came_or_went_affects_its_project(string import)
    {
        using ProjectSandbox sandbox = new();
        sandbox.WriteProject(Project);
        sandbox.Write("src/Directory.Build.targets", "<Project />");
        sandbox.Write(Project, sandbox.Read(Project).Replace("</Project>", import + "</Project>"));

        AffectedProjects.Of(await GraphEvaluationTests.EvaluateAsync(sandbox), ["eng/Own.props"]).ShouldBe([Project]);
    }

    [TestMethod]
    public async Task An_import_that_a_pattern_means_since_is_read_though_the_graph_is_remembered()
    {
        using ProjectSandbox sandbox = new();
        sandbox.WriteProject(Project, properties: "</PropertyGroup><Import Project=\"../../eng/*.props\" /><PropertyGroup>");
        sandbox.WriteProject("src/B/B.csproj");
        sandbox.Write("eng/a.props", "<Project />");
        AffectedProjects.Of(await ReadAsync(), ["src/B/B.cs"]).ShouldBe(["src/B/B.csproj"]);

        sandbox.Write("eng/b.props", "<Project><ItemGroup><ProjectReference Include=\"../B/B.csproj\" /></ItemGroup></Project>");
        AffectedProjects.Of(await ReadAsync(), ["src/B/B.cs"]).ShouldBe([Project, "src/B/B.csproj"]);

        async Task<IReadOnlyList<KnownProject>> ReadAsync() =>
            GraphMemory.Read(
                sandbox.Request("build", []), await GraphStart.FindAsync(sandbox.Root, "", CancellationToken.None), "Debug", CancellationToken.None);
    }

    [TestMethod]
    public async Task An_item_behind_a_link_to_a_folder_affects_its_project_by_the_name_that_git_has()
    {
        using ProjectSandbox sandbox = new();
        sandbox.WriteProject(Project);
        sandbox.Write("common/deep/V.cs", "");
        _ = Directory.CreateSymbolicLink(sandbox.FullPath("src/A/Shared"), "../../common");

        var projects = await GraphEvaluationTests.EvaluateAsync(sandbox);
        AffectedProjects.Of(projects, ["common/deep/V.cs"]).ShouldBe([Project]);
        AffectedProjects.Of(projects, ["common/new/W.cs"]).ShouldBe([Project]);
    }

    private static async Task<IReadOnlyList<string>> AffectedAsync(string file, string items = "", string properties = "")
    {
        using ProjectSandbox sandbox = new();
        sandbox.WriteProject(Project, items, properties);
        sandbox.WriteProject("src/B/B.csproj");
        return AffectedProjects.Of(await GraphEvaluationTests.EvaluateAsync(sandbox), [file]);
    }
}
