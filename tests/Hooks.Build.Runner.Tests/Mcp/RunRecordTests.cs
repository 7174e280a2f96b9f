using System.Globalization;
using System.Text;
using System.Text.Json;
using Hooks.Build.Runner.Agents;
using Hooks.Build.Runner.Mcp;

namespace Hooks.Build.Runner.Tests.Mcp;

/// <summary>What is kept of runs, and how much of it is told: little, clean, and all of it in pages.</summary>
[TestClass]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same cases in each run")]
public sealed class RunRecordTests
{
    [TestMethod]
    public void However_much_hooks_find_an_answer_stays_short_and_the_pages_have_all_of_it()
    {
        var run = Run(hooks: 300, findings: 60, message: new string('m', 5000));
        RunRecords records = new();
        records.Add(run);
        var answer = CleanJson.Object(json => RunRecords.Write(json, run, Arguments("""{"limit":200}""")));
        answer.Length.ShouldBeLessThan(50_000);
        using var told = JsonDocument.Parse(answer);
        told.RootElement.GetProperty("total").GetInt32().ShouldBe(18_000);
        (told.RootElement.GetProperty("hooks").GetArrayLength() + told.RootElement.GetProperty("moreHooks").GetInt32()).ShouldBe(300);

        var count = 0;
        for (var cursor = "0"; cursor.Length > 0;)
        {
            var page = CleanJson.Object(json => records.WriteFindings(json, Arguments($$"""{"limit":200,"hook":"Hook7","cursor":"{{cursor}}"}""")));
            page.Length.ShouldBeLessThan(50_000);
            using var document = JsonDocument.Parse(page);
            count += document.RootElement.GetProperty("findings").GetArrayLength();
            cursor = document.RootElement.TryGetProperty("next", out var next) ? next.GetString()! : "";
        }

        count.ShouldBe(60);
    }

    [TestMethod]
    public void Of_more_findings_than_are_kept_it_is_said_how_many_are_missing()
    {
        var run = Run(hooks: 21, findings: 1000, message: "m");
        using var told = JsonDocument.Parse(CleanJson.Object(json => RunRecords.Write(json, run, Arguments("{}"))));
        told.RootElement.GetProperty("total").GetInt32().ShouldBe(20_000);
        told.RootElement.GetProperty("dropped").GetInt32().ShouldBe(1000);
    }

    [TestMethod]
    public void The_last_ten_runs_are_kept()
    {
        RunRecords records = new();
        for (var i = 0; i < 14; i++)
        {
            records.Add(Run(hooks: 1, findings: i, message: "m"));
        }

        for (var id = 5; id <= 14; id++)
        {
            CleanJson.Object(json => records.WriteFindings(json, Arguments($$"""{"run":"{{id}}"}"""))).ShouldContain($"\"total\":{id - 1}");
        }

        Should.Throw<Engine.Model.HooksException>(() => CleanJson.Object(json => records.WriteFindings(
            json, Arguments("""{"run":"4"}""")))).Message.ShouldContain("the last is 14");
    }

    // Generated: whatever stands in a text, nothing that hides, turns or commands comes through, and what is plain stays.
    [TestMethod]
    public void No_text_that_is_told_has_a_character_that_hides_turns_or_commands()
    {
        Random random = new(4711);
        for (var round = 0; round < 300; round++)
        {
            StringBuilder text = new();
            for (var i = random.Next(60); i > 0; i--)
            {
                _ = text.Append(random.Next(5) switch
                {
                    0 => char.ConvertFromUtf32(random.Next(0x20)),
                    1 => char.ConvertFromUtf32(0xE0000 + random.Next(0x80)),
                    2 => ((char)(0x2000 + random.Next(0x70))).ToString(),
                    3 => ((char)(0xD800 + random.Next(0x800))).ToString(),
                    _ => ((char)('a' + random.Next(26))).ToString(),
                });
            }

            var written = text.ToString();
            using var told = JsonDocument.Parse(CleanJson.Object(json =>
            {
                json.WriteString("text", WithoutHalves(written));
                json.WriteStartArray("texts");
                json.WriteStringValue(WithoutHalves(written));
                json.WriteEndArray();
            }));
            foreach (var clean in (string[])[told.RootElement.GetProperty("text").GetString()!, told.RootElement.GetProperty("texts")[0].GetString()!])
            {
                clean.ShouldBe(AgentText.Clean(clean), "clean once is clean");
                clean.EnumerateRunes().ShouldAllBe(rune => rune.Value == '\n'
                    || rune.Value == '\t'
                    || (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control
                        && (rune.Value < 0xE0000 || rune.Value > 0xE0FFF)
                        && (rune.Value < 0x202A || rune.Value > 0x202E)));
            }
        }
    }

    // The writer of JSON takes none.
    private static string WithoutHalves(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static RunRecord Run(int hooks, int findings, string message)
    {
        RunRecord run = new();
        for (var i = 0; i < hooks; i++)
        {
            var found = string.Join(
                ',', Enumerable.Repeat($$"""{"file":"a.txt","line":1,"column":1,"code":"X","level":"Error","message":"{{message}}"}""", findings));
            using var hook = JsonDocument.Parse(
                $$"""{"name":"Hook{{i}}","outcome":"Failed","reason":"{{message}}","durationMs":1.5,"findings":[{{found}}],"problems":[{"message":"{{message}}"}]}""");
            run.AddHook(hook.RootElement);
        }

        using var end = JsonDocument.Parse(
            $$"""{"succeeded":false,"interrupted":false,"summary":"failed","stage":"PreCommit","warnings":[{{string.Join(',', Enumerable.Repeat($$"""{"code":"HOOK9010","message":"{{message}}"}""", 100))}}]}""");
        run.AddRun(end.RootElement);
        return run;
    }

    private static ToolArguments Arguments(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new ToolArguments(document.RootElement.Clone());
    }
}
