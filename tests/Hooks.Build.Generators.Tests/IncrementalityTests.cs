using System.Collections;
using System.Reflection;
using Hooks.Build.Generators.Tests.Kit;
using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class IncrementalityTests
{
    private const string Source =
        """
        static class RepoHooks
        {
            [Hook(Files = ["**/*.cs"], Fix = "fix {files}")] const string Format = "dotnet format";
            [Hook(DependsOn = [nameof(Format)], Profiles = ["fast"])] static Task Scan(HookContext hook) => Task.CompletedTask;

            static int Below() => 1;
        }
        """;

    private static readonly string[] AllSteps =
        [TrackingNames.Hooks, TrackingNames.UsedHooks, TrackingNames.OrderedHooks, TrackingNames.CompilationFacts, TrackingNames.RepositoryRoot, TrackingNames.Plan];

    [TestMethod]
    public void An_unrelated_file_changes_nothing()
    {
        var before = Project.Of(Source);
        var run = GeneratorRun.Of(before).Again(before.AddSyntaxTrees(Project.Parse("class Unrelated;", "/repo/Unrelated.cs", before)));
        NothingChanged(run);
    }

    [TestMethod]
    public void An_edit_below_the_hooks_changes_nothing() => NothingChanged(Edited("Below() => 1", "Below() => 1 + \n 1"));

    [TestMethod]
    public void The_same_compilation_runs_nothing()
    {
        var compilation = Project.Of(Source);
        var run = GeneratorRun.Of(compilation).Again(compilation);
        AllSteps.SelectMany(run.Reasons).ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached);
    }

    [TestMethod]
    public void An_edited_hook_changes_itself_and_the_plan()
    {
        var run = Edited("\"dotnet format\"", "\"dotnet verify\"");
        run.Reasons(TrackingNames.Hooks).ShouldBe([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached]);
        run.Reasons(TrackingNames.OrderedHooks).ShouldBe([IncrementalStepRunReason.Modified]);
        run.Reasons(TrackingNames.Plan).ShouldBe([IncrementalStepRunReason.Modified]);
        run.Reasons(TrackingNames.CompilationFacts).ShouldBe([IncrementalStepRunReason.Unchanged]);
        run.Plan.ShouldContain("Command=verify\n");
    }

    [TestMethod]
    public void A_line_above_the_hooks_changes_their_place_in_the_plan()
    {
        var run = Edited("static class RepoHooks", "\n\nstatic class RepoHooks");
        run.Reasons(TrackingNames.Plan).ShouldBe([IncrementalStepRunReason.Modified]);
        run.Plan.ShouldContain("Line=5\n");
    }

    [TestMethod]
    public void An_edit_in_a_body_elsewhere_reads_no_hook_again() =>
        Elsewhere("class Other { int Value() => 1; }", "class Other { int Value() => 2 + 3; }")
            .Reasons(TrackingNames.Hooks).ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached);

    [TestMethod]
    public void The_body_of_a_hook_in_another_file_is_read_again() =>
        Elsewhere(
            "partial class R { static partial void P(HookContext hook) { } }",
            "partial class R { static partial void P(HookContext hook) { _ = hook.Fixing; } }",
            "static partial class R { [Hook] static partial void P(HookContext hook); }")
            .Plan.ShouldContain("AsksToFix=true\n");

    [TestMethod]
    public void A_constant_elsewhere_changes_the_hook_that_uses_it() =>
        Elsewhere(
            "static class Other { public const string Value = \"one\"; }",
            "static class Other { public const string Value = \"two\"; }",
            "static class User { [Hook] const string A = \"tool \" + Other.Value; }")
            .Plan.ShouldContain("Command=tool\nCommand=two\n");

    [TestMethod]
    public void A_type_elsewhere_that_hides_the_attribute_takes_the_hook_away() =>
        Elsewhere(
            "namespace Space { class Other; }",
            "namespace Space { class HookAttribute : System.Attribute; }",
            "namespace Space { static class User { [Hook] const string Mine = \"a\"; } }")
            .PlanText.ShouldNotContain("Hook=Mine\n");

    [TestMethod]
    public void A_hook_under_a_name_from_another_file_is_found_and_followed()
    {
        var run = Elsewhere(
            "static class Other { [Check] const string A = \"one\"; }",
            "\n\nstatic class Other { [Check] const string A = \"one\"; }",
            "global using Check = Hooks.Build.HookAttribute;");
        run.Plan.ShouldContain("Hook=A\n");
        run.Reasons(TrackingNames.Plan).ShouldBe([IncrementalStepRunReason.Modified]);
    }

    [TestMethod]
    public void A_local_function_that_becomes_a_hook_in_a_body_elsewhere_refuses_the_plan() =>
        Elsewhere("class Other { void M() { } }", "class Other { void M() { [Hook] void Local() { } } }").PlanText.ShouldContain("Refused=HOOK0004\n");

    [TestMethod]
    [DataRow("[assembly: Hook]")]
    [DataRow("[module: Hook]")]
    [DataRow("class C { [return: Hook] static void M() { } }")]
    [DataRow("class C { System.Action A = [Hook] () => { }; }")]
    [DataRow("[Hook] class C;")]
    public void The_attribute_where_it_does_not_belong_refuses_the_plan(string source) =>
        GeneratorRun.Of(Project.Of(source)).PlanText.ShouldContain("Refused=HOOK0004\n");

    [TestMethod]
    [DataRow("static class User { [H\\u006Fok] const string Mine = \"a\"; }")]
    [DataRow("static class User { [@HookAttribute] const string Mine = \"a\"; }")]
    [DataRow("static class User { [Ho\u200Dok] const string Mine = \"a\"; }")]
    [DataRow("static class User { [global::Hooks.Build.HookAttribute] const string Mine = \"a\"; }")]
    public void A_hook_is_found_however_its_attribute_is_written(string source) =>
        GeneratorRun.Of(Project.Of(source)).PlanText.ShouldContain("Hook=Mine\n");

    [TestMethod]
    [DataRow(16382)]
    [DataRow(16383)]
    [DataRow(16384)]
    [DataRow(16385)]
    [DataRow(40000)]
    public void A_hook_is_found_wherever_its_attribute_stands(int where) =>
        GeneratorRun.Of(Project.Of("static class User { [".PadLeft(where) + "Hook] const string Mine = \"a\"; }")).PlanText.ShouldContain("Hook=Mine\n");

    [TestMethod]
    public void No_step_holds_what_belongs_to_a_compilation()
    {
        var run = GeneratorRun.Of(Source.Replace("[nameof(Format)]", "[nameof(Format), \"Oops\"]", StringComparison.Ordinal));
        var walk = new Walk();
        foreach (var step in AllSteps)
            walk.Visit(run.Result.TrackedSteps[step].SelectMany(ran => ran.Outputs).Select(output => output.Value).ToList(), step);

        walk.Visited.ShouldBeGreaterThan(100);
    }

    private static GeneratorRun Edited(string text, string replacement)
    {
        Source.ShouldContain(text);
        var before = Project.Of(Source);
        var old = before.SyntaxTrees[0];
        var edited = Project.Parse(Source.Replace(text, replacement, StringComparison.Ordinal).ReplaceLineEndings("\n"), old.FilePath, before);
        return GeneratorRun.Of(before).Again(before.ReplaceSyntaxTree(old, edited));
    }

    private static GeneratorRun Elsewhere(string before, string after, string? more = null)
    {
        var compilation = Project.Of(more is null ? [Source, before] : [more, before]);
        var old = compilation.SyntaxTrees.Single(tree => tree.ToString().Contains(before, StringComparison.Ordinal));
        var text = old.ToString().Replace(before, after, StringComparison.Ordinal);
        return GeneratorRun.Of(compilation).Again(compilation.ReplaceSyntaxTree(old, Project.Parse(text, old.FilePath, compilation)));
    }

    private static void NothingChanged(GeneratorRun run)
    {
        run.Reasons(TrackingNames.Hooks).ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached || reason == IncrementalStepRunReason.Unchanged);
        run.Reasons(TrackingNames.CompilationFacts).ShouldBe([IncrementalStepRunReason.Unchanged]);
        run.Reasons(TrackingNames.OrderedHooks).ShouldBe([IncrementalStepRunReason.Cached]);
        run.Reasons(TrackingNames.RepositoryRoot).ShouldBe([IncrementalStepRunReason.Cached]);
        run.Reasons(TrackingNames.Plan).ShouldBe([IncrementalStepRunReason.Cached]);
        run.Result.TrackedOutputSteps.SelectMany(step => step.Value)
            .SelectMany(step => step.Outputs)
            .ShouldAllBe(output => output.Reason == IncrementalStepRunReason.Cached);
    }

    /// <summary>Visits an object and all it holds.</summary>
    private sealed class Walk
    {
        private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

        public int Visited { get; private set; }

        public void Visit(object? value, string path)
        {
            (value is ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or Compilation or SemanticModel or Location or Diagnostic or AttributeData)
                .ShouldBeFalse($"{path} holds a {value?.GetType()}");
            if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || (!value.GetType().IsValueType && !_seen.Add(value)))
                return;

            Visited++;
            if (value is IEnumerable items)
            {
                foreach (var item in items)
                    Visit(item, path + "[]");
            }

            for (var type = value.GetType(); type is not null && type != typeof(object) && !type.IsArray; type = type.BaseType)
            {
                foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    Visit(field.GetValue(value), $"{path}.{field.Name}");
            }
        }
    }
}
