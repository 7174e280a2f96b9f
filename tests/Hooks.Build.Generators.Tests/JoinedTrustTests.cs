using Hooks.Build.Generators.Tests.Kit;
using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators.Tests;

/// <summary>A package's plan is a text that anybody can write: nothing of it is believed that can be found out here.</summary>
[TestClass]
public sealed class JoinedTrustTests
{
    private const string Team =
        """
        public static class Team
        {
            [Hook(Files = ["**/*.md"])] public const string Json = StandardHooks.CheckJson;
            [Hook] public const string Lint = "sh -c 'rm -rf x'";
            [Hook] public static Task Look(HookContext hook) => Task.CompletedTask;
        }
        """;

    private const string Use = "[assembly: UseHooks(typeof(Team))]\n";

    [TestMethod]
    public void What_a_hook_may_do_and_what_it_is_are_found_out_here()
    {
        var honest = Plan(Package.Of(Team));
        honest["Lint"].Values["May"].ShouldBe(["runs 'sh -c \"rm -rf x\"' at Build, PreCommit"]);
        var claimed = Plan(Package.WithPlan(Team, plan => Within(plan, "Lint", "May=runs 'hooks:check-json'\nDefinition=same\nBroughtBy=Nobody\n")))["Lint"];
        claimed.Values["May"].ShouldBe(honest["Lint"].Values["May"]);
        claimed.Values["Definition"].ShouldNotBe(["same"]);
        claimed.Values.Contains("BroughtBy").ShouldBeFalse();
    }

    [TestMethod]
    [DataRow("Command=rm -rf x", "Command=rm -rf y")]
    [DataRow("Stages=3", "Stages=8")]
    [DataRow("Kind=Command", "Kind=Command\nEnvironment=TOKEN")]
    [DataRow("Kind=Command", "Kind=Command\nNoCache=true")]
    public void Each_change_of_a_definition_changes_its_hash_whatever_the_plan_says_of_it(string old, string changed)
    {
        var before = Plan(Package.WithPlan(Team, plan => Within(plan, "Lint", "Definition=same\n")));
        var after = Plan(Package.WithPlan(Team, plan => Within(plan, "Lint", "Definition=same\n").Replace(old, changed, StringComparison.Ordinal)));
        after["Lint"].Values["Definition"].ShouldNotBe(before["Lint"].Values["Definition"]);
    }

    [TestMethod]
    public void A_hook_s_place_and_description_are_no_part_of_its_definition() =>
        Plan(Package.Of("\n\n" + Team.Replace(
            "[Hook] public const", "[Hook(Description = \"x\")] public const", StringComparison.Ordinal)))["Lint"].Values["Definition"]
            .ShouldBe(Plan(Package.Of(Team))["Lint"].Values["Definition"]);

    [TestMethod]
    public void A_hook_is_known_by_who_brings_it_beside_who_is_said_to_declare_it()
    {
        var look = Plan(Package.WithPlan(
            Team, plan => Within(plan, "Lint", "DependsOn=Look\n") is var text ? Within(text, "Look", "Assembly=Innocent\n") : plan))["Look"];
        look.Values["Assembly"].ShouldBe(["Innocent"]);
        look.Values["BroughtBy"].ShouldBe(["Acme.Hooks"]);
        look.Values["May"].ShouldBe(["runs the method Team.Look of Innocent at Build, PreCommit"]);
    }

    [TestMethod]
    [DataRow("Hook=Lint\n", "Hook=Lint\\u000A  Forged runs nothing\n", "Lint?  Forged runs nothing is no name of a hook")]
    [DataRow("Hook=Lint\n", "Hook=Li\\u202Ent\n", "Li?nt is no name of a hook")]
    [DataRow("Hook=Lint\n", "Hook=\n", " is no name of a hook")]
    [DataRow("Hook=Lint\n", "Hook=Lint[x]\nMatrix=Lint\nItem=y\n", "Lint[x] is not what an item of a matrix must be")]
    [DataRow("Hook=Lint\n", "Hook=Lint[\\u001B]\nMatrix=Lint\nItem=\\u001B\n", "Lint[?] is no name of a hook")]
    [DataRow("Type=Team\n", "Type=Team, Other\n", "Team, Other is no type that could declare Json")]
    [DataRow("Type=Team\n", "Type=Team+Inner`2\n", null)]
    [DataRow("Type=Team\n", "Type=Acme.<My__Hooks>F0123456789ABCDEF__Rules\n", null)]
    [DataRow("Type=Team\n", "Type=Team`\n", "Team` is no type that could declare Json")]
    [DataRow("Type=Team\n", "Type=<Team\n", "<Team is no type that could declare Json")]
    [DataRow("Hook=Lint\n", "Hook=Lint\nAssembly=../Other\n", "../Other is no assembly that could declare Lint")]
    [DataRow("Hook=Lint\n", "Hook=Lint\nRank\\u001B=1\nType=x\n", "Type stands in it more than once")]
    [DataRow("Command=sh\nCommand=-c\nCommand=rm -rf x\n", "", "Command of Lint is no command")]
    [DataRow("Command=sh\n", "Command\n", "Command of Lint is no command")]
    [DataRow("Command=-c\n", "Command\nCommand\n", "Command of Lint is no command")]
    [DataRow("Hook=Lint\n", "Hook=Lint\nFix=\n", null)]
    [DataRow("Hook=Lint\n", "Hook=Lint\nFix\n", "Fix of Lint is no command")]
    [DataRow("Hook=Lint\n", "Hook=Lint\nReads\n", "Reads of Lint has no value")]
    public async Task A_plan_that_no_compiler_wrote_is_refused(string old, string changed, string? reason)
    {
        var package = Package.WithPlan(Team, plan =>
        {
            plan.ShouldContain(old);
            return plan.Replace(old, changed, StringComparison.Ordinal);
        });
        foreach (var more in new[] { "", "[assembly: OverrideHook(\"Lint\", Arguments = \"x\")]" })
        {
            var found = await FindAsync(package, Use + more);
            if (reason is not null)
            {
                found[0].Id.ShouldBe("HOOK0015");
                found[0].GetMessage().ShouldContain($"cannot be read ({reason}");
            }
        }
    }

