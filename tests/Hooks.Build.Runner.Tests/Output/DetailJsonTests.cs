using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;
using static Hooks.Build.Runner.Tests.Output.Reports;

namespace Hooks.Build.Runner.Tests.Output;

/// <summary>The events between starts and ends.</summary>
[TestClass]
public sealed class DetailJsonTests
{
    private static readonly RunRequest Request = new() { RepositoryRoot = "/repository", LogDirectory = "/repository/logs" };
    private static readonly PlannedHook Lint = Hook("Lint").Hook with { Wave = 2 };

    private static IEnumerable<object[]> Details =>
    [
        [new ReadyDetail(Lint), """{"version":1,"kind":"ready","name":"Lint","wave":2}"""],
        [new OutputDetail(Lint, "one\ntwo", 3, 40), """{"version":1,"kind":"output","name":"Lint","text":"one\ntwo","cut":3,"leftOut":40}"""],
        [new FindingDetail(
            Lint,
            Error()), """{"version":1,"kind":"finding","name":"Lint","file":"src/A.cs","line":12,"column":4,"endLine":0,"endColumn":0,"code":"X1","level":"Error","message":"wrong"}"""],
        [new RepairDetail(Lint, "a.txt", WorkingCopyFix.Merged), """{"version":1,"kind":"repaired","name":"Lint","file":"a.txt","workingCopy":"Merged"}"""],
        [new CoresDetail(2, 1), """{"version":1,"kind":"release","cores":2,"left":1}"""],
    ];

    [TestMethod]
    [DynamicData(nameof(Details))]
    public void Each_is_one_line(RunDetail detail, string line) => Tell(RunInterests.All, detail).ShouldBe(line + "\n");

    [TestMethod]
    [DynamicData(nameof(Details))]
    public void Who_does_not_want_it_is_not_told(RunDetail detail, string line)
    {
        Tell(RunInterests.None, detail).ShouldBeEmpty();
        Tell(RunInterests.All & ~DetailJson.Interest(detail), detail).ShouldBeEmpty();
        line.ShouldNotBeEmpty();
    }

    [TestMethod]
    [DataRow("red\u001b[31m \u202Egnp\r\0", "red <U+202E>gnp")]
    [DataRow("a\u001b]0;title without end\nb", "a\nb")]
    [DataRow("</script><!--\u2028", "</script><!--<U+2028>")]
    [DataRow("whole \U0001F600", "whole \U0001F600")]
    public void What_hooks_write_and_find_can_be_shown_as_it_is(string hostile, string plain)
    {
        Text(Tell(RunInterests.All, new OutputDetail(Lint, hostile, 0, 0)), "text").ShouldBe(plain);
        Text(Tell(RunInterests.All, new FindingDetail(Lint, Error(hostile))), "message").ShouldBe(plain);
    }

    [TestMethod]
    [DataRow("<b>\u001b[31m\u202E[a;b %41]")]
    public void Whatever_a_hook_is_called_a_line_is_an_object(string name)
    {
        foreach (var detail in (RunDetail[])[new ReadyDetail(Lint with { Name = name }), new OutputDetail(Lint with { Name = name }, "x", 0, 0)])
        {
            Text(Tell(RunInterests.All, detail), "name").ShouldStartWith(name[..3]);
        }
    }

    [TestMethod]
    public void Halves_of_characters_are_no_text()
    {
        // An attribute's text cannot hold them.
        var half = $"half {(char)0xD800} and {(char)0xDC00}";
        Text(Tell(RunInterests.All, new FindingDetail(Lint with { Name = half }, Error(half))), "message").ShouldBe("half \uFFFD and \uFFFD");
    }

    private static string Tell(RunInterests wanted, RunDetail detail) => Written(terminal =>
    {
        using JsonOutput output = new(new EventStream(terminal), Request, byLines: true) { Wanted = wanted };
        output.Told(detail);
    });

    private static string Text(string line, string name)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty(name).GetString()!;
    }
}
