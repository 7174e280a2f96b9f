using System.Text;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Hashing;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Git;

/// <summary>What an index says of folders.</summary>
[TestClass]
public sealed class KnownTreeTests
{
    private static readonly string[] Folders = ["a", "a/b", "a/b/c", "a/bb", "bb", "bb/x", "c", "ccc", "ccc/long name", "d"];

    [TestMethod]
    public void Each_folder_has_the_tree_of_the_commit()
    {
        using var repository = new TempRepository().Commit([.. Folders.Select(folder => folder + "/file")]);
        _ = repository.Edit("a/b/file", "staged").Stage("a/b/file");
        foreach (var folder in Folders)
        {
            var (entries, id) = Find(repository.In(".git/index"), folder);
            if (folder is "a" or "a/b")
            {
                entries.ShouldBe(-1, folder);
                continue;
            }

            entries.ShouldBe(repository.Git("ls-files", folder).Split('\n').Length, folder);
            id.ShouldBe(repository.Git("rev-parse", "HEAD:" + folder), folder);
        }

        Find(repository.In(".git/index"), "none").Entries.ShouldBe(0);
    }

    private static (int Entries, string Id) Find(string index, string folder)
    {
        IndexReader reader = new(File.ReadAllBytes(index), 20, new byte[IndexReader.LongestPath]);
        reader.PassCommittable(out _).ShouldBeTrue();
        var known = KnownTree.Of(reader.Extension("TREE"u8));
        foreach (var name in folder.Split('/'))
        {
            known = known.Find(Encoding.UTF8.GetBytes(name));
        }

        return (known.Entries, Hex.Lower(known.Id));
    }
}
