using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Tests.Plans;

[TestClass]
public sealed class PlanReaderTests
{
    [TestMethod]
    public void Every_field_comes_through_an_assembly()
    {
        var hook = ReadHandWritten("""
            [assembly: HookPlan(1, "9.9.9")]
            [assembly: PlannedHook(0, "First", HookKind.Method)]
            [assembly: PlannedHook(1, "Second", HookKind.Command,
                Command = new[] { "a", "b c", null, "d", "{files}" }, Fix = new[] { "fix", "{files}" }, DependsOn = new[] { "First" }, After = new[] { "First" },
                Stages = HookStages.PreCommit | HookStages.PrePush, Profiles = new[] { "fast", "slow" }, Files = new[] { "**/*.cs" }, Exclude = new[] { "gen/**" },
                Reads = new[] { "r/*" }, Writes = new[] { "w/*" }, Locks = new[] { "nuget" }, Timeout = 77, Severity = HookSeverity.Critical, Retries = 3,
                Cores = 2.5, Batch = true, NoCache = true, Environment = new[] { "FOO" }, WorkingDirectory = "src", Description = "ünï \"quoted\"",
                Wave = 4, Rank = 5, File = "build/H.cs", Line = 12, Column = 34, Hash = "abc")]
            """).Hooks[1];
        hook.Index.ShouldBe(1);
        hook.Name.ShouldBe("Second");
        hook.Kind.ShouldBe(HookKind.Command);
        hook.Command.ShouldBe([["a", "b c"], ["d", "{files}"]]);
        hook.Fix.ShouldBe([["fix", "{files}"]]);
        hook.DependsOn.ShouldBe(["First"]);
        hook.After.ShouldBe(["First"]);
        hook.Stages.ShouldBe(HookStages.PreCommit | HookStages.PrePush);
        hook.Profiles.ShouldBe(["fast", "slow"]);
        hook.Files.ShouldBe(["**/*.cs"]);
        hook.Exclude.ShouldBe(["gen/**"]);
        hook.Reads.ShouldBe(["r/*"]);
        hook.Writes.ShouldBe(["w/*"]);
        hook.Locks.ShouldBe(["nuget"]);
        hook.Timeout.ShouldBe(77);
        hook.Severity.ShouldBe(HookSeverity.Critical);
        hook.Retries.ShouldBe(3);
        hook.Cores.ShouldBe(2.5);
        hook.Batch.ShouldBeTrue();
        hook.NoCache.ShouldBeTrue();
        hook.Environment.ShouldBe(["FOO"]);
        hook.WorkingDirectory.ShouldBe("src");
        hook.Description.ShouldBe("ünï \"quoted\"");
        hook.Wave.ShouldBe(4);
        hook.Rank.ShouldBe(5);
        hook.File.ShouldBe("build/H.cs");
        hook.Line.ShouldBe(12);
        hook.Column.ShouldBe(34);
        hook.Hash.ShouldBe("abc");
    }

    [TestMethod]
    public void Every_property_of_the_attribute_has_its_place_in_a_planned_hook() =>
        typeof(PlannedHookAttribute).GetProperties().Select(property => property.Name).Where(name => name != nameof(Attribute.TypeId))
            .ShouldBe(typeof(PlannedHook).GetProperties().Where(property => property.CanWrite).Select(property => property.Name), ignoreOrder: true);

    [TestMethod]
    public void What_the_generator_writes_is_read_back()
    {
        using TempFolder folder = new();
        var plan = PlanReader.Read(HooksAssembly.Compile(folder.Path, """
            static class RepoHooks
            {
                [Hook(Files = ["**/*.cs"], Fix = "dotnet format {files}", Timeout = 9, Severity = HookSeverity.Warning, Cores = 1.5)]
                const string Format = "dotnet format --check {files}";

                [Hook(DependsOn = [nameof(Format)], After = [nameof(Last)], Profiles = ["slow"], Cache = false)]
                private static bool Check(HookContext hook) => true;

                [Hook]
                const string Last = "a\nb 'c d'";
            }
            """));
        plan.Hooks.Select(hook => hook.Name).ShouldBe(["Format", "Check", "Last"]);
        plan.Hooks[0].Command.ShouldBe([["dotnet", "format", "--check", "{files}"]]);
        plan.Hooks[0].Severity.ShouldBe(HookSeverity.Warning);
        plan.Hooks[0].Cores.ShouldBe(1.5);
        plan.Hooks[1].Kind.ShouldBe(HookKind.Method);
        plan.Hooks[1].Wave.ShouldBe(1);
        plan.Hooks[1].NoCache.ShouldBeTrue();
        plan.Hooks[2].Command.ShouldBe([["a"], ["b", "c d"]]);
        plan.Gates[1].ShouldBe([0]);
        plan.Order.DependenciesOf(1).ShouldBe([0, 2]);
    }

    [TestMethod]
    public void A_plan_without_hooks_is_empty() => ReadHandWritten("""[assembly: HookPlan(1, "1")]""").Hooks.ShouldBeEmpty();

    [TestMethod]
    public void A_missing_assembly_is_named()
    {
        var problem = Problem(() => PlanReader.Read("/nowhere/Hooks.dll"));
        problem.Code.ShouldBe(Codes.NoAssembly);
        problem.Message.ShouldContain("/nowhere/Hooks.dll");
    }

