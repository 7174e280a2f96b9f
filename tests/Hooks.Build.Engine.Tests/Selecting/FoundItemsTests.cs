using System.Globalization;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Selecting;

/// <summary>Declarations whose items are found when hooks run (<c>MatrixOf</c>).</summary>
[TestClass]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same cases in each run")]
public sealed class FoundItemsTests
{
    private static readonly string[] Repository = ["README.md", "src/api/api.csproj", "src/api/deep/x.cs", "src/auth/a.cs", "src/auth/auth.csproj", "src/loose.cs", "tools/run.sh"];

    [TestMethod]
    public async Task A_plan_without_them_is_the_same_plan_and_lists_no_file()
    {
        FakeFiles files = new("a");
        var plan = Make.Plan(Make.Hook("A"));
        (await FoundItems.ExpandAsync(plan, "/repository", files, CancellationToken.None)).ShouldBeSameAs(plan);
        files.Asked.ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow("src/*/", "src/api|src/auth")]
    [DataRow("**/", "src|src/api|src/api/deep|src/auth|tools")]
    [DataRow("*/", "src|tools")]
    [DataRow("**/*.csproj", "src/api/api.csproj|src/auth/auth.csproj")]
    [DataRow("src/{api,auth}/", "src/api|src/auth")]
    [DataRow("src/api", "")]
    [DataRow("none/*/", "")]
    public async Task Each_folder_or_file_that_matches_is_an_item(string glob, string expected)
    {
        var plan = await ExpandAsync(Repository, Of(glob));
        string.Join('|', plan.Hooks.Where(hook => hook.Item is not null).Select(hook => hook.ItemPath)).ShouldBe(expected);
        plan.IsOpen.ShouldBeFalse();
    }

