using System.Runtime.Versioning;

namespace Hooks.Build.Testing.Tests;

/// <summary>What links of a test's folder lead to is none of its files.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Links need rights that users of Windows do not have.")]
[UnsupportedOSPlatform("windows")]
public sealed class LinkTests : IDisposable
{
    private readonly string _outside = Directory.CreateTempSubdirectory("outside-").FullName;

    public void Dispose() => Directory.Delete(_outside, recursive: true);

    [TestMethod]
    public async Task What_a_link_to_a_folder_leads_to_is_neither_read_nor_changed()
    {
        var file = Outside("a.js", "text");
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        var result = await HookTest.RunAsync(() => { }, Linking("node_modules", _outside), ("a.cs", ""));
        result.Files.Keys.ShouldBe(["a.cs"]);
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead);
    }

    [TestMethod]
    public async Task A_link_to_a_file_has_its_content_and_the_file_stays_as_it_is()
    {
        var file = Outside("a.txt", "text");
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        var result = await HookTest.RunAsync(() => { }, Linking("b.txt", file), ("a.cs", ""));
        result.Text("b.txt").ShouldBe("text");
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead);
    }

    [TestMethod]
    public async Task A_link_that_leads_nowhere_is_no_file() =>
        (await HookTest.RunAsync(() => { }, Linking("b.txt", Path.Combine(_outside, "gone")), ("a.cs", ""))).Files.Keys.ShouldBe(["a.cs"]);

    private string Outside(string name, string content)
    {
        var path = Path.Combine(_outside, name);
        File.WriteAllText(path, content);
        return path;
    }

    private static HookTestOptions Linking(string name, string target) => new()
    {
        Prepare = root =>
        {
            _ = File.CreateSymbolicLink(Path.Combine(root, name), target);
            return Task.CompletedTask;
        },
    };
}
