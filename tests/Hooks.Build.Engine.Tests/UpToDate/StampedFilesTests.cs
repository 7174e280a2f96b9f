using System.Runtime.Versioning;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.UpToDate;

namespace Hooks.Build.Engine.Tests.UpToDate;

/// <summary>Many files are looked at by two threads: none is left out.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "Other systems have no statx.")]
[SupportedOSPlatform("linux")]
public sealed class StampedFilesTests : IDisposable
{
    private const string Identity = "what is run";
    private readonly TempFolder _folder = new();

    private string Stamp => _folder.In("uptodate");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(1)]
    [DataRow(1999)]
    [DataRow(2000)]
    [DataRow(2001)]
    [DataRow(4001)]
    public void Any_one_that_changed_is_seen(int count)
    {
        var files = Enumerable.Range(0, count).Select(i => _folder.File($"{i % 7}/{i}", "x")).ToList();
        Write(files);
        UpToDateCheck.CountUnchanged(Stamp, Identity).ShouldBe(count);
        foreach (var i in new[] { 0, 1, (count / 2) - 1, count / 2, (count / 2) + 1, count - 2, count - 1 }.Where(i => i >= 0 && i < count).Distinct())
        {
            File.AppendAllText(files[i], "y");
            UpToDateCheck.CountUnchanged(Stamp, Identity).ShouldBe(-1, $"{i} of {count}");
            Write(files);
            UpToDateCheck.CountUnchanged(Stamp, Identity).ShouldBe(count);
        }
    }

    private void Write(List<string> files)
    {
        StampWriter writer = new(Identity, secret: null);
        foreach (var file in files)
        {
            writer.Add(file, FileStatus.Read(file));
        }

        writer.Save(Stamp);
    }
}
