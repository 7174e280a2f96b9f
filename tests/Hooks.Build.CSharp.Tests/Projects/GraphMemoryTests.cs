using Hooks.Build.CSharp.Projects;

namespace Hooks.Build.CSharp.Tests.Projects;

/// <summary>A made-up project in the memory shows whether it was believed.</summary>
[TestClass]
public sealed class GraphMemoryTests
{
    private static readonly KnownProject MadeUp = new("made/Up.csproj")
    {
        References = ["a"],
        LinkedPatterns = [new("b", ["c"])],
        LockFiles = ["d"],
        IsTest = true,
    };

    [TestMethod]
    public async Task It_is_believed_while_nothing_changed()
    {
        using var sandbox = await RememberedAsync();

        (await ReadAsync(sandbox)).ShouldBe(["made/Up.csproj"]);
    }

    [TestMethod]
    [DoNotParallelize]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Whatever_the_umask_nobody_else_can_write_it()
    {
        var before = Umask(0);
        try
        {
            using var sandbox = await RememberedAsync();
            File.GetUnixFileMode(MemoryOf(sandbox)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
        finally
        {
            _ = Umask(before);
        }
    }

    [TestMethod]
    public async Task A_file_that_was_only_touched_is_unchanged_and_its_time_is_learned()
    {
        using var sandbox = await RememberedAsync();
        File.SetLastWriteTimeUtc(sandbox.FullPath("A/A.csproj"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var before = File.ReadAllBytes(MemoryOf(sandbox));

        (await ReadAsync(sandbox)).ShouldBe(["made/Up.csproj"]);
        File.ReadAllBytes(MemoryOf(sandbox)).ShouldNotBe(before);
    }

    [TestMethod]
    [DataRow("A/A.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>")]
    [DataRow("eng/Common.props", "<Project><PropertyGroup /></Project>")]
    [DataRow("Directory.Build.targets", "<Project />")]
    [DataRow("A/Directory.Build.props", "<Project />")]
    [DataRow("A/obj/A.csproj.nuget.g.props", "<Project />")]
    [DataRow("B/B.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>")]
    public async Task A_change_of_a_project_an_import_or_the_set_of_projects_ends_it(string file, string text)
    {
        using var sandbox = await RememberedAsync();
        sandbox.Write(file, text);

        (await ReadAsync(sandbox)).ShouldContain("A/A.csproj");
    }

    [TestMethod]
    public async Task Another_configuration_has_a_memory_of_its_own()
    {
        using var sandbox = await RememberedAsync();

        (await ReadAsync(sandbox, "Release")).ShouldBe(["A/A.csproj"]);
        (await ReadAsync(sandbox)).ShouldBe(["made/Up.csproj"]);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(20)]
    [DataRow(100)]
    public async Task What_is_cut_off_is_written_anew(int length)
    {
        using var sandbox = await RememberedAsync();
        var memory = MemoryOf(sandbox);
        File.WriteAllBytes(memory, File.ReadAllBytes(memory)[..length]);

        (await ReadAsync(sandbox)).ShouldBe(["A/A.csproj"]);
        GraphFormat.Read(File.ReadAllBytes(memory)).ShouldNotBeNull().Projects.ShouldHaveSingleItem().Path.ShouldBe("A/A.csproj");
    }

    [TestMethod]
    public async Task A_flipped_bit_is_noticed()
    {
        using var sandbox = await RememberedAsync();
        var memory = MemoryOf(sandbox);
        var bytes = File.ReadAllBytes(memory);
        bytes[^5] ^= 1;
        File.WriteAllBytes(memory, bytes);

        (await ReadAsync(sandbox)).ShouldBe(["A/A.csproj"]);
    }

    [TestMethod]
    public async Task What_another_build_of_the_program_wrote_is_not_believed()
    {
        using var sandbox = await RememberedAsync();
        var memory = MemoryOf(sandbox);
        File.WriteAllBytes(memory, GraphFormat.Write(GraphFormat.Read(File.ReadAllBytes(memory)).ShouldNotBeNull(), Guid.NewGuid()));

        (await ReadAsync(sandbox)).ShouldBe(["A/A.csproj"]);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Windows does not tell when a file was changed.")]
    public async Task Another_content_of_the_same_size_and_time_is_a_change()
    {
        using var sandbox = await RememberedAsync();
        var file = sandbox.FullPath("eng/Common.props");
        var (size, time) = (new FileInfo(file).Length, File.GetLastWriteTimeUtc(file));
        sandbox.Write("eng/Common.props", "<Project/> ");
        File.SetLastWriteTimeUtc(file, time);
        (new FileInfo(file).Length, File.GetLastWriteTimeUtc(file)).ShouldBe((size, time));

        (await ReadAsync(sandbox)).ShouldBe(["A/A.csproj"]);
    }

    [TestMethod]
    public async Task Without_a_folder_for_it_nothing_is_remembered()
    {
        using var sandbox = await RememberedAsync();
        var start = await GraphStart.FindAsync(sandbox.Root, "", CancellationToken.None);

        GraphMemory.Read(
            sandbox.Request("build", []) with { State = "" }, start, "Debug", CancellationToken.None).ShouldHaveSingleItem().Path.ShouldBe("A/A.csproj");
    }

    [TestMethod]
    public async Task A_folder_that_cannot_be_written_is_no_failure()
    {
        using var sandbox = await RememberedAsync();
        Directory.Delete(sandbox.State, recursive: true);
        File.WriteAllText(sandbox.State, "a file");

        (await ReadAsync(sandbox)).ShouldBe(["A/A.csproj"]);
    }

    [TestMethod]
    public async Task Runs_at_once_leave_one_whole_memory_behind()
    {
        using var sandbox = await RememberedAsync();
        sandbox.Write("eng/Common.props", "<Project><!-- changed --></Project>");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ReadAsync(sandbox))));

        _ = GraphFormat.Read(File.ReadAllBytes(MemoryOf(sandbox))).ShouldNotBeNull();
    }

    [TestMethod]
    public async Task Copies_of_the_repository_share_a_memory_and_leave_its_own_alone()
    {
        using var sandbox = await RememberedAsync();
        using ProjectSandbox copy = new();
        Directory.Delete(copy.FullPath(".git"));
        foreach (var file in new[] { "Directory.Build.props", "eng/Common.props", "A/A.csproj", "A/A.cs" })
        {
            copy.Write(file, sandbox.Read(file));
        }

        (await ReadAsync(copy, state: sandbox.State)).ShouldBe(["A/A.csproj"]);
        (await ReadAsync(sandbox)).ShouldBe(["made/Up.csproj"]);

        var ofCopies = Directory.GetFiles(sandbox.State, "*-snapshot.graph").ShouldHaveSingleItem();
        var graph = GraphFormat.Read(File.ReadAllBytes(ofCopies)).ShouldNotBeNull();
        File.WriteAllBytes(ofCopies, GraphFormat.Write(graph with { Projects = [MadeUp] }));
        using ProjectSandbox other = new();
        Directory.Delete(other.Root, recursive: true);
        Directory.Move(copy.Root, other.Root);
        _ = Directory.CreateDirectory(copy.Root);
        (await ReadAsync(other, state: sandbox.State)).ShouldBe(["made/Up.csproj"]);
    }

    private static async Task<ProjectSandbox> RememberedAsync()
    {
        ProjectSandbox sandbox = new();
        sandbox.Write("Directory.Build.props", "<Project><Import Project=\"eng/Common.props\" /></Project>");
        sandbox.Write("eng/Common.props", "<Project />");
        sandbox.WriteProject("A/A.csproj");
        (await ReadAsync(sandbox)).ShouldBe(["A/A.csproj"]);

        var memory = MemoryOf(sandbox);
        var graph = GraphFormat.Read(File.ReadAllBytes(memory)).ShouldNotBeNull();
        File.WriteAllBytes(memory, GraphFormat.Write(graph with { Projects = [MadeUp] }));
        return sandbox;
    }

    private static string MemoryOf(ProjectSandbox sandbox) => Directory.GetFiles(sandbox.State).ShouldHaveSingleItem();

    private static async Task<IEnumerable<string>> ReadAsync(ProjectSandbox sandbox, string configuration = "Debug", string? state = null)
    {
        var start = await GraphStart.FindAsync(sandbox.Root, "", CancellationToken.None);
        return GraphMemory.Read(sandbox.Request("build", []) with { State = state ?? sandbox.State }, start, configuration, CancellationToken.None)
            .Select(project => project.Path);
    }

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "umask")]
    private static extern uint Umask(uint mask);
}