    [TestMethod]
    public async Task A_hook_that_is_said_to_be_of_the_project_itself_is_refused()
    {
        var package = Package.WithPlan(Team, plan => Within(Within(plan, "Lint", "DependsOn=Look\n"), "Look", $"Assembly={Project.Of("").AssemblyName}\n"));
        (await FindAsync(package, Use)).Single(diagnostic => diagnostic.Id == "HOOK0015").GetMessage().ShouldContain("it says that Look is declared in ");
    }

    [TestMethod]
    public void Another_attribute_of_that_name_is_no_plan()
    {
        var package = Package.Of(
            """
            [assembly: Fake.AssemblyMetadata(new[] { "Hooks.Build.Plan" }, "x")]
            [assembly: Fake.AssemblyMetadata("Hooks.Build.Plan", "x")]
            """ + Team + " namespace Fake { [System.AttributeUsage(System.AttributeTargets.All, AllowMultiple = true)] public sealed class AssemblyMetadataAttribute(object key, string value) : System.Attribute { public object Key => key; public string Value => value; } }");
        Plan(package).Keys.ShouldContain("Lint");
    }

    [TestMethod]
    public void An_override_by_no_files_leaves_a_ready_made_hook_those_it_comes_with()
    {
        var hooks = Plan(Package.Of(Team), "[assembly: OverrideHook(\"Json\", Files = [])]");
        hooks["Json"].Values["Files"].ShouldNotBeEmpty();
        hooks["Json"].Values["Files"].ShouldNotContain("**/*.md");
    }

    [TestMethod]
    public void What_variables_a_hook_sees_and_where_it_runs_is_told_wholly()
    {
        var package = Package.Of("""
            public static class Team
            {
                [Hook(MatrixOf = ["src/*/"], WorkingDirectory = "{item}", Environment = ["A", "B", "C", "D", "E", "F", "TOKEN"])] public const string Lint = "lint {item}";
            }
            """);
        Plan(package)["Lint"].Values["May"]
            .ShouldBe(["runs 'lint {item}' in {item} for each of src/*/ at Build, PreCommit, sees the variables A, B, C, D, E, F, TOKEN"]);
    }

    [TestMethod]
    public void Items_that_are_found_are_waited_for_in_other_assemblies_too()
    {
        var package = Package.Of("""
            public static class Team
            {
                [Hook(After = ["Build[src/core]"])] public const string Pack = "pack";
                [Hook(MatrixOf = ["src/*/"], DependsOn = ["Restore[{item}]"])] public const string Build = "build {item}";
            }
            public static class Helpers { [Hook(MatrixOf = ["src/*/"])] public const string Restore = "restore {item}"; }
            """);
        var hooks = Plan(package);
        hooks["Pack"].Values["After"].ShouldBe(["Build[src/core]"]);
        hooks["Build"].Values["DependsOn"].ShouldBe(["Restore[{item}]"]);
        hooks.Keys.ShouldContain("Restore");
    }

    [TestMethod]
    public void Items_that_two_packages_bring_of_one_matrix_are_one_declaration()
    {
        var standards = Package.Of("""public static class Base { [Hook(Matrix = ["a", "b"])] public const string Each = "check {item}"; }""", "Base.Hooks");
        var one = Package.Of(
            """[assembly: UseHooks(typeof(Base))] public static class One { [Hook(DependsOn = ["Each[a]"])] public const string First = "1"; }""",
            "One.Hooks",
            standards);
        var two = Package.Of(
            """[assembly: UseHooks(typeof(Base))] public static class Two { [Hook(DependsOn = ["Each[b]"])] public const string Second = "2"; }""",
            "Two.Hooks",
            standards);
        var run = GeneratorRun.Of(
            Project.Of(
                "[assembly: UseHooks(typeof(One))] [assembly: UseHooks(typeof(Two))] static class Mine { [Hook(DependsOn = [\"Each\"])] const string Own = \"own\"; }").AddReferences(standards, one, two));
        run.PlanText.ShouldNotContain("Refused=");
        WrittenHook.Parse(run.PlanText).Select(hook => hook.Name).ShouldBe(["Own", "First", "Each[a]", "Each[b]", "Second"], ignoreOrder: true);
    }

    private static async Task<IReadOnlyList<Diagnostic>> FindAsync(MetadataReference package, string source)
    {
        var project = Project.Of(source).AddReferences(package);
        var found = await AnalyzerRun.RunAsync(project);
        GeneratorRun.Of(project).PlanText.Contains("Refused=", StringComparison.Ordinal)
            .ShouldBe(found.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return found;
    }

    // The lines that a hook's entry gets at its end.
    private static string Within(string plan, string hook, string lines)
    {
        var start = plan.IndexOf($"Hook={hook}\n", StringComparison.Ordinal);
        var end = plan.IndexOf("Hook=", start + 1, StringComparison.Ordinal);
        return plan.Insert(end < 0 ? plan.Length : end, lines);
    }

    private static IReadOnlyDictionary<string, WrittenHook> Plan(MetadataReference package, string more = "")
    {
        var run = GeneratorRun.Of(Project.Of(Use + more).AddReferences(package));
        run.PlanText.ShouldNotContain("Refused=");
        return WrittenHook.Parse(run.PlanText).ToDictionary(hook => hook.Name, StringComparer.Ordinal);
    }
}
