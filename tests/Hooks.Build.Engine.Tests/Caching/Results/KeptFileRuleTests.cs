using System.Runtime.Versioning;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.State;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Scheduling;
using Hooks.Build.Engine.UpToDate;

namespace Hooks.Build.Engine.Tests.Caching.Results;

/// <summary>The law of what is kept between runs: no damage of it makes a run hang or fail, none makes a wrong hit, and none is told more than once.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "Pipes, devices and stamps are Linux's.")]
[SupportedOSPlatform("linux")]
public sealed class KeptFileRuleTests
{
    private const int Cases = 3000;

    [TestMethod]
    public async Task No_damage_of_any_kept_file_makes_a_hang_or_a_wrong_hit()
    {
        using CachingRepository repository = new();
        var files = repository.Files;
        _ = files.Commit("a.cs", "sub/b.cs", "notes.md", ".gitignore");
        _ = files.Edit(".gitignore", "out.txt\n");
        _ = repository.Outside.Script("bin/check", "#!/bin/sh\necho made > out.txt\n");
        _ = repository.Outside.Script("bin/each", "#!/bin/sh\nexit 0\n");
        PlannedHook[] hooks =
        [
            CachingRepository.Hook() with { Command = [["check"]], Writes = ["out.txt"], Environment = ["HOOKS_LAW"] },
            CachingRepository.Hook("Each") with { Command = [["each", "{files}"]], PerFile = true },
        ];
        var request = repository.Request with { StampFile = repository.Outside.In("logs/uptodate"), StampIdentity = "law" };
        (await repository.RunAsync(request, hooks)).Succeeded.ShouldBeTrue();
        Settle(repository);
        _ = await repository.RunAsync(request, hooks);
        var kept = Kept(repository);
        foreach (var name in new[] { "inputs.stat", "uptodate", "runs.jsonl", "Check.log", "CACHEDIR.TAG", "secret", "trimmed" })
        {
            kept.ShouldContain(file => Path.GetFileName(file) == name, name);
        }

        var cases = 0;
        for (var damage = 0; damage < Damage.Count; damage++)
        {
            // Of each kind of file one; of these each second, the others with the next damage. A list of files that nobody names any more goes meanwhile.
            foreach (var file in Kept(repository).DistinctBy(KindOf).Where((_, i) => (i + damage) % 2 == 0).Where(File.Exists))
            {
                var what = $"{Damage.Do(new Dice(cases), file, damage)} in the place of {file}";
                var isEdited = new Dice(cases++).OneIn(2);
                if (isEdited)
                {
                    // Of the same size.
                    _ = files.Edit("a.cs", $"{cases:d6}");
                    UpToDateCheck.CountUnchanged(request.StampFile, request.StampIdentity).ShouldBe(-1, what);
                }

                repository.Observer.Warnings.Clear();
                var report = await repository.RunAsync(request, hooks);
                report.Succeeded.ShouldBeTrue(what);
                repository.Observer.Warnings.Count.ShouldBeLessThanOrEqualTo(1, what + ": " + string.Join('\n', repository.Observer.Warnings));
                if (isEdited)
                {
                    report.Hooks.ShouldAllBe(hook => hook.Source == ResultSource.Miss, what);
                }

                File.ReadAllText(files.In("out.txt")).ShouldBe("made\n", what);
                Damage.Undo(file);
                // What was damaged is made anew.
                _ = await repository.RunAsync(request, hooks);
            }
        }

        cases.ShouldBeGreaterThan(100);
    }

    [TestMethod]
    public void A_damaged_list_of_statuses_is_as_it_was_or_empty()
    {
        using TempFolder folder = new();
        var file = folder.In("inputs.stat");
        Dictionary<string, StatEntry> entries = new(StringComparer.Ordinal);
        foreach (var name in Enumerable.Range(0, 20).Select(i => folder.File($"f{i}", $"{i}")))
        {
            entries[name] = StatEntry.Of(FileStatus.Read(name), ContentHash.OfFile(name)!.Value);
        }

        StatCache.Save(file, [.. entries.Keys], entries);
        var bytes = File.ReadAllBytes(file);
        for (var i = 0; i < Cases; i++)
        {
            File.WriteAllBytes(file, Damage.Of(new Dice(i), bytes, out var what));
            var read = StatCache.Load(file);
            (read.Count == 0 || read.OrderBy(pair => pair.Key, StringComparer.Ordinal).SequenceEqual(entries.OrderBy(pair => pair.Key, StringComparer.Ordinal)))
                .ShouldBeTrue($"{i}: {what}");
        }
    }

