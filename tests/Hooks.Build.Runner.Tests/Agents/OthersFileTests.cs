using Hooks.Build.Runner.Agents;
using Hooks.Build.Runner.Tests.Doors;

namespace Hooks.Build.Runner.Tests.Agents;

[TestClass]
public sealed class OthersFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string In(string name) => Path.Combine(_folder.Path, name);

    [TestMethod]
    public void A_file_that_was_not_there_comes_with_its_folders()
    {
        OthersFile.Write(In("a/b/settings.json"), null, "{}"u8.ToArray());

        File.ReadAllText(In("a/b/settings.json")).ShouldBe("{}");
        Directory.GetFileSystemEntries(In("a/b")).ShouldHaveSingleItem();
    }

    [TestMethod]
    public void What_somebody_saved_where_no_file_was_stays()
    {
        File.WriteAllText(In("settings.json"), "theirs");

        Should.Throw<IOException>(() => OthersFile.Write(In("settings.json"), null, "{}"u8.ToArray())).Message.ShouldContain("saved meanwhile");

        File.ReadAllText(In("settings.json")).ShouldBe("theirs");
        Directory.GetFileSystemEntries(_folder.Path).ShouldHaveSingleItem();
    }

    [TestMethod]
    public void What_somebody_saved_over_what_was_read_stays()
    {
        File.WriteAllText(In("settings.json"), "theirs");

        Should.Throw<IOException>(() => OthersFile.Write(In("settings.json"), "read"u8.ToArray(), "{}"u8.ToArray())).Message.ShouldContain("saved meanwhile");

        File.ReadAllText(In("settings.json")).ShouldBe("theirs");
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_link_stays_and_what_it_leads_to_is_made()
    {
        _ = Directory.CreateDirectory(In("shared"));
        _ = File.CreateSymbolicLink(In("settings.json"), "shared/settings.json");

        OthersFile.Write(In("settings.json"), null, "{}"u8.ToArray());

        File.ReadAllText(In("shared/settings.json")).ShouldBe("{}");
        new FileInfo(In("settings.json")).LinkTarget.ShouldBe("shared/settings.json");
    }

    public void Dispose() => _folder.Dispose();
}
