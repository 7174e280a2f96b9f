using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Plans;

/// <summary>Methods that listen to runs, in the plan.</summary>
[TestClass]
public sealed class ListenerPlanTests
{
    private const string Whole = """
        Format=5
        Package=9.9.9
        Hook=Lint
        Kind=Command
        Command=lint
        Stages=3
        Listener=Notify
        Type=Repo.Outer+RepoHooks
        TakesToken=true
        Stages=8
        Timeout=7
        Output=true
        Environment=CHANNEL
        Environment=TOKEN
        Description=tells the team
        File=build/H.cs
        Line=12
        Column=6
        Listener=Other
        Type=RepoHooks
        Stages=127
        Timeout=5

        """;

    [TestMethod]
    public void All_that_is_written_of_a_listener_is_read()
    {
        var (hooks, listeners) = Parse(Whole);
        hooks.ShouldHaveSingleItem().Name.ShouldBe("Lint");
        listeners.Count.ShouldBe(2);
        var first = listeners[0];
        $"{first.Name} {first.Method} {first.Type} {first.TakesToken} {first.Stages} {first.Timeout} {first.Output} {string.Join('|', first.Environment)} {first.Description} {first.File} {first.Line} {first.Column}"
            .ShouldBe("Notify Notify Repo.Outer+RepoHooks True PrePush 7 True CHANNEL|TOKEN tells the team build/H.cs 12 6");
        (listeners[1].TakesToken, listeners[1].Output).ShouldBe((false, false));
    }

    [TestMethod]
    public void What_holds_where_nothing_is_declared_and_the_most_are_the_same_to_attribute_compiler_and_engine()
    {
        using TempFolder folder = new();
        var all = Enum.GetValues<HookStages>().Aggregate((one, other) => one | other);
        var listeners = PlanReader.Read(HooksAssembly.Compile(
            folder.Path, Source(PlannedListener.MostTimeout, (int)all))).Listeners.ToDictionary(listener => listener.Name);
        OnRunAttribute declared = new();
        (listeners["Plain"].Stages, listeners["Plain"].Timeout, PlannedListener.DefaultTimeout).ShouldBe((declared.Stages, declared.Timeout, declared.Timeout));
        (listeners["Most"].Stages, listeners["Most"].Timeout).ShouldBe((all, PlannedListener.MostTimeout));
        Refused(PlannedListener.MostTimeout + 1, (int)all);
        Refused(PlannedListener.MostTimeout, (int)all + 1);

        void Refused(int timeout, int stages) =>
            Should.Throw<HooksException>(() => PlanReader.Read(HooksAssembly.Compile(
                folder.Path, Source(timeout, stages), $"Refused{timeout}"))).Problems[0].Code.ShouldBe("HOOK0017");

        static string Source(int timeout, int stages) =>
            $$"""static class RepoHooks { [OnRun] static void Plain(RunContext run) { } [OnRun(Timeout = {{timeout}}, Stages = (HookStages){{stages}})] static void Most(RunContext run) { } }""";
    }

    [TestMethod]
    [DataRow("Format=5\nPackage=1\nListener\nType=T\n")]
    [DataRow("Format=5\nPackage=1\nListener=A\nStages=1\nTimeout=5\n")]
    [DataRow("Format=5\nPackage=1\nListener=A\nType=T\nStages=4096\n")]
    [DataRow("Format=5\nPackage=1\nListener=A\nType=T\nTakesToken=no\n")]
    [DataRow("Format=5\nPackage=1\nListener=A\nType=T\nUnheard=of\n")]
    public void What_is_damaged_is_refused(string text) => Should.Throw<InvalidDataException>(() => Parse(text));

    [TestMethod]
    [DataRow(4)]
    [DataRow(6)]
    public void A_plan_of_another_format_is_another_versions(int format) =>
        Should.Throw<HooksException>(() => Parse(Whole.Replace(
            "Format=5", $"Format={format}", StringComparison.Ordinal))).Problems.ShouldHaveSingleItem().Message.ShouldContain("this engine reads format 5");

    [TestMethod]
    [DataRow("Lint", 5)]
    [DataRow("LINT", 5)]
    [DataRow("Notify", 0)]
    [DataRow("Notify", 61)]
    public void The_laws_of_the_compiler_hold_for_a_patched_plan_too(string name, int timeout) =>
        Should.Throw<HooksException>(() => HookPlan.Create(
            [Make.Hook("Lint")], [Listener(name) with { Timeout = timeout }])).Problems.ShouldHaveSingleItem().Code.ShouldBe("HOOK0017");

    [TestMethod]
    public void In_a_run_of_several_projects_each_listens_from_its_own()
    {
        var one = HookPlan.Create([Make.Hook("Lint")], [Listener("Notify")]);
        var plan = HookPlan.Join([(Make.Project("a"), one), (Make.Project("b"), one)]);
        plan.Listeners.Select(listener => $"{listener.Name} {listener.Method} {listener.Project!.Worker.HooksAssembly}")
            .ShouldBe(["a/Notify Notify /a/Hooks.dll", "b/Notify Notify /b/Hooks.dll"]);
    }

    [TestMethod]
    [DataRow(HookStages.Build, HookStages.Build, true)]
    [DataRow(HookStages.Build, HookStages.PreCommit, false)]
    [DataRow(HookStages.Build, HookStages.None, true)]
    [DataRow(HookStages.Build | HookStages.Manual, HookStages.BeforeTool, false)]
    [DataRow(HookStages.BeforeTool, HookStages.BeforeTool, true)]
    [DataRow(HookStages.BeforeTool, HookStages.None, false)]
    public void It_is_told_of_the_stages_it_names(HookStages named, HookStages stage, bool isTold) =>
        (Listener("Notify") with { Stages = named }).IsOf(stage).ShouldBe(isTold);

    private static PlannedListener Listener(string name) => new() { Name = name, Method = name, Type = "T", Stages = HookStages.Build };

    private static (IReadOnlyList<PlannedHook> Hooks, IReadOnlyList<PlannedListener> Listeners) Parse(string text) =>
        PlanParser.Parse(text.ReplaceLineEndings("\n"), "a.dll");
}
