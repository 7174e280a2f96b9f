using System.Text;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Hashing;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Git;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The files are made executable by a shell.")]
public sealed class IndexReaderTests
{
    [TestMethod]
    [DataRow("2")]
    [DataRow("3")]
    [DataRow("4")]
    public void Entries_that_are_passed_over_are_passed_one_by_one(string version)
    {
        using TempRepository repository = new();
        _ = repository.Git("config", "index.version", version);
        _ = repository.Write([.. Enumerable.Range(0, 70).Select(i => $"d{i % 9}/f{i}")]).Stage(".");
        _ = repository.Shell("git update-index --chmod=+x d3/f12; ln -s d3 link; git add link; git update-index --skip-worktree d4/f13 d4/f22");
        var data = File.ReadAllBytes(repository.In(".git/index"));
        var paths = Paths(data);
        paths.Count.ShouldBe(71);
        for (var start = 0; start < paths.Count; start++)
        {
            for (var count = 0; start + count < paths.Count; count++)
            {
                PathAfter(data, start, count).ShouldBe(paths[start + count], $"{start} and {count}");
            }
        }

        PathAfter(data, 1, paths.Count).ShouldBe("none");
    }

    private static List<string> Paths(byte[] data)
    {
        List<string> paths = [];
        IndexReader reader = new(data, Sha1.Size, stackalloc byte[IndexReader.LongestPath]);
        while (reader.Read())
        {
            paths.Add(Encoding.UTF8.GetString(reader.Path));
        }

        return paths;
    }

    private static string PathAfter(byte[] data, int start, int count)
    {
        IndexReader all = new(data, Sha1.Size, stackalloc byte[IndexReader.LongestPath]);
        all.PassCommittable(out var again).ShouldBeTrue();
        all.IsWhole.ShouldBeTrue();
        for (var i = 0; i < start; i++)
        {
            again.Read().ShouldBeTrue();
        }

        return again.Pass((uint)count) && again.Read() ? Encoding.UTF8.GetString(again.Path) : "none";
    }
}