    [TestMethod]
    public void A_folder_is_no_assembly()
    {
        using TempFolder folder = new();
        Problem(() => PlanReader.Read(folder.Path)).Code.ShouldBe(Codes.NoAssembly);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("M")]
    [DataRow("This is text, and no program at all.")]
    public void Something_else_is_no_assembly(string content)
    {
        using TempFolder folder = new();
        Problem(() => PlanReader.Read(folder.File("x.dll", content))).Code.ShouldBe(Codes.UnreadablePlan);
    }

    [TestMethod]
    public void An_assembly_without_a_plan_says_that_the_generator_did_not_run()
    {
        var problem = Problem(() => PlanReader.Read(typeof(PlanReaderTests).Assembly.Location));
        problem.Code.ShouldBe(Codes.NoPlan);
        problem.Message.ShouldContain("generator");
    }

    [TestMethod]
    public void An_assembly_cut_anywhere_is_refused_and_never_read_wrong()
    {
        using TempFolder folder = new();
        var whole = File.ReadAllBytes(HooksAssembly.Compile(folder.Path, """
            static class H
            {
                [Hook] const string A = "a";
                [Hook(DependsOn = ["A"])] const string B = "b";
            }
            """));
        var path = folder.In("cut.dll");
        for (var length = 0; length < whole.Length; length += length < 1024 ? 7 : 61)
        {
            File.WriteAllBytes(path, whole[..length]);
            HookPlan? plan = null;
            try
            {
                plan = PlanReader.Read(path);
            }
            catch (HooksException)
            {
                continue;
            }

            plan.Hooks.Select(hook => hook.Name).ShouldBe(["A", "B"], $"cut at {length} of {whole.Length}");
        }
    }

    [TestMethod]
    public void An_assembly_with_a_broken_byte_anywhere_is_read_or_refused_but_breaks_nothing()
    {
        using TempFolder folder = new();
        var whole = File.ReadAllBytes(HooksAssembly.Compile(folder.Path, "static class H { [Hook] const string A = \"a\"; }"));
        var path = folder.In("broken.dll");
        for (var position = 0; position < whole.Length; position += 3)
        {
            var broken = (byte[])whole.Clone();
            broken[position] ^= 0xFF;
            File.WriteAllBytes(path, broken);
            try
            {
                _ = PlanReader.Read(path);
            }
            catch (HooksException)
            {
                // That is the answer.
            }
        }
    }

    [TestMethod]
    public void A_plan_of_another_format_names_the_version_that_wrote_it()
    {
        var problem = Problem(() => ReadHandWritten("""[assembly: HookPlan(2, "7.8.9")]"""));
        problem.Code.ShouldBe(Codes.OtherVersion);
        problem.Message.ShouldContain("7.8.9");
    }

    [TestMethod]
    public void Another_format_is_told_before_its_hooks_are_read()
    {
        using TempFolder folder = new();
        using TempFolder future = new();
        var vocabulary = HooksAssembly.Compile(
            future.Path,
            """
            namespace Hooks.Build.Plan
            {
                public class HookPlanAttribute : Attribute { public HookPlanAttribute(int format, string package) { } }
                [AttributeUsage(AttributeTargets.Assembly)] public class PlannedHookAttribute : Attribute { public PlannedHookAttribute(string unheardOf) { } }
            }
            """,
            "Hooks.Build",
            generate: false);
        var path = HooksAssembly.Compile(folder.Path, """
            [assembly: PlannedHook("A")]
            [assembly: HookPlan(2, "7.8.9")]
            """, generate: false, vocabulary: vocabulary);
        Problem(() => PlanReader.Read(path)).Code.ShouldBe(Codes.OtherVersion);
    }

    [TestMethod]
    public void A_refused_plan_says_why_and_where()
    {
        var problem = Problem(() => ReadHandWritten("""
            [assembly: HookPlan(1, "1")]
            [assembly: RefusedPlan("HOOK0001", "Circular hooks: A -> A", File = "build/H.cs", Line = 3, Column = 4)]
            """));
        problem.ShouldBe(new Problem("HOOK0001", "Circular hooks: A -> A", "build/H.cs", 3, 4));
    }

    [TestMethod]
    public void An_illegal_graph_is_refused_though_no_analyzer_ran()
    {
        using TempFolder folder = new();
        var path = HooksAssembly.Compile(folder.Path, """
            static class H
            {
                [Hook(DependsOn = ["B"])] const string A = "a";
                [Hook(DependsOn = ["A"])] const string B = "b";
            }
            """);
        Problem(() => PlanReader.Read(path)).Code.ShouldBe("HOOK0001");
    }

    [TestMethod]
    public void A_plan_that_lacks_a_hook_is_refused()
    {
        var problem = Problem(() => ReadHandWritten("""
            [assembly: HookPlan(1, "1")]
            [assembly: PlannedHook(0, "A", HookKind.Method)]
            [assembly: PlannedHook(2, "C", HookKind.Method)]
            """));
        problem.Code.ShouldBe(Codes.UnreadablePlan);
        problem.Message.ShouldContain("lacks hook number 1");
    }

    [TestMethod]
    public void An_assembly_is_not_locked_after_reading()
    {
        using TempFolder folder = new();
        var path = HooksAssembly.Compile(folder.Path, "static class H { [Hook] const string A = \"a\"; }");
        _ = PlanReader.Read(path);
        using FileStream exclusive = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        exclusive.CanWrite.ShouldBeTrue();
    }

    private static HookPlan ReadHandWritten(string source)
    {
        using TempFolder folder = new();
        return PlanReader.Read(HooksAssembly.Compile(folder.Path, source, generate: false));
    }

    private static Problem Problem(Func<HookPlan> read) => Should.Throw<HooksException>(() => read()).Problems[0];
}