    [TestMethod]
    public async Task Folders_are_those_that_paths_have_however_these_are_nested()
    {
        Random random = new(7);
        for (var round = 0; round < 200; round++)
        {
            string[] paths = [.. Enumerable.Range(0, 30).Select(_ => string.Join('/', Enumerable.Range(0, random.Next(1, 5)).Select(_ => "ab-"[random.Next(3)].ToString() + random.Next(2)))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            var expected = paths.SelectMany(path => Enumerable.Range(0, path.Length).Where(i => path[i] == '/').Select(i => path[..i])).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            var plan = await ExpandAsync(paths, Of("**/"));
            plan.Hooks.Select(hook => hook.ItemPath).OfType<string>().ShouldBe(expected);
        }
    }

    [TestMethod]
    public async Task The_item_stands_wherever_the_placeholder_does()
    {
        var declared = Of("src/*/") with
        {
            Command = [["test", "--only={item}", "{files}"]],
            Files = ["{item}/**/*.cs"],
            Writes = ["out/{item}.txt"],
            Locks = ["db-{item}"],
            WorkingDirectory = "{item}",
            DependsOn = ["Build[{item}]"],
            Profiles = ["quick[src/api]", "all"],
            Hash = "1234",
        };
        var plan = await ExpandAsync(Repository, Of("src/*/") with { Name = "Build" }, declared, Make.Hook("All", "Test"), Make.Hook("One", "Test[src/auth]"));
        plan.Hooks.Select(hook => hook.Name).ShouldBe(["Build[src/api]", "Build[src/auth]", "Test[src/api]", "Test[src/auth]", "All", "One"]);
        var hook = plan.Hooks[2];
        (hook.Matrix, hook.Item, hook.Member).ShouldBe(("Test", "src/api", "Test"));
        hook.Command.Single().ShouldBe(["test", "--only=src/api", "{files}"]);
        hook.Files.ShouldBe(["src/api/**/*.cs"]);
        hook.Writes.ShouldBe(["out/src/api.txt"]);
        hook.Locks.ShouldBe(["db-src/api"]);
        hook.WorkingDirectory.ShouldBe("src/api");
        hook.Profiles.ShouldBe(["quick", "all"]);
        plan.Hooks[3].Profiles.ShouldBe(["all"]);
        hook.Hash.ShouldNotBe(plan.Hooks[3].Hash);
        plan.Prerequisites[2].ShouldBe([0]);
        plan.Prerequisites[4].ShouldBe([2, 3]);
        plan.Prerequisites[5].ShouldBe([3]);
    }

    [TestMethod]
    [DataRow("src/*/", "", "", "src/api|src/auth")]
    [DataRow("src/*/", "**/*.cs", "", "src/api:src/api/deep/x.cs|src/auth:src/auth/a.cs")]
    [DataRow("**/*.csproj", "", "", "src/api/api.csproj|src/auth/auth.csproj")]
    [DataRow("**/*.csproj", "**/*.cs", "", "src/api/api.csproj:src/api/deep/x.cs|src/auth/auth.csproj:src/auth/a.cs")]
    [DataRow("**/*.csproj", "{item}", "", "src/api/api.csproj:src/api/api.csproj|src/auth/auth.csproj:src/auth/auth.csproj")]
    [DataRow("src/*/", "", "README.md", "")]
    [DataRow("src/*/", "", "src/api/api.csproj", "src/api")]
    [DataRow("src/*/", "**/*.cs", "src/api/api.csproj|src/auth/a.cs", "src/auth:src/auth/a.cs")]
    public async Task Each_is_about_files_of_its_own_folder_unless_its_globs_have_the_item(string glob, string files, string changed, string expected)
    {
        using TempRepository repository = new();
        _ = repository.Write(Repository);
        var plan = await ExpandAsync(Repository, Of(glob) with { Files = files.Length == 0 ? [] : [files] });
        var request = Make.Request(repository.Path);
        var selection = HookSelection.Select(plan, request);
        var given = FileMatching.Match(selection, new FileListing(changed.Length == 0 ? Repository : changed.Split('|')), request);
        string.Join('|', plan.Hooks.Where(hook => given[hook.Index] is not { Count: 0 }).Select(hook => hook.ItemPath + (given[hook.Index] is { } own ? ":" + string.Join(',', own) : ""))).ShouldBe(expected);
    }

    [TestMethod]
    [DataRow("my app", "Test[my%20app]")]
    [DataRow("a[b]", "Test[a%5Bb%5D]")]
    [DataRow("a;b,c", "Test[a%3Bb%2Cc]")]
    [DataRow("a\nb", "Test[a%0Ab]")]
    [DataRow("größe-é-日本", "Test[größe-é-日本]")]
    [DataRow("a%b", "Test[a%25b]")]
    [DataRow("$(reboot)", "Test[$(reboot)]")]
    [DataRow("{files}", "Test[{files}]")]
    public async Task A_name_may_be_any_and_is_one_argument_and_one_glob(string folder, string name)
    {
        var path = folder + "/x.cs";
        var plan = await ExpandAsync([path, "other/x.cs"], Of("*/") with { Command = [["test", "{item}"]], Files = ["{item}/*"] });
        var hook = plan.Hooks.Single(hook => hook.ItemPath == folder);
        hook.Name.ShouldBe(name);
        Hooks.Build.Graph.ArgumentTemplate.Expand(hook.Command[0][1], _ => "?").ShouldBe(folder);
        var globs = Hooks.Build.Graph.GlobSet.Parse(hook.Files, []);
        (globs.IsMatch(path), globs.IsMatch("other/x.cs")).ShouldBe((true, false));
    }

    [TestMethod]
    public async Task A_name_that_looks_like_an_option_is_none()
    {
        var plan = await ExpandAsync(["-rf/x"], Of("*/") with { Command = [["test", "{item}", "--in={item}"]] });
        plan.Hooks.Single().Command[0].ShouldBe(["test", "./-rf", "--in=-rf"]);
    }

    [TestMethod]
    [DataRow("a b", "has characters that a shell would take for its own")]
    [DataRow("$(reboot)", "has characters that a shell would take for its own")]
    public async Task What_a_shell_would_take_apart_is_refused_where_the_item_stands_in_a_script(string folder, string said)
    {
        var script = Of("*/") with { Command = [["sh", "-c", "cd {item} && make"]] };
        if (said.Length > 0)
        {
            var problem = (await Should.ThrowAsync<HooksException>(() => ExpandAsync([folder + "/x"], script))).Problems.Single();
            problem.Message.ShouldContain(said);
            (problem.Code, problem.File).ShouldBe((Codes.Files, "build/H.cs"));
        }

        (await ExpandAsync(["plain-1/x"], script)).Hooks.Single().Command[0][2].ShouldBe("cd plain-1 && make");
    }

    [TestMethod]
    public async Task Ten_thousand_items_are_too_many_and_a_thousand_are_not()
    {
        var many = Enumerable.Range(0, 10_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"src/p{i:D5}/x")).ToArray();
        (await Should.ThrowAsync<HooksException>(() => ExpandAsync(many, Of("src/*/")))).Problems.Single().Message
            .ShouldBe("MatrixOf of 'Test' is src/*/, of which there are 10000 in the repository, such as src/p00000 and src/p09999; 1000 is the most. Name fewer");
        (await ExpandAsync(many[..1000], Of("src/*/"))).Hooks.Count.ShouldBe(1000);
    }

    [TestMethod]
    [DataRow(250, "which is 250 characters long as part of a name; 200 is the most")]
    public async Task What_is_too_long_for_a_name_is_refused(int length, string said) =>
        (await Should.ThrowAsync<HooksException>(() => ExpandAsync([new string('a', length) + "/x"], Of("*/")))).Problems.Single().Message.ShouldContain(said);

    [TestMethod]
    public async Task Names_that_differ_by_case_alone_are_refused() =>
        (await Should.ThrowAsync<HooksException>(() => ExpandAsync(["a/x", "A/x"], Of("*/")))).Problems.Single().Code.ShouldBe("HOOK0003");

    [TestMethod]
    public async Task Without_any_item_the_hook_does_not_run_and_that_is_told_and_who_depends_on_it_runs()
    {
        using TempFolder folder = new();
        Recorder observer = new();
        EngineServices services = new() { Launcher = FakeLauncher.ThatExits(0), Clock = TimeProvider.System, Environment = FakeTool.Environment, Files = new FakeFiles("README.md") };
        var plan = Make.Plan(Of("src/*/"), Make.Hook("After", "Test"), Make.Hook("One", "Test[src/auth]"));
        var report = await HookEngine.RunAsync(plan, Make.Request(folder.Path), services, observer, CancellationToken.None);
        report.Hooks.OrderBy(hook => hook.Hook.Index).Select(hook => hook.Outcome).ShouldBe([HookOutcome.NoFiles, HookOutcome.Succeeded, HookOutcome.Succeeded]);
        observer.Warnings.Single().Message.ShouldBe("MatrixOf of 'Test' is src/*/, of which there is nothing in the repository, so the hook runs for nothing");
    }

    [TestMethod]
    [DataRow("Ready")]
    [DataRow("Waves")]
    [DataRow("Sequential")]
    public async Task A_run_has_a_hook_for_each_item_whose_folder_changed_and_tells_them_as_one(string schedule)
    {
        using TempRepository repository = new();
        _ = repository.Commit(Repository).Edit("src/auth/a.cs", "changed").Stage("src/auth/a.cs");
        Recorder observer = new();
        var services = new EngineServices { Launcher = FakeLauncher.ThatExits(0), Clock = TimeProvider.System, Environment = FakeTool.Environment, Files = new FoundFiles(repository) };
        var request = Make.Request(repository.Path) with { Stage = HookStages.PreCommit, Schedule = Enum.Parse<HookSchedule>(schedule) };
        var report = await HookEngine.RunAsync(Make.Plan(Of("src/*/"), Make.Hook("Pack", "Test")), request, services, observer, CancellationToken.None);
        report.Matrices.Single().Items.Select(item => (item.Hook.Name, item.Outcome)).ShouldBe([("Test[src/api]", HookOutcome.NoFiles), ("Test[src/auth]", HookOutcome.Succeeded)]);
        observer.Events[^1].ShouldBe("end Pack Succeeded");
    }

    private static PlannedHook Of(params string[] globs) => Make.Hook("Test") with { MatrixOf = globs };

    private static async Task<HookPlan> ExpandAsync(string[] paths, params PlannedHook[] hooks) =>
        await FoundItems.ExpandAsync(Make.Plan(hooks), "/repository", new FakeFiles([.. paths.Order(StringComparer.Ordinal)]), CancellationToken.None);

    /// <summary>What git says.</summary>
    private sealed class FoundFiles(TempRepository repository) : IFileSource
    {
        public Task<FileListing> ListAsync(string root, FileChoice choice, CancellationToken cancellation) => repository.ListAsync(choice);
    }
}
