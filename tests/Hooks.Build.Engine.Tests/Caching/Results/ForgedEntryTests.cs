using System.Runtime.Versioning;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Hashing;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Caching.Results;

/// <summary>An entry has a checksum, which anybody can make: what it says is done only where a hook could have done it.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class ForgedEntryTests : IDisposable
{
    private const string Evil = "evil";

    private readonly CachingRepository _repository = new();

    // It may write anything.
    private static PlannedHook Hook { get; } = CachingRepository.Hook() with { Command = [["check"]], Reads = ["input.json"], Writes = ["gen/**", "**"] };

    public ForgedEntryTests()
    {
        _repository.Set("PATH", _repository.Environment["PATH"] + ":" + In("node_modules/.bin"));
        _repository.Worker = new Engine.Model.WorkerOptions
        {
            Dotnet = "dotnet",
            WorkerAssembly = "",
            HooksAssembly = In("build/bin/Debug/net10.0/Hooks.dll"),
            HooksProject = In("build/Hooks.csproj"),
        };
        var files = _repository.Files;
        _ = files.Commit("a.cs", "tracked.txt", "deleted.txt", ".githooks/commit-msg", ".gitignore");
        _ = files.Edit(".gitignore", "input.json\n*.props\nobj/\ngen/\n")
            .Edit("input.json", "{}")
            .Edit("untracked.txt", "mine")
            .Edit("build/Hooks.csproj", "x")
            .Edit("src/App/App.csproj", "x")
            .Edit("artifacts/obj/x/y", "y")
            .Edit("node_modules/.bin/x", "x")
            .Edit("obj/hooks.state", "state")
            .Edit("gen/known.txt", "known");
        _ = files.Shell(
            "rm deleted.txt; git init -q nested; echo mine > nested/x.txt; git config core.hooksPath scripts; mkdir scripts; echo mine > scripts/helper");
    }

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    [DataRow("tracked.txt", DisplayName = "a tracked file")]
    [DataRow("deleted.txt", DisplayName = "a tracked file that was deleted")]
    [DataRow("untracked.txt", DisplayName = "a file that is not added yet")]
    [DataRow("a.cs", DisplayName = "what the hook is given")]
    [DataRow("input.json", DisplayName = "what the hook reads, though ignored")]
    [DataRow("Directory.Build.props", DisplayName = "what every build reads")]
    [DataRow("gen/x.targets", DisplayName = "what a build imports")]
    [DataRow("gen/.editorconfig", DisplayName = "what says which errors count")]
    [DataRow(".gitattributes", DisplayName = "what says what git converts")]
    [DataRow(".githooks/pre-commit", DisplayName = "a script of git")]
    [DataRow("gen/pre-push", DisplayName = "a script of git in any folder")]
    [DataRow(".githooks/helper", DisplayName = "what lies beside a script of git")]
    [DataRow(".claude/settings.json", DisplayName = "what a coding agent runs")]
    [DataRow("src/.cursor/hooks.json", DisplayName = "the same in a folder below")]
    [DataRow(".mcp.json", DisplayName = "programs that a coding agent starts")]
    [DataRow(".vscode/tasks.json", DisplayName = "what an editor runs")]
    [DataRow("gen/App.csproj.user", DisplayName = "what MSBuild imports by itself")]
    [DataRow("scripts/helper", DisplayName = "what lies beside git's scripts")]
    [DataRow(".git/config", DisplayName = "git's own")]
    [DataRow("nested/.git/hooks/pre-commit", DisplayName = "git's own of another")]
    [DataRow("nested/x.txt", DisplayName = "another repository's file")]
    [DataRow("obj/hooks.state", DisplayName = "where the plan is")]
    [DataRow("obj/project.assets.json", DisplayName = "what was restored")]
    [DataRow("build/obj/Debug/net10.0/Hooks.dll", DisplayName = "the compiler's own copy of the hooks")]
    [DataRow("build/bin/Debug/net10.0/Other.dll", DisplayName = "what lies beside the hooks' assembly")]
    [DataRow("build/Evil.cs", DisplayName = "a source that would be compiled into the hooks")]
    [DataRow("build/deep/data.json", DisplayName = "anything in the project of the hooks")]
    [DataRow("src/App/obj/Debug/App.dll", DisplayName = "the compiler's own copy of any project")]
    [DataRow("src/App/OBJ/Debug/App.dll", DisplayName = "the same where case does not count")]
    [DataRow("src/App/bin/Debug/App.dll", DisplayName = "what any project was built to")]
    [DataRow("artifacts/obj/App/App.dll", DisplayName = "the compiler's own copy in artifacts/")]
    [DataRow("artifacts/bin/App/App.dll", DisplayName = "what is built into artifacts/")]
    [DataRow("node_modules/.bin/git", DisplayName = "a program on PATH")]
    public async Task It_puts_nothing_over(string path)
    {
        await ForgeAsync(result => result with { Outputs = [Output("gen/fine.txt"), Output(path)] });
        var before = Tree();
        (await _repository.SourceAsync(Hook)).ShouldBe(ResultSource.Miss);
        Tree().ShouldBe(before);
    }

    [TestMethod]
    public async Task It_may_put_back_what_nobody_knows_of()
    {
        await ForgeAsync(result => result with { Outputs = [Output("gen/deep/new.txt"), Output("gen/known.txt") with { IsExecutable = true }] });
        File.SetUnixFileMode(In("gen/known.txt"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.SetUser);
        (await _repository.SourceAsync(Hook)).ShouldBe(ResultSource.Local);
        File.ReadAllText(In("gen/deep/new.txt")).ShouldBe(Evil);
        File.GetUnixFileMode(In("gen/known.txt")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    // As where somebody has the folder of all repositories on PATH, or the root of the disk.
    [TestMethod]
    public async Task A_folder_above_the_repository_on_the_path_protects_nothing_in_folders_below()
    {
        _repository.Set("PATH", Path.GetDirectoryName(_repository.Files.Path) + ":/:" + _repository.Environment["PATH"]);
        await ForgeAsync(result => result with { Outputs = [Output("gen/deep/new.txt")] });
        (await _repository.SourceAsync(Hook)).ShouldBe(ResultSource.Local);
        File.ReadAllText(In("gen/deep/new.txt")).ShouldBe(Evil);
    }

    [TestMethod]
    [DataRow("gen/a", "gen/a/b")]
    [DataRow("gen/a/b/c", "gen/a")]
    [DataRow("gen/a", "gen/a")]
    public async Task Files_that_cannot_both_be_there_leave_nothing(string one, string two)
    {
        await ForgeAsync(result => result with { Outputs = [Output("gen/fine.txt"), Output(one), Output(two)] });
        var before = Tree();
        (await _repository.SourceAsync(Hook)).ShouldBe(ResultSource.Miss);
        Tree().ShouldBe(before);
    }

    [TestMethod]
    public async Task A_path_of_a_thousand_folders_is_refused()
    {
        await ForgeAsync(result => result with { Outputs = [Output("gen/" + string.Join('/', Enumerable.Repeat("a", 2000)))] });
        (await _repository.SourceAsync(Hook)).ShouldBe(ResultSource.Miss);
    }

    private static readonly (string What, Func<CachedResult, CachedResult> Forge)[] Stories =
    [
        ("a negative duration", result => result with { Duration = TimeSpan.FromTicks(-1) }),
        ("a duration without end", result => result with { Duration = TimeSpan.MaxValue }),
        ("a duration beyond the longest limit of all attempts", result => result with { Duration = TimeSpan.FromDays(13) }),
        ("an escape in a reason", result => result with { Reason = "\e[2J" }),
        ("an escape in a line of output", result => result with { Tail = ["\e]0;title\a"] }),
        ("a line of output with lines in it", result => result with { Tail = ["one\ntwo"] }),
        ("a line of a megabyte", result => result with { Tail = [new string('x', 1 << 20)] }),
        ("a million lines", result => result with { Tail = [.. Enumerable.Repeat("x", 100_000)] }),
        ("fewer findings than none", result => result with { DroppedFindings = -1 }),
        ("more findings than anybody prints", result => result with { DroppedFindings = int.MaxValue }),
        ("a file outside", result => result with { Findings = [Finding with { File = "/etc/passwd" }] }),
        ("a file above", result => result with { Findings = [Finding with { File = "src/../../x" }] }),
        ("a file with a line end", result => result with { Findings = [Finding with { File = "a\n::error::b" }] }),
        ("a level that nobody knows", result => result with { Findings = [Finding with { Level = (HookFindingLevel)9 }] }),
        ("a line before the first", result => result with { Findings = [Finding with { Line = -1 }] }),
        ("an escape in a message", result => result with { Findings = [Finding with { Message = "\e[31m" }] }),
        ("a code of two lines", result => result with { Findings = [Finding with { Code = "A\nB" }] }),
        ("a code that is a finding", result => result with { Findings = [Finding with { Code = "X1: error CS0001" }] }),
        ("more bytes than a disk", result => result with { Outputs = [Output("gen/x") with { Size = long.MaxValue }] }),
        ("too many files", result => result with { Outputs = [.. Enumerable.Range(0, OutputLimits.MostFiles + 1)
            .Select(i => Output("gen/x" + i.ToString("d6", null)))] }),
    ];

    public static IEnumerable<object[]> AllStories => Stories.Select((story, i) => new object[] { story.What, i });

    [TestMethod]
    [DynamicData(nameof(AllStories))]
    public async Task It_tells_nothing_that_no_hook_could_have_told(string what, int index)
    {
        await ForgeAsync(Stories[index].Forge);
        (await _repository.SourceAsync(Hook)).ShouldBe(ResultSource.Miss, what);
    }

    [TestMethod]
    public async Task A_finding_with_colours_is_remembered_without_them()
    {
        _ = _repository.Outside.Script("bin/check", "#!/bin/sh\nprintf 'a.cs(1,2): warning X1: \\033[31mred\\033[0m\\001\\n'\n");
        (await _repository.SourceAsync(Hook)).ShouldBe(ResultSource.Miss);
        var report = (await _repository.RunAsync(null, Hook)).Hooks.Single();
        report.Source.ShouldBe(ResultSource.Local);
        report.Findings.Single().Message.ShouldBe("red");
    }

    private static Finding Finding => new(HookFindingLevel.Warning, "a.cs", 1, 1, 0, 0, "X1", "text");

    private static CachedFile Output(string path) => new(path, Sha256.Hex(System.Text.Encoding.UTF8.GetBytes(Evil)), Evil.Length, IsExecutable: false);

    private async Task ForgeAsync(Func<CachedResult, CachedResult> forge)
    {
        (await _repository.SourceAsync(Hook)).ShouldBe(ResultSource.Miss);
        (await _repository.SourceAsync(Hook)).ShouldBe(ResultSource.Local);
        CacheFolder folder = new(_repository.Cache, _ => { });
        var file = Directory.GetFiles(Path.Combine(_repository.Cache, CacheLayout.Version, CacheLayout.Results), "*", SearchOption.AllDirectories).Single();
        var key = Path.GetFileName(file);
        var own = ResultEntry.Read(key, File.ReadAllBytes(file)).ShouldNotBeNull();
        var forged = forge(own);
        // Without what is there it would not be used at all.
        File.WriteAllBytes(
            file,
            ResultEntry.Write(
                key,
                forged with { Outputs = [.. forged.Outputs, .. own.Outputs.ExceptBy(forged.Outputs.Select(output => output.Path), output => output.Path)] }));
        using MemoryStream content = new(System.Text.Encoding.UTF8.GetBytes(Evil));
        new ResultStore(folder, TimeProvider.System).StoreContent(Output("x").Digest, content).ShouldBeTrue();
    }

    private string In(string name) => _repository.Files.In(name);

    private string Tree() => _repository.Files.Shell("find . -type f ! -path './.git/index' -exec ls -l --time-style=full-iso {} +");
}
