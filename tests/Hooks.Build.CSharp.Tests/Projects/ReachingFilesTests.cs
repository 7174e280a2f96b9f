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
    public async Task An_item_of_any_kind_affects_its_project(string items, string file) => (await AffectedAsync(file, items)).ShouldBe([Project]);

    [TestMethod]
    [DataRow("<CodeAnalysisRuleSet>../../eng/A.ruleset</CodeAnalysisRuleSet>", "eng/A.ruleset")]
    [DataRow("<AssemblyOriginatorKeyFile>$(MSBuildThisFileDirectory)..\\..\\eng\\key.snk</AssemblyOriginatorKeyFile>", "eng/key.snk")]
    [DataRow("<RunSettingsFilePath>$(MSBuildProjectDirectory)/../../eng/a.runsettings</RunSettingsFilePath>", "eng/a.runsettings")]
    public async Task A_file_that_a_property_names_affects_its_project(string property, string file) =>
        (await AffectedAsync(file, properties: property)).ShouldBe([Project]);

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
            GraphMemory.Read(sandbox.Request("build", []), await GraphStart.FindAsync(sandbox.Root, "", CancellationToken.None), "Debug", CancellationToken.None);
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
