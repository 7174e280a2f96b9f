using System.Globalization;
using System.Runtime.Versioning;
using FsCheck;
using FsCheck.Fluent;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Caching.Results;

/// <summary>A remembered result is used if nothing changed that a hook depends on, and only then.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class CacheTruthTests
{
    // Each changes one thing that the hook depends on.
    private static readonly (string What, Func<World, PlannedHook, PlannedHook> Change)[] Misses =
    [
        ("content", (world, hook) => world.Edit("a.cs", hook)),
        ("content of the same size", (world, hook) => world.Swap("a.cs", hook)),
        ("name", (world, hook) => world.Move("b.cs", "c.cs", hook)),
        ("name that differs in case", (world, hook) => world.Move("b.cs", "B.cs", hook)),
        ("executable bit", (world, hook) => world.Flip("a.cs", hook)),
        ("a file more", (world, hook) => world.Edit(world.New(".cs"), hook)),
        ("a file less", (world, hook) => world.Delete("b.cs", hook)),
        ("a link to the same content", (world, hook) => world.Link("b.cs", hook)),
        ("argument", (_, hook) => hook with { Hash = Guid.NewGuid().ToString() }),
        ("declared variable", (world, hook) => world.Set("DECLARED", hook)),
        ("tool", (world, hook) => world.Tool(hook)),
        ("what the dependency wrote", (world, hook) => world.Edit("out/generated.txt", hook)),
        ("a new file where the dependency writes", (world, hook) => world.Edit("out/" + world.New(".txt"), hook)),
        ("a file that it reads", (world, hook) => world.Edit("rules.json", hook)),
        ("a script that its command names", (world, hook) => world.Edit("script.sh", hook)),
        ("a script that a shell is told of", (world, hook) => world.Edit("inner.sh", hook)),
        ("a script that a shell is told of without a blank", (world, hook) => world.Edit("bare.sh", hook)),
        ("a script that a shell is told of in another folder", (world, hook) => world.Edit("sub/there.sh", hook)),
        ("what a link leads to", (world, hook) => world.EditOutside("linked.cs", hook)),
        ("configuration that tools read by themselves", (world, hook) => world.Edit("sub/.editorconfig", hook)),
        ("configuration that git ignores", (world, hook) => world.Edit("sub/.globalconfig", hook)),
        ("an ignored file that it reads by a glob", (world, hook) => world.Edit("local.json", hook)),
        ("an ignored file that it reads by its name", (world, hook) => world.Edit("sub/named.txt", hook)),
        ("a file in a folder that it reads", (world, hook) => world.Edit("rules/one/a.txt", hook)),
        ("a file in an ignored folder that it reads", (world, hook) => world.Edit("ignored/one/a.txt", hook)),
        ("an ignored file in a folder that it reads", (world, hook) => world.Edit("rules/one/local.ign", hook)),
        ("a new ignored file in a folder that it reads", (world, hook) => world.Edit("rules/" + world.New(".ign"), hook)),
        ("a file in an ignored folder within one that it reads", (world, hook) => world.Edit("kept/ignored/a.txt", hook)),
        ("a new file in a folder that it reads", (world, hook) => world.Edit("rules/" + world.New(".txt"), hook)),
    ];

    // Each changes what the hook does not depend on.
    private static readonly (string What, Func<World, PlannedHook, PlannedHook> Change)[] Hits =
    [
        ("nothing", (_, hook) => hook),
        ("time of a file", (world, hook) => world.Touch("a.cs", hook)),
        ("time of the tool", (world, hook) => world.TouchTool(hook)),
        ("undeclared variable", (world, hook) => world.Set("UNDECLARED", hook)),
        ("unrelated file", (world, hook) => world.Edit("notes.md", hook)),
        ("unrelated new file", (world, hook) => world.Edit(world.New(".md"), hook)),
        ("the same content written again", (world, hook) => world.Rewrite("a.cs", hook)),
        ("a file replaced by its copy", (world, hook) => world.Replace("a.cs", hook)),
        ("what is built in a folder that it reads", (world, hook) => world.Edit("rules/obj/a.txt", hook)),
        ("an ignored file in a folder of which it reads all that is listed", (world, hook) => world.Edit("listed/a.ign", hook)),
        ("what is staged", (world, hook) => world.Git(hook, "add", "--all")),
        ("what is committed", (world, hook) => world.Git(hook, "commit", "--quiet", "--allow-empty", "-am", "x")),
        ("place, description, wave", (_, hook) => hook with { Line = hook.Line + 1, Description = Guid.NewGuid().ToString(), Rank = 9 }),
    ];

    // Each is another .NET for a hook in C#.
    private static readonly (string What, string Command)[] OtherRuntimes =
    [
        ("a newer runtime", "mkdir net/shared/Microsoft.NETCore.App/10.0.2"),
        ("a runtime less", "rmdir net/shared/Microsoft.NETCore.App/8.0.1"),
        ("a framework more", "mkdir -p net/shared/Microsoft.WindowsDesktop.App/10.0.1"),
        ("what the project says of the runtime", "echo >> build/RepoHooks.runtimeconfig.json"),
        ("a project that says nothing of it any more", "rm build/RepoHooks.runtimeconfig.json"),
    ];

    // Each leaves the .NET of a hook in C# as it is.
    private static readonly (string What, string Command)[] SameRuntimes =
    [
        ("nothing", "true"),
        ("an SDK more", "mkdir -p net/sdk/10.0.500"),
        ("a file of a runtime", "touch net/shared/Microsoft.NETCore.App/10.0.1/new.txt"),
        ("times", "touch build/* net/shared/*"),
    ];

    public static IEnumerable<object[]> AllOtherRuntimes => OtherRuntimes.Select(other => new object[] { other.What, other.Command });

    public static IEnumerable<object[]> AllSameRuntimes => SameRuntimes.Select(same => new object[] { same.What, same.Command });

    public static IEnumerable<object[]> AllMisses => Misses.Select((miss, i) => new object[] { miss.What, i });

    public static IEnumerable<object[]> AllHits => Hits.Select((hit, i) => new object[] { hit.What, i });

    [TestMethod]
    [DynamicData(nameof(AllMisses))]
    public async Task What_a_hook_depends_on_makes_it_run(string what, int index)
    {
        using World world = new();
        await world.RememberAsync(world.Hook);
        (await world.SourceAsync(Misses[index].Change(world, world.Hook))).ShouldBe(ResultSource.Miss, what);
    }

    [TestMethod]
    [DynamicData(nameof(AllHits))]
    public async Task What_a_hook_does_not_depend_on_does_not(string what, int index)
    {
        using World world = new();
        await world.RememberAsync(world.Hook);
        (await world.SourceAsync(Hits[index].Change(world, world.Hook))).ShouldBe(ResultSource.Local, what);
    }

    [TestMethod]
    [DynamicData(nameof(AllOtherRuntimes))]
    public async Task Another_NET_makes_a_hook_in_CSharp_run(string what, string command) =>
        (await SourceAfterAsync(command)).ShouldBe(ResultSource.Miss, what);

    [TestMethod]
    [DynamicData(nameof(AllSameRuntimes))]
    public async Task The_same_NET_does_not(string what, string command) => (await SourceAfterAsync(command)).ShouldBe(ResultSource.Local, what);

    [TestMethod]
    public void Any_row_of_changes_makes_it_run_exactly_where_it_must()
    {
        var changes = Gen.Choose(0, Misses.Length + Hits.Length - 1).ArrayOf(8).ToArbitrary();
        Prop.ForAll(changes, row =>
        {
            using World world = new();
            var hook = world.Hook;
            world.RememberAsync(hook).GetAwaiter().GetResult();
            foreach (var index in row)
            {
                var (what, change) = index < Misses.Length ? Misses[index] : Hits[index - Misses.Length];
                // What was deleted or moved by an earlier change cannot be again.
                if (!world.Can(what))
                {
                    continue;
                }

                hook = change(world, hook);
                world.SourceAsync(hook)
                    .GetAwaiter()
                    .GetResult()
                    .ShouldBe(index < Misses.Length ? ResultSource.Miss : ResultSource.Local, $"{what} in {string.Join(", ", row)}");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(15));
    }

    private static async Task<ResultSource> SourceAfterAsync(string command)
    {
        using CachingRepository repository = new();
        _ = repository.Files.Commit("a.cs");
        var hook = repository.MethodHook();
        (await repository.SourceAsync(hook)).ShouldBe(ResultSource.Miss);
        (await repository.SourceAsync(hook)).ShouldBe(ResultSource.Local);
        _ = repository.Outside.Shell(command);
        var report = (await repository.RunAsync(null, hook)).Hooks.Single();
        report.Outcome.ShouldBe(HookOutcome.Succeeded);
        return report.Source;
    }

    private sealed class World : IDisposable
    {
        private readonly CachingRepository _repository = new();
        private int _count;
        private bool _isFlipped;

        public World()
        {
            _ = _repository.Files.Commit(
                "a.cs",
                "b.cs",
                "notes.md",
                "rules.json",
                "script.sh",
                "inner.sh",
                "bare.sh",
                "sub/there.sh",
                "sub/.editorconfig",
                "rules/one/a.txt",
                "kept/a.txt",
                "listed/a.txt",
                ".gitignore");
            _ = _repository.Files.Edit(".gitignore", "out/\nignored/\nobj/\n*.ign\n.globalconfig\nlocal.json\nnamed.txt\n")
                .Edit("ignored/one/a.txt", "1")
                .Edit("out/generated.txt", "1");
            _ = _repository.Files.Stage(".gitignore");
            _ = _repository.Files.Git("commit", "--quiet", "-m", "ignore");
            _ = File.CreateSymbolicLink(In("link.cs"), _repository.Outside.File("linked.cs", "1"));
        }

        public PlannedHook Hook { get; } = CachingRepository.Hook("Check", "Generate") with
        {
            Command = [
                ["check", "--script=script.sh", "{files}"],
                ["sh", "-c", "test -e a.cs;cat 'inner.sh'>/dev/null"],
                ["sh", "-c", "cat<bare.sh>/dev/null"],
                ["sh", "-c", "cd sub&&cat there.sh"]],
            Reads = ["*.json", "**/named.txt", "rules", "kept/", "ignored/", "listed/**"],
            Environment = ["DECLARED"],
        };

        private static PlannedHook Generate { get; } = CachingRepository.Hook("Generate") with
        {
            Command = [["check"]],
            Files = [],
            Reads = ["nothing.txt"],
            Writes = ["out/*.txt"],
        };

        public bool Can(string what) => what switch
        {
            "name" or "name that differs in case" or "a file less" or "a link to the same content" =>
                File.Exists(In("b.cs")) && new FileInfo(In("b.cs")).LinkTarget is null,
            // A second flip leads back to what is remembered.
            "executable bit" => !_isFlipped,
            _ => true,
        };

        public async Task RememberAsync(PlannedHook hook)
        {
            (await SourceAsync(hook)).ShouldBe(ResultSource.Miss);
            (await SourceAsync(hook)).ShouldBe(ResultSource.Local);
        }

        // The generator is left out, as if it were skipped: what it wrote counts all the same.
        public async Task<ResultSource> SourceAsync(PlannedHook hook)
        {
            var report = await _repository.RunAsync(_repository.Request with { Skip = ["Generate"] }, Generate, hook);
            report.Succeeded.ShouldBeTrue();
            _repository.Observer.Warnings.ShouldBeEmpty();
            return report.Hooks.Single().Source;
        }

        public string New(string extension) => string.Create(CultureInfo.InvariantCulture, $"new{_count++}{extension}");

        public PlannedHook Edit(string name, PlannedHook hook)
        {
            _ = _repository.Files.Edit(name, Guid.NewGuid().ToString());
            return hook;
        }

        public PlannedHook EditOutside(string name, PlannedHook hook)
        {
            _ = _repository.Outside.File(name, Guid.NewGuid().ToString());
            return hook;
        }

        public PlannedHook Swap(string name, PlannedHook hook)
        {
            var bytes = File.ReadAllBytes(In(name));
            bytes[0]++;
            File.WriteAllBytes(In(name), bytes);
            return hook;
        }

        public PlannedHook Move(string from, string to, PlannedHook hook)
        {
            File.Move(In(from), In(to));
            return hook;
        }

        public PlannedHook Delete(string name, PlannedHook hook)
        {
            File.Delete(In(name));
            return hook;
        }

        public PlannedHook Flip(string name, PlannedHook hook)
        {
            _isFlipped = true;
            File.SetUnixFileMode(In(name), File.GetUnixFileMode(In(name)) ^ UnixFileMode.UserExecute);
            return hook;
        }

        public PlannedHook Link(string name, PlannedHook hook)
        {
            var target = _repository.Outside.File("copy.cs", File.ReadAllText(In(name)));
            File.Delete(In(name));
            _ = File.CreateSymbolicLink(In(name), target);
            return hook;
        }

        public PlannedHook Set(string name, PlannedHook hook)
        {
            _repository.Set(name, Guid.NewGuid().ToString());
            return hook;
        }

        public PlannedHook Tool(PlannedHook hook)
        {
            File.AppendAllText(_repository.Outside.In("bin/check"), "\n# " + Guid.NewGuid().ToString());
            return hook;
        }

        public PlannedHook Touch(string name, PlannedHook hook)
        {
            File.SetLastWriteTimeUtc(In(name), File.GetLastWriteTimeUtc(In(name)).AddMinutes(-5));
            return hook;
        }

        public PlannedHook TouchTool(PlannedHook hook)
        {
            File.SetLastWriteTimeUtc(_repository.Outside.In("bin/check"), File.GetLastWriteTimeUtc(_repository.Outside.In("bin/check")).AddMinutes(-5));
            return hook;
        }

        public PlannedHook Rewrite(string name, PlannedHook hook)
        {
            File.WriteAllBytes(In(name), File.ReadAllBytes(In(name)));
            return hook;
        }

        public PlannedHook Replace(string name, PlannedHook hook)
        {
            File.Copy(In(name), In(name + ".tmp"));
            File.Move(In(name + ".tmp"), In(name), overwrite: true);
            return hook;
        }

        public PlannedHook Git(PlannedHook hook, params string[] arguments)
        {
            _ = _repository.Files.Git(arguments);
            return hook;
        }

        public void Dispose() => _repository.Dispose();

        private string In(string name) => _repository.Files.In(name);
    }
}
