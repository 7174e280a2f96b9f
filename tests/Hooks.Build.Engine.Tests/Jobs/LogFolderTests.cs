using System.Diagnostics;
using System.Runtime.Versioning;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Jobs;

[TestClass]
public sealed class LogFolderTests
{
    private readonly List<Problem> _warnings = [];

    [TestMethod]
    public void A_hook_has_a_log_of_its_name_in_a_folder_that_is_made()
    {
        using TempFolder folder = new();
        LogFolder logs = new(folder.In("a/b"), _warnings.Add);
        using var output = logs.Open("Format");
        output.LogPath.ShouldBe(folder.In("a/b/Format.log"));
        _warnings.ShouldBeEmpty();
        Directory.GetFiles(folder.In("a/b")).ShouldBe([output.LogPath!]);
    }

    [TestMethod]
    public void A_name_longer_than_a_file_may_have_is_cut_and_stays_unique()
    {
        using TempFolder folder = new();
        LogFolder logs = new(folder.Path, _warnings.Add);
        using var one = logs.Open(new string('a', 300) + "1");
        using var other = logs.Open(new string('a', 300) + "2");
        one.LogPath.ShouldNotBeNull();
        other.LogPath.ShouldNotBe(one.LogPath);
    }

    [TestMethod]
    public void An_item_never_leads_out_of_the_folder_and_never_shares_a_log()
    {
        using TempFolder folder = new();
        LogFolder logs = new(folder.Path, _warnings.Add);
        string[] names = [
            "Test[a]",
            "Test[a/b]",
            "Test[a_b]",
            "Test[a:b]",
            "Test[../../a]",
            "..",
            "../x",
            "/x",
            "Test[a\nb]",
            "Test[" + new string('ü', 300) + "]",
            ".hidden",
            "a\\b"];
        var outputs = names.Select(name => logs.Open(name)).ToList();
        outputs.Select(output => Path.GetDirectoryName(output.LogPath)).Distinct().ShouldBe([folder.Path]);
        outputs.Select(output => output.LogPath).Distinct().Count().ShouldBe(names.Length);
        outputs[0].LogPath.ShouldBe(folder.In("Test[a].log"));
        outputs.ForEach(output => output.Dispose());
    }

    [TestMethod]
    public void What_a_hook_writes_after_its_end_is_dropped()
    {
        using TempFolder folder = new();
        var output = new LogFolder(folder.Path, _warnings.Add).Open("Format");
        output.Dispose();
        Should.NotThrow(() => output.Write("late\n"u8));
    }

    [TestMethod]
    public void A_log_starts_empty()
    {
        using TempFolder folder = new();
        _ = folder.File("Format.log", "of the last run");
        new LogFolder(folder.Path, _warnings.Add).Open("Format").Dispose();
        new FileInfo(folder.In("Format.log")).Length.ShouldBe(0);
    }

    [TestMethod]
    public void Two_runs_at_once_do_not_share_a_log()
    {
        using TempFolder folder = new();
        using var first = new LogFolder(folder.Path, _warnings.Add).Open("Format");
        first.Write("first\n"u8);
        using var second = new LogFolder(folder.Path, _warnings.Add).Open("Format");
        second.Write("second\n"u8);
        second.LogPath.ShouldBe(folder.In("Format.2.log"));
        Read(folder.In("Format.log")).ShouldBe("first\n");
    }

    [TestMethod]
    public void A_log_can_be_read_while_its_hook_runs()
    {
        using TempFolder folder = new();
        using var output = new LogFolder(folder.Path, _warnings.Add).Open("Format");
        output.Write("so far\n"u8);
        Read(output.LogPath!).ShouldBe("so far\n");
    }

    [TestMethod]
    public void A_folder_that_cannot_be_written_gets_a_substitute_and_one_warning()
    {
        using TempFolder folder = new();
        LogFolder logs = new(folder.File("logs", "a file is in the way"), _warnings.Add);
        using var one = logs.Open("A");
        using var two = logs.Open("B");
        File.Exists(one.LogPath).ShouldBeTrue();
        Path.GetDirectoryName(two.LogPath).ShouldBe(Path.GetDirectoryName(one.LogPath));
        var warning = _warnings.Single();
        warning.Code.ShouldBe(Codes.LogFolder);
        warning.Message.ShouldContain(folder.In("logs"));
        warning.Message.ShouldContain(Path.GetDirectoryName(one.LogPath)!);
        Directory.Delete(Path.GetDirectoryName(one.LogPath)!, recursive: true);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Modes are Unix's.")]
    [UnsupportedOSPlatform("windows")]
    public void A_substitute_is_nobodys_but_ours()
    {
        using TempFolder folder = new();
        using var output = new LogFolder(folder.File("logs"), _warnings.Add).Open("A");
        var substitute = Path.GetDirectoryName(output.LogPath)!;
        File.GetUnixFileMode(substitute).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Delete(substitute, recursive: true);
    }

    [TestMethod]
    public void A_log_that_is_in_the_way_costs_the_log_only()
    {
        using TempFolder folder = new();
        _ = Directory.CreateDirectory(folder.In("Format.log"));
        using var output = new LogFolder(folder.Path, _warnings.Add).Open("Format");
        output.Write("x"u8);
        output.LogPath.ShouldBe(folder.In("Format.2.log"));
    }

    private static string Read(string path)
    {
        // As people do. .NET alone asks for the lock that keeps runs apart on Unix.
        ProcessStartInfo reader = OperatingSystem.IsWindows() ? new("cmd", ["/c", "type", path]) : new("cat", [path]);
        reader.RedirectStandardOutput = true;
        using var process = Process.Start(reader)!;
        return process.StandardOutput.ReadToEnd();
    }
}