    [TestMethod]
    public void A_damaged_state_is_as_it_was_or_none()
    {
        using TempFolder folder = new();
        var file = folder.In("obj/hooks.state");
        PlanStateFile.Write(file, State(folder.Path));
        var bytes = File.ReadAllBytes(file);
        var whole = PlanStateText.Write(PlanStateFile.TryRead(file).ShouldNotBeNull(), folder.In("obj"));
        for (var i = 0; i < Cases; i++)
        {
            File.WriteAllBytes(file, Damage.Of(new Dice(i), bytes, out var what));
            if (PlanStateFile.TryRead(file) is { } read)
            {
                PlanStateText.Write(read, folder.In("obj")).ShouldBe(whole, $"{i}: {what}");
            }
        }
    }

    [TestMethod]
    public void A_damaged_stamp_leads_nowhere_even_where_its_sum_is_right()
    {
        using TempFolder folder = new();
        var (file, watched) = (folder.In("uptodate"), folder.File("watched"));
        CacheSecret secret = new(folder.In("secret"));
        File.WriteAllBytes(secret.Path, new byte[32]);
        StampWriter writer = new("law", secret);
        writer.AddVariable("PATH", Environment.GetEnvironmentVariable("PATH"));
        writer.Add(watched, FileStatus.Read(watched));
        writer.Save(file);
        UpToDateCheck.CountUnchanged(file, "law").ShouldBe(1);
        File.AppendAllText(watched, "more");
        var bytes = File.ReadAllBytes(file);
        for (var i = 0; i < Cases; i++)
        {
            var damaged = Damage.Of(new Dice(i), bytes, out var what);
            if (i % 2 == 0 && damaged.Length >= Stamp.Unchecked)
            {
                BitConverter.TryWriteBytes(damaged.AsSpan(sizeof(ulong)), Stamp.Checksum(damaged.AsSpan(Stamp.Unchecked)));
            }

            File.WriteAllBytes(file, damaged);
            // With a sum of its own a stamp may say that nothing is to be looked at: it is read without leading out of itself.
            var count = UpToDateCheck.CountUnchanged(file, "law");
            if (i % 2 != 0)
            {
                count.ShouldBe(-1, $"{i}: {what}");
            }
        }
    }

    private static List<string> Kept(CachingRepository repository) =>
    [
        .. new[] { repository.Request.LogDirectory, repository.Cache }.SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
            // A log of a terabyte was put aside.
            .Where(file => new FileInfo(file).Length < int.MaxValue).Order(StringComparer.Ordinal),
    ];

    // Names of results and content are digests.
    private static string KindOf(string file) => Path.GetFileName(file) is { Length: 64 } ? Path.GetDirectoryName(Path.GetDirectoryName(file))! : file;

    // What changed a moment ago is not believed yet.
    private static void Settle(CachingRepository repository) => repository.Files.Shell("find . -exec touch -h -d '-1 minute' {} + ; sleep 0.05");

    private static PlanState State(string root) => new()
    {
        Assembly = root + "/bin/Hooks.dll",
        RepositoryRoot = root,
        Project = root + "/Hooks.csproj",
        LogDirectory = root + "/obj/hooks",
        PackageFolders = ["/packages"],
        Values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Configuration"] = "Debug" },
        Settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["HookSkip"] = "Lint" },
        Inputs = [new InputFile(root + "/a.cs", 1, 2, 3)],
        Folders = [new InputFolder(root, 4)],
        Excluded = [root + "/b.cs"],
    };
}
