using Hooks.Build.Generators.Tests.Kit;
using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class JoinedHooksTests
{
    private const string Team =
        """
        namespace Acme;

        public static class TeamHooks
        {
            [Hook(Files = ["**/*.cs"], Writes = ["**/*.cs"])] public const string Format = "dotnet format";
            [Hook(DependsOn = [nameof(Format), nameof(Helpers.Restore)], After = [nameof(Helpers.Report)], Severity = HookSeverity.Warning)] public const string Lint = "dotnet lint --all";
            [Hook] public const string Json = StandardHooks.CheckJson;
            [Hook] public static Task NoTabs(HookContext hook) => Task.CompletedTask;
        }

        public static class Helpers
        {
            [Hook] public const string Restore = "dotnet restore";
            [Hook] public const string Report = "report";
            [Hook] public const string Unasked = "unasked";
        }
        """;

    private const string Use = "[assembly: UseHooks(typeof(Acme.TeamHooks))]\n";

    private static readonly MetadataReference TeamPackage = Package.Of(Team);

    private static readonly MetadataReference MatrixPackage = Package.Of(
        """
        public static class Matrices
        {
            [Hook(Matrix = ["a", "b"])] public const string First = "first {item}";
            [Hook(Matrix = ["a", "b"])] public const string Each = "echo {item}";
            [Hook(Matrix = ["a", "b"], Files = ["{item}/**"])] public const string Places = "places";
            [Hook(Matrix = ["a", "b"], Files = ["src/{item}/**"], Fix = "fix {files}")] public const string Repairs = "check {files}";
            [Hook(MatrixOf = ["src/*/"])] public const string Found = "echo {item}";
            [Hook] public const string Plain = "plain";
        }
        """);

    public static IEnumerable<object[]> Both => [[TeamPackage], [Package.Typed(Team)]];

    [TestMethod]
    [DynamicData(nameof(Both))]
    public void The_hooks_of_a_type_join_with_what_they_depend_on(MetadataReference team)
    {
        var hooks = Plan(Use + """static class Mine { [Hook(DependsOn = [nameof(Acme.TeamHooks.Format)])] const string Own = "own"; }""", team);
        hooks.Keys.Order(StringComparer.Ordinal).ShouldBe(["Format", "Json", "Lint", "NoTabs", "Own", "Restore"]);
        hooks["Own"].Wave.ShouldBe(1);
        hooks["Lint"].Values["DependsOn"].ShouldBe(["Format", "Restore"]);
        hooks["Lint"].Values.Contains("After").ShouldBeFalse("its Report does not come along");
        hooks["Lint"].Command.ShouldBe(["dotnet", "lint", "--all"]);
        hooks["Lint"].Values["Severity"].ShouldBe(["1"]);
        hooks["Json"].Kind.ShouldBe("Check");
        hooks["NoTabs"].Type.ShouldBe("Acme.TeamHooks");
        hooks["NoTabs"].TakesContext.ShouldBeTrue();
        hooks["NoTabs"].Values["Assembly"].ShouldBe(["Acme.Hooks"]);
        hooks["Own"].Values.Contains("Assembly").ShouldBeFalse();
    }

    [TestMethod]
    public void Hooks_that_stand_beside_one_of_a_generic_or_file_local_type_join() =>
        Plan("[assembly: UseHooks(typeof(Team))]", Package.Of("""
            public static class Team
            {
                [Hook] public const string Own = "own";
                public static class Inner<T> { [Hook] public const string Generic = "generic"; }
            }
            file static class Local { [Hook] public const string OfFile = "file"; }
            """)).Keys.ShouldContain("Own");

    [TestMethod]
    public void A_hook_of_a_generic_type_joins_by_its_type() =>
        Plan("[assembly: UseHooks(typeof(Team.Inner<>))]", Package.Of("""
            public static class Team
            {
                public static class Inner<T> { [Hook(DependsOn = ["OfFile"])] public const string Generic = "generic"; }
            }
            file static class Local { [Hook] public const string OfFile = "file"; }
            """)).Keys.ShouldBe(["Generic", "OfFile"], ignoreOrder: true);

    [TestMethod]
    public void A_joined_hook_is_placed_where_it_is_asked_for_and_tells_where_it_is_declared()
    {
        var format = Plan(Use)["Format"];
        (format.Values["File"].Single(), format.Values["Line"].Single()).ShouldBe(("build/RepoHooks.cs", "1"));
        format.Values["Defined"].ShouldBe(["build/RepoHooks.cs(5,6)"]);
        format.Values["May"].ShouldBe(["runs 'dotnet format' at Build, PreCommit on **/*.cs, writes **/*.cs"]);
    }

    [TestMethod]
    public void Nothing_of_a_definition_is_lost_on_the_way()
    {
        const string All =
            """"
            public static class All
            {
                [Hook] public const string First = "first";
                [Hook] public const string Second = "second";
                [Hook(DependsOn = [nameof(First)], After = [nameof(Second)], Stages = HookStages.PreCommit | HookStages.Manual, Profiles = ["fast", "all"], Gates = false, Files = ["**/*.md"], Exclude = ["x/**"],
                    Reads = ["eng/**"], Writes = ["out/**"], Locks = ["nuget"], Timeout = 7, Severity = HookSeverity.Warning, Retries = 2, Cores = 1.5, Batch = true, PerFile = true, Fix = "fix {files}",
                    Cache = false, Environment = ["HOME"], WorkingDirectory = "src", Problems = "out.trx", Description = "Says \"hello\" \\ to ünïcode\n")]
                public const string Every = """
                    one 'a b' {files}
                    two {{literal}}
                    """;
                [Hook(DependsOn = [nameof(Every)], Finally = true)] public const string Clean = "clean";
                [Hook(MatrixOf = ["src/*/"], Reads = ["{item}/x"])] public const string Found = "check {item}";
                [Hook(Stages = HookStages.BeforeTool, Tools = ["Bash"], FailClosed = true)] public const string Guard = "guard";
                [Hook(Matrix = ["a", "b"], Profiles = ["quick[a]"])] public const string Each = "check {item}";
                [Hook] public static async Task<bool> Repairs(HookContext hook) { await Task.Yield(); return hook.Fixing; }
                [Hook] public const string Style = "csharp:format --whitespace";
                [Hook] public const string Large = StandardHooks.CheckAddedLargeFiles + " --maxkb=10";
            }
            """";
        typeof(HookAttribute).GetProperties()
            .Where(property => property.CanWrite && !All.Contains($"{property.Name} = ", StringComparison.Ordinal))
            .Select(property => property.Name)
            .ShouldBeEmpty("a new property belongs into this test");
        var own = GeneratorRun.Of(Project.Of(All));
        var joined = Plan("[assembly: UseHooks(typeof(All))]", Package.Of(All));
        string[] placed = ["File", "Line", "Column", "Hash", "Assembly", "Defined", "Definition", "May"];
        foreach (var hook in WrittenHook.Parse(own.PlanText))
        {
            Lines(joined[hook.Name]).ShouldBe(Lines(hook), hook.Name);
        }

        joined.Count.ShouldBe(11);

        List<string> Lines(WrittenHook hook) =>
            [.. hook.Values.Where(values => !placed.Contains(values.Key)).SelectMany(values => values.Select(value => $"{values.Key}={value}"))];
    }

    [TestMethod]
    public void What_a_package_uses_of_another_comes_along_as_the_other_s()
    {
        var standards = Package.Of("""public static class Base { [Hook] public const string Common = "common"; }""", "Base.Hooks");
        var team = Package.Of(
            """[assembly: UseHooks(typeof(Base))] public static class Team { [Hook(DependsOn = [nameof(Base.Common)])] public const string Own = "own"; }""",
            "Team.Hooks",
            standards);
        foreach (var use in new[] { "[assembly: UseHooks(typeof(Team))]", "[assembly: UseHooks(typeof(Team))] [assembly: UseHooks(typeof(Base))]" })
        {
            var hooks = Plan(use, standards, team);
            hooks.Keys.Order(StringComparer.Ordinal).ShouldBe(["Common", "Own"]);
            hooks["Common"].Values["Assembly"].ShouldBe(["Base.Hooks"]);
        }
    }

    [TestMethod]
    public void An_override_changes_what_it_names()
    {
        var hooks = Plan(Use +
            """
            [assembly: OverrideHook(nameof(Acme.TeamHooks.Lint), Severity = HookSeverity.Critical, Stages = HookStages.PrePush, Files = ["src/**"], Exclude = ["src/x/**"], Arguments = "lint --some", After = [nameof(Mine.Own)])]
            [assembly: OverrideHook("Json", Files = ["a.json"])]
            static class Mine { [Hook] public const string Own = "own"; }
            """);
        var lint = hooks["Lint"];
        (lint.Values["Severity"].Single(), lint.Values["Stages"].Single()).ShouldBe(("2", "8"));
        lint.Command.ShouldBe(["dotnet", "lint", "--some"]);
        lint.Values["Files"].ShouldBe(["src/**"]);
        lint.Values["Exclude"].ShouldBe(["src/x/**"]);
        lint.Values["After"].ShouldBe(["Own"]);
        lint.Values["DependsOn"].ShouldBe(["Format", "Restore"]);
        lint.Values["Definition"].ShouldBe(Plan(Use)["Lint"].Values["Definition"]);
        lint.Hash.ShouldNotBe(Plan(Use)["Lint"].Hash);
        hooks["Json"].Values["Files"].ShouldBe(["a.json"]);
        hooks["Json"].Command.ShouldBe(["hooks:check-json"]);
    }

    [TestMethod]
    public void Clean_up_of_a_package_goes_where_an_override_takes_what_it_cleans_up_after()
    {
        var team = Package.Of(
            """
            public static class Team
            {
                [Hook(Profiles = ["db"])] public const string Start = "start";
                [Hook(Finally = true, DependsOn = [nameof(Start)])] public const string Stop = "stop";
                [Hook(Finally = true, DependsOn = [nameof(Start)], Stages = HookStages.Build, Profiles = ["all"])] public const string Own = "own";
            }
            """);
        var hooks = Plan(
            """
            [assembly: UseHooks(typeof(Team))]
            [assembly: OverrideHook("Start", Stages = HookStages.PrePush)]
            [assembly: OverrideHook("Stop", DependsOn = ["Mine"])]
            static class Repo { [Hook(Stages = HookStages.Manual, Profiles = ["mine"])] const string Mine = "mine"; }
            """,
            team);
        hooks["Stop"].Values["Stages"].ShouldBe(["72"]);
        hooks["Stop"].Values["Profiles"].ShouldBe(["db", "mine"]);
        hooks["Own"].Values["Stages"].ShouldBe(["1"]);
        hooks["Own"].Values["Profiles"].ShouldBe(["all"]);
    }

    [TestMethod]
    public void Arguments_of_a_ready_made_hook_are_checked_as_its_own()
    {
        var team = Package.Of("""public static class Team { [Hook] public const string Secrets = StandardHooks.Secrets + " --allow-list=a.txt"; }""");
        var secrets = Plan("[assembly: UseHooks(typeof(Team))] [assembly: OverrideHook(\"Secrets\", Arguments = \"--allow-list=b.txt\")]", team)["Secrets"];
        secrets.Command.ShouldBe(["hooks:secrets", "--allow-list=b.txt"]);
        secrets.Values["Reads"].ShouldContain("b.txt");
        secrets.Values["Reads"].ShouldBeUnique();
    }

    [TestMethod]
    public async Task Arguments_that_a_ready_made_hook_does_not_take_are_refused() =>
        (await VerifyAsync(Use + """[assembly: OverrideHook("Json", Arguments = {|HOOK0005:"--nonsense"|})]"""))
            .Single()
            .GetMessage()
            .ShouldStartWith("The command of hook 'Json' is malformed: hooks:check-json");

    [TestMethod]
    public async Task Arguments_that_only_a_shell_would_act_upon_are_refused() =>
        (await VerifyAsync(Use + """[assembly: OverrideHook("Lint", Arguments = {|HOOK0005:"lint && test"|})]"""))
            .Single()
            .GetMessage()
            .ShouldStartWith("The command of hook 'Lint' is malformed: && joins commands in a shell");

    [TestMethod]
    [DataRow("my tool")]
    [DataRow("A=1")]
    [DataRow("!")]
    [DataRow("tool;")]
    public void A_program_that_needs_quotes_keeps_its_name_where_its_arguments_are_overridden(string program)
    {
        var team = Package.Of($$"""public static class Team { [Hook] public const string Odd = "'{{program}}' a"; }""");
        Plan("[assembly: UseHooks(typeof(Team))] [assembly: OverrideHook(\"Odd\", Arguments = \"b\")]", team)["Odd"].Command.ShouldBe([program, "b"]);
    }

    [TestMethod]
    public async Task A_circle_through_an_override_names_both_places()
    {
        var found = await VerifyAsync(Use +
            """
            [assembly: OverrideHook("Format", After = [nameof(Mine.Generate)])]
            static class Mine { [Hook(DependsOn = [{|HOOK0001:nameof(Acme.TeamHooks.Lint)|}])] public const string Generate = "generate"; }
            """);
        var circle = found.Single();
        circle.GetMessage().ShouldBe(
            "Circular hooks: Generate -> Lint -> Format -> Generate; 'Lint' comes from Acme.Hooks: TeamHooks.Lint, build/RepoHooks.cs(6,6); 'Format' comes from Acme.Hooks: TeamHooks.Format, build/RepoHooks.cs(5,6), and is changed by [assembly: OverrideHook] in RepoHooks.cs(2,12)");
        circle.AdditionalLocations.Count.ShouldBe(2);
    }

    [TestMethod]
    public async Task A_name_that_a_joined_hook_has_is_taken() =>
        (await VerifyAsync("[assembly: {|HOOK0003:UseHooks(typeof(Acme.TeamHooks))|}]\nstatic class Mine { [Hook] const string Format = \"own\"; }"))
            .Single()
            .GetMessage()
            .ShouldBe(
                "Hook 'TeamHooks.Format' has the same name as hook 'Mine.Format'; names are compared without case, as on command lines; 'Format' comes from Acme.Hooks: TeamHooks.Format, build/RepoHooks.cs(5,6)");

    [TestMethod]
    public async Task Two_packages_that_bring_one_name_are_told_apart_by_their_places()
    {
        var other = Package.Of("public static class Others { [Hook] public const string Json = \"other\"; }", "Other.Hooks");
        var found = await AnalyzerRun.VerifyAsync([TeamPackage, other], Use + "[assembly: {|HOOK0003:UseHooks(typeof(Others))|}]");
        found.Single()
            .GetMessage()
            .ShouldContain(
                "on command lines. Leave out the [assembly: UseHooks] that brings one of them, or ask the authors of Other.Hooks or Acme.Hooks for another name; 'Json' comes");
        found.Single()
            .GetMessage()
            .ShouldContain("'Json' comes from Other.Hooks: Others.Json, build/RepoHooks.cs(1,31); 'Json' comes from Acme.Hooks: TeamHooks.Json, ");
    }

    [TestMethod]
    public async Task A_race_with_a_joined_hook_is_a_race()
    {
        var found = await VerifyAsync(Use.Replace(
            "UseHooks(typeof(Acme.TeamHooks))",
            "{|HOOK0008:UseHooks(typeof(Acme.TeamHooks))|}",
            StringComparison.Ordinal) + """static class Mine { [Hook(Writes = ["src/**"])] const string Generate = "generate"; }""");
        found.Single().GetMessage().ShouldEndWith("neither waits for the other; 'Format' comes from Acme.Hooks: TeamHooks.Format, build/RepoHooks.cs(5,6)");
    }

    [TestMethod]
    public async Task What_is_between_hooks_of_one_package_was_told_there() => await AnalyzerRun.VerifyAsync(
        [Package.Of(
            """public static class Team { [Hook(Files = ["*.cs"], Writes = ["a"])] public const string A = "a"; [Hook(Writes = ["a"])] public const string B = "b"; [Hook(DependsOn = [nameof(B)], Stages = HookStages.Manual)] public const string C = "c"; }""")],
        "[assembly: UseHooks(typeof(Team))]");

    [TestMethod]
    public async Task What_an_override_makes_of_it_is_told() => await AnalyzerRun.VerifyAsync(
        [TeamPackage],
        """
        [assembly: {|HOOK0007:UseHooks(typeof(Acme.TeamHooks))|}]
        [assembly: OverrideHook("Format", Stages = HookStages.Manual)]
        """);

    [TestMethod]
    public async Task An_unknown_name_in_an_override_is_told_there() =>
        await VerifyAsync(
            Use + """[assembly: OverrideHook("Format", After = [{|HOOK0002:"Generte"|}])] static class Mine { [Hook] const string Generate = "g"; }""");

    [TestMethod]
    [DataRow("[assembly: {|HOOK0015:UseHooks(typeof(Mine))|}] static class Mine { [Hook] const string A = \"a\"; }", "it is of this project, whose hooks are in the graph already; leave the attribute out")]
    [DataRow("[assembly: {|HOOK0015:UseHooks(typeof(string))|}]", "System.Runtime carries no hooks; is it built with the package Hooks.Build, and its analyzers?")]
    [DataRow("[assembly: {|HOOK0015:UseHooks(null!)|}]", "it declares no hook; name the type of another assembly that does")]
    [DataRow("[assembly: {|HOOK0015:UseHooks(typeof(int[]))|}]", "it declares no hook; name the type of another assembly that does")]
    [DataRow("[assembly: UseHooks(typeof(Acme.TeamHooks))] [assembly: {|HOOK0015:UseHooks(typeof(Acme.TeamHooks))|}]", "it is used already; leave one of the two attributes out")]
    [DataRow("[assembly: {|HOOK0015:UseHooks(typeof(Acme.Nothing))|}]", "it declares no hook; in Acme.Hooks these do: Acme.TeamHooks, Acme.Helpers")]
    public async Task Hooks_that_cannot_be_used_are_told_with_the_reason(string source, string reason) =>
        (await AnalyzerRun.VerifyAsync([Package.Of(Team + " public static class Nothing;")], source))
            .Single()
            .GetMessage()
            .ShouldEndWith("cannot be used: " + reason);

    [TestMethod]
    [DataRow("Format=5\n", "Format=3\n", "(format 3) and this project has")]
    [DataRow("Format=5\n", "", "cannot be read (it does not begin as a plan does)")]
    [DataRow("Kind=Command\n", "Kind=Riddle\n", "cannot be read (it does not say what Format is)")]
    [DataRow("Kind=Command\n", "Kind=Command", "cannot be read")]
    [DataRow("Rank=", "Rank=\\", "cannot be read (a value in it is not escaped as it must be)")]
    public async Task A_plan_that_is_not_ours_to_read_is_told(string old, string changed, string reason)
    {
        var package = Package.WithPlan(Team, plan => plan.Replace(old, changed, StringComparison.Ordinal));
        (await AnalyzerRun.VerifyAsync(
            [package],
            Use.Replace("UseHooks(typeof(Acme.TeamHooks))", "{|HOOK0015:UseHooks(typeof(Acme.TeamHooks))|}", StringComparison.Ordinal)))
                .Single()
                .GetMessage()
                .ShouldContain(reason);
    }

    [TestMethod]
    public async Task What_is_lacking_because_a_package_cannot_be_used_is_not_told_beside_that()
    {
        var package = Package.WithPlan(Team, plan => plan.Replace("Format=5\n", "Format=3\n", StringComparison.Ordinal));
        (await AnalyzerRun.VerifyAsync(
            [package],
            """
            [assembly: {|HOOK0015:UseHooks(typeof(Acme.TeamHooks))|}]
            [assembly: OverrideHook("Lint", Severity = HookSeverity.Warning)]
            static class Mine { [Hook(DependsOn = [nameof(Acme.TeamHooks.Format)], After = ["Lint"])] const string Own = "own"; }
            """)).Count.ShouldBe(1);
    }

    [TestMethod]
    public void Who_listens_in_another_assembly_is_not_joined_and_its_hooks_are()
    {
        var package = Package.Of(
            "namespace Acme; public static class TeamHooks { [OnRun] public static void A(RunContext run) { } [Hook] public const string B = \"b\"; [OnRun] public static void C(RunContext run) { } }");
        var plan = GeneratorRun.Of(Project.Of("[assembly: UseHooks(typeof(Acme.TeamHooks))]").AddReferences(package)).Plan;
        plan.ShouldContain("Format=5\n");
        plan.ShouldContain("Hook=B\n");
        plan.ShouldNotContain("Listener");
    }

    [TestMethod]
    public async Task Hooks_that_were_taken_out_and_hooks_that_were_refused_are_told()
    {
        await FailsAsync(Package.WithPlan(Team, _ => ""), "set HooksShipped=true in its project");
        await FailsAsync(Package.WithPlan(Team, _ => null), "Acme.Hooks carries no hooks");
        await FailsAsync(
            Package.Of("namespace Acme; public static class TeamHooks { [Hook] public const string A = \"'\"; }"), "Acme.Hooks has no legal plan: HOOK0005: ");

        static async Task FailsAsync(MetadataReference package, string reason) =>
            (await AnalyzerRun.VerifyAsync([package], "[assembly: {|HOOK0015:UseHooks(typeof(Acme.TeamHooks))|}]")).Single().GetMessage().ShouldContain(reason);
    }

    [TestMethod]
    [DataRow("""[assembly: {|HOOK0016:OverrideHook("Fromat", Severity = HookSeverity.Warning)|}]""", "did you mean 'Format'?")]
    [DataRow("""[assembly: {|HOOK0016:OverrideHook("Own", Severity = HookSeverity.Warning)|}] static class Mine { [Hook] const string Own = "o"; }""", "no [assembly: UseHooks] joins a hook of that name; a hook of this project is changed at its own [Hook]")]
    [DataRow("""[assembly: {|HOOK0016:OverrideHook("Format")|}]""", "nothing of it is changed; leave the attribute out")]
    [DataRow("""[assembly: OverrideHook("Format", Files = ["a"])] [assembly: {|HOOK0016:OverrideHook("Format", Files = ["b"])|}]""", "another attribute does so already; say all in one")]
    [DataRow("""[assembly: OverrideHook("NoTabs", Arguments = {|HOOK0016:"x"|})]""", "it is a C# hook, which takes no Arguments")]
    public async Task An_override_of_nothing_is_told(string source, string reason) =>
        (await VerifyAsync(Use + source)).Single().GetMessage().ShouldEndWith(reason);

    [TestMethod]
    public void Items_of_a_joined_matrix_are_waited_for_together_and_overridden_together()
    {
        var team = Package.Of("""public static class Team { [Hook(Matrix = ["a", "b"])] public const string Each = "check {item}"; }""");
        var hooks = Plan(
            """[assembly: UseHooks(typeof(Team))] [assembly: OverrideHook("Each", Files = ["x"])] static class Mine { [Hook(DependsOn = ["Each"])] const string Own = "own"; }""",
            team);
        hooks.Keys.ShouldBe(["Own", "Each[a]", "Each[b]"], ignoreOrder: true);
        hooks["Own"].Wave.ShouldBe(1);
        hooks["Each[b]"].Values["Files"].ShouldBe(["x"]);
    }

    [TestMethod]
    [DataRow("Each", "a", "b")]
    [DataRow("Each[b]", null, "b")]
    public void An_override_of_a_joined_matrix_knows_its_items(string name, string? a, string b)
    {
        var hooks = Plan(
            $$"""[assembly: UseHooks(typeof(Matrices))] [assembly: OverrideHook("{{name}}", Arguments = "hello '{item}.md' {files}", Files = ["src/{item}/**"], Exclude = ["src/{item}/x/**"], After = ["First[{item}]"])]""",
            MatrixPackage);
        hooks["Each[b]"].Command.ShouldBe(["echo", "hello", b + ".md", "{files}"]);
        hooks["Each[b]"].Values["Files"].ShouldBe([$"src/{b}/**"]);
        hooks["Each[b]"].Values["Exclude"].ShouldBe([$"src/{b}/x/**"]);
        hooks["Each[b]"].Values["After"].ShouldBe([$"First[{b}]"]);
        hooks["Each[a]"].Command.ShouldBe(a is null ? ["echo", "a"] : ["echo", "hello", a + ".md", "{files}"]);
        hooks["Each[a]"].Values["Files"].ShouldBe(a is null ? [] : [$"src/{a}/**"]);
    }

    [TestMethod]
    public void An_override_of_a_joined_matrix_of_found_items_knows_them() =>
        Plan(
            """[assembly: UseHooks(typeof(Matrices))] [assembly: OverrideHook("Found", Arguments = "hello {item}", Exclude = ["{item}/x/**"])]""",
            MatrixPackage)["Found"].Command.ShouldBe(["echo", "hello", "{item}"]);

    [TestMethod]
    [DataRow("""[assembly: {|HOOK0006:OverrideHook("Each", Arguments = "hello")|}]""", "Matrix of hook 'Each' has items that differ in nothing since they are overridden; write {item} in Arguments or in Files")]
    [DataRow("""[assembly: {|HOOK0006:OverrideHook("Places", Files = ["lib/**"])|}]""", "Matrix of hook 'Places' has items that differ in nothing since they are overridden; write {item} in Arguments or in Files")]
    [DataRow("""[assembly: OverrideHook("First[a]", Arguments = {|HOOK0005:"'{item}"|})]""", "The command of hook 'First' is malformed")]
    [DataRow("""[assembly: OverrideHook("Plain", Arguments = {|HOOK0005:"{item}"|})]""", "{item} stands for an item of Matrix, and the hook has none")]
    [DataRow("""[assembly: OverrideHook("Plain", Files = [{|HOOK0006:"{item}/**"|}])]""", "where {item} stands for an item of Matrix, and the hook has none")]
    public async Task An_override_of_a_joined_matrix_obeys_the_laws_of_an_own_one(string source, string message) =>
        (await AnalyzerRun.VerifyAsync([MatrixPackage], "[assembly: UseHooks(typeof(Matrices))]\n" + source)).Single().GetMessage().ShouldContain(message);

    [TestMethod]
    public Task What_overridden_items_write_is_seen_at_its_true_place() => AnalyzerRun.VerifyAsync([MatrixPackage],
        """
        [assembly: UseHooks(typeof(Matrices))]
        [assembly: OverrideHook("Repairs", Files = ["its/{item}/**"])]
        static class Mine { [Hook(Writes = ["its/item/**"])] const string Own = "own"; }
        """);

    [TestMethod]
    public void An_alias_of_the_attribute_is_followed() =>
        GeneratorRun.Of(Project.Of("[assembly: Mine(typeof(Acme.TeamHooks))]", "global using Mine = Hooks.Build.UseHooksAttribute;")
            .AddReferences(TeamPackage)).PlanText.ShouldContain("Hook=Lint\n");

    [TestMethod]
    public void An_edit_elsewhere_reads_no_plan_again()
    {
        var before = Project.Of(Use, "class Other { int Value() => 1; }").AddReferences(TeamPackage);
        var after = before.ReplaceSyntaxTree(before.SyntaxTrees[1], Project.Parse("class Other { int Value() => 2 + 3; }", Project.FileName(1), before));
        GeneratorRun.Of(before).Again(after).Reasons(TrackingNames.UsedHooks).ShouldBe([IncrementalStepRunReason.Cached]);
    }

    private static Task<IReadOnlyList<Diagnostic>> VerifyAsync(string source) => AnalyzerRun.VerifyAsync([TeamPackage], source);

    private static IReadOnlyDictionary<string, WrittenHook> Plan(string source, params MetadataReference[] references)
    {
        var run = GeneratorRun.Of(Project.Of(source).AddReferences(references.Length == 0 ? [TeamPackage] : references));
        run.PlanText.ShouldNotContain("Refused=");
        return WrittenHook.Parse(run.PlanText).ToDictionary(hook => hook.Name, StringComparer.Ordinal);
    }
}
