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
        var files = Files(count);
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

    [TestMethod]
    [DataRow(10)]
    [DataRow(4001)]
    public void One_that_is_gone_is_seen_wherever_it_stands(int count)
    {
        var files = Files(count);
        foreach (var i in new[] { 0, (count / 2) - 1, count / 2, count - 1 })
        {
            Write(files);
            File.Delete(files[i]);
            UpToDateCheck.CountUnchanged(Stamp, Identity).ShouldBe(-1, $"{i} of {count}");
            File.WriteAllText(files[i], "x");
        }
    }

    [TestMethod]
    [DataRow(10)]
    [DataRow(4001)]
    public void What_leads_out_of_the_stamp_is_not_followed(int count)
    {
        var files = Files(count);
        Write(files);
        var whole = File.ReadAllBytes(Stamp);
        foreach (var i in new[] { 0, 1, (count / 2) - 1, count / 2, (count / 2) + 1, count - 1 })
        {
            // The size of a path is the last of its record, the NUL the last of the path.
            var path = whole.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(files[i] + "\0"));
            Damaged(bytes => BitConverter.TryWriteBytes(bytes.AsSpan(path - sizeof(ushort)), (ushort)0));
            Damaged(bytes => BitConverter.TryWriteBytes(bytes.AsSpan(path - sizeof(ushort)), ushort.MaxValue));
            Damaged(bytes => bytes[path + files[i].Length] = (byte)'x');
        }

        const int Count = (2 * sizeof(ulong)) + (2 * sizeof(int));
        Damaged(bytes => BitConverter.TryWriteBytes(bytes.AsSpan(Count), count + 1));
        Damaged(bytes => BitConverter.TryWriteBytes(bytes.AsSpan(Count), count * 3));
        Damaged(bytes => BitConverter.TryWriteBytes(bytes.AsSpan(Count), int.MaxValue));

        // A checksum tells chance, which this is not.
        void Damaged(Action<byte[]> damage)
        {
            byte[] bytes = [.. whole];
            damage(bytes);
            BitConverter.TryWriteBytes(bytes.AsSpan(sizeof(ulong)), Engine.UpToDate.Stamp.Checksum(bytes.AsSpan(Engine.UpToDate.Stamp.Unchecked)));
            File.WriteAllBytes(Stamp, bytes);
            UpToDateCheck.CountUnchanged(Stamp, Identity).ShouldBe(-1);
        }
    }

    private List<string> Files(int count) => [.. Enumerable.Range(0, count).Select(i => _folder.File($"{i % 7}/{i}", "x"))];

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
