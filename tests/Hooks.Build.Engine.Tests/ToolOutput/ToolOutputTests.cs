using System.Text;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.ToolOutput;

/// <summary>What tools print in several lines, or as a whole.</summary>
[TestClass]
public sealed class ToolOutputTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public ToolOutputTests()
    {
        foreach (var name in new[] { "a.js", "b c.js", "main.rs", "t.mjs", "x.py", "CalculatorTests.cs" })
        {
            File.WriteAllText(_folder.In(name), "");
        }
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void ESLint_names_a_file_above_what_it_found() => Found("""

        FOLDER/a.js
          1:10  error    'x' is defined but never used  no-unused-vars
          4:1   warning  Unexpected console statement   no-console
          5:2   error    Parsing error: Unexpected token

        FOLDER/b c.js
          7:1-7:9  error  Missing semicolon  semi

        ✖ 4 problems (3 errors, 1 warning)
        """).ShouldBe(
        [
            "error|a.js|1,10,0,0|no-unused-vars|'x' is defined but never used",
            "warning|a.js|4,1,0,0|no-console|Unexpected console statement",
            "error|a.js|5,2,0,0||Parsing error: Unexpected token",
            "error|b c.js|7,1,7,9|semi|Missing semicolon",
        ]);

    [TestMethod]
    public void A_table_below_anything_but_a_file_is_none() => Found("""
        Summary of the run
          1:10  error    things are bad  really
        no such file.js
          1:10  error    things are bad  really
        """).ShouldBeEmpty();

    [TestMethod]
    public void Rustc_says_where_in_the_next_line() => Found("""
        error[E0308]: mismatched types
         --> main.rs:2:18
          |
        2 |     let x: i32 = "a";
          |
        warning: unused variable: `y`
          --> main.rs:3:9

        error: could not compile `demo` (bin "demo") due to 1 previous error
        error: aborting
        """).ShouldBe(["error|main.rs|2,18,0,0|E0308|mismatched types", "warning|main.rs|3,9,0,0||unused variable: `y`"]);

    // As node --test prints them.
    [TestMethod]
    public void Failed_tests_of_TAP_are_found_where_they_are_and_once() => Found("""
        TAP version 13
        # Subtest: outer
            # Subtest: inner one
            not ok 1 - inner one
              ---
              duration_ms: 2.189417
              location: 'FOLDER/t.mjs:2:36'
              failureType: 'testCodeFailure'
              error: '1 == 2'
              stack: |-
                TestContext.<anonymous> (file://FOLDER/t.mjs:2:67)
                error: not this
              ...
            ok 2 - fine
            not ok 3 - later # TODO
              ---
              error: 'x'
              ...
            1..3
        not ok 1 - outer
          ---
          location: 'FOLDER/t.mjs:2:1'
          error: '1 subtest failed'
          ...
        not ok 2 - alone
          ---
          location: 'FOLDER/t.mjs:3:1'
          error: |-
            Expected values to be equal:

            1 !== 2
          ...
        not ok 3 skipped # SKIP no network
        ok 4
        not ok
        # a.c:1:1: error: printed by a test
        --- expected
        +++ actual
        oklab.c:2:2: error: no test
        a.c:1:1: error: found all the same
        1..5
        """).ShouldBe(
        [
            "error|t.mjs|2,36,0,0||inner one: 1 == 2",
            "error|t.mjs|3,1,0,0||alone: Expected values to be equal:",
            "error||0,0,0,0||a test failed",
            "error|oklab.c|2,2,0,0||no test",
            "error|a.c|1,1,0,0||found all the same",
        ], ignoreOrder: true);

    [TestMethod]
    public void Lines_like_TAP_s_are_nothing_where_no_version_was_told() => Found("not ok 1 - really\nok 2\n").ShouldBeEmpty();

    [TestMethod]
    [DataRow("")]
    [DataRow("warming up ...\n{ not json }\n")]
    public void SARIF_that_is_printed_is_read(string before) => Found(before + """
        {
          "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
          "runs": [ {
            "originalUriBaseIds": { "SRC": { "uri": "file://FOLDER/" } },
            "tool": { "driver": { "name": "lint", "rules": [
              { "id": "R0" },
              { "id": "R1", "defaultConfiguration": { "level": "error" }, "messageStrings": { "default": { "text": "{0} is not {1}" } } } ] } },
            "results": [
              { "ruleId": "R1", "ruleIndex": 1, "message": { "id": "default", "arguments": [ "a", "b" ] }, "locations": [ { "physicalLocation": { "artifactLocation": { "uri": "x.py" }, "region": { "startLine": 2, "startColumn": 3, "endLine": 4, "endColumn": 5 } } } ] },
              { "ruleId": "R0", "message": { "text": "two\nlines" }, "locations": [ { "physicalLocation": { "artifactLocation": { "uri": "b%20c.js", "uriBaseId": "SRC" }, "region": { "startLine": 1 } } } ] },
              { "ruleId": "R0", "level": "note", "message": { "text": "no problem" } },
              { "ruleId": "R0", "kind": "pass", "message": { "text": "no problem" } },
              { "ruleId": "R0", "message": { "text": "suppressed" }, "suppressions": [ { "kind": "inSource" } ] },
              { "level": "error", "message": { "text": "nowhere" } }
            ] } ]
        }
        done in 3 s
        { "runs": 3 }
        {"version":"2.1.0","runs":[{"results":[{"message":{"text":"{1} and {0} {2}","arguments":["{1}","b"]}}]}]}
        """).ShouldBe(["error|x.py|2,3,4,5|R1|a is not b", "warning|b c.js|1,0,0,0|R0|two lines", "error||0,0,0,0||nowhere", "warning||0,0,0,0||b and {1} {2}"]);

    [TestMethod]
    public void SARIF_in_one_long_line_is_read()
    {
        var results = string.Join(
            ",",
            Enumerable.Range(
                1,
                500)
                    .Select(i =>
                        $$"""{"ruleId":"R","level":"error","message":{"text":"m{{i}}" },"locations":[{"physicalLocation":{"artifactLocation":{"uri":"x.py"},"region":{"startLine":{{i}} } } }] }"""));
        Found($$"""{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"} },"results":[{{results}}] } ] }""").Count.ShouldBe(500);
    }

    [TestMethod]
    public void Very_many_reports_in_one_output_are_read()
    {
        const string One = """{"version":"2.1.0","runs":[{"results":[{"message":{"text":"m"} }] }] }""";
        using HookOutput output = new(log: null, _folder.Path);
        using (var lines = output.BeginCommand("tool"))
        {
            lines.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(One + "\n", 100_000))));
        }

        output.Findings.ShouldHaveSingleItem();
    }

    [TestMethod]
    [DataRow("""<?xml version="1.0"?><testsuites><testsuite name="s"><testcase classname="C" name="t" file="x.py" line="7"><failure message="1 != 2">Traceback</failure></testcase><testcase classname="C" name="fine"/><testcase name="e"><error>it broke&#10;here</error></testcase></testsuite><testsuite name="u"><error message="no set-up"/><testcase><failure/></testcase></testsuite></testsuites>""", "error|x.py|7,0,0,0||C.t: 1 != 2\nerror||0,0,0,0||e: it broke\nerror||0,0,0,0||u: no set-up\nerror||0,0,0,0||a test failed")]
    [DataRow("""
        <?xml version="1.0" encoding="utf-8"?>
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
          <UnitTestResult testName="Passes" outcome="Passed" />
          <UnitTestResult testName="Adds" outcome="Failed"><Output><ErrorInfo><Message>expected 3
        but was 4</Message><StackTrace>   at T.Adds() in FOLDER/CalculatorTests.cs:line 12
           at System.X()</StackTrace></ErrorInfo></Output></UnitTestResult>
          <UnitTestResult testName="Hangs" outcome="Timeout" />
        </Results></TestRun>
        """, "error|CalculatorTests.cs|12,0,0,0||Adds: expected 3\nerror||0,0,0,0||Hangs failed")]
    public void Reports_of_tests_that_are_printed_are_read(string text, string expected) =>
        Found("some text\n" + text + "\nmore text").ShouldBe(expected.Split('\n'));

    [TestMethod]
    [DataRow("""{"version":"2.1.0","runs":[{""")]
    [DataRow("""<testsuites><testcase name="a"><failure>""")]
    [DataRow("""<!DOCTYPE x [<!ENTITY a "b">]><testsuites>&a;</testsuites>""")]
    public void A_report_that_cannot_be_read_is_told(string text) =>
        Found(text).ShouldHaveSingleItem().ShouldStartWith("warning||0,0,0,0||its report cannot be read: ");

    [TestMethod]
    [DataRow("""{"version":"2.1.0","runs":[{"results":1}]}""")]
    [DataRow("""{"version":"2.1.0","runs":[{"results":[1,{"message":1,"locations":[{"physicalLocation":7}],"ruleIndex":99999999999}]}]}""")]
    [DataRow("""{"runs":{}}""")]
    [DataRow("<testsuites/>\nDone.")]
    [DataRow("<html><body>not a report</body></html>")]
    [DataRow("{}")]
    [DataRow("{\n")]
    [DataRow("<")]
    public void What_is_odd_hurts_nobody(string text) => Found(text).ShouldAllBe(line => line.EndsWith("||", StringComparison.Ordinal));

    [TestMethod]
    public void A_report_that_is_too_long_is_told()
    {
        using HookOutput output = new(log: null, _folder.Path);
        var piece = Encoding.UTF8.GetBytes(new string(' ', 1024 * 1024));
        using (var lines = output.BeginCommand("tool"))
        {
            lines.Write("{\"version\":\"2.1.0\",\"runs\":["u8);
            for (var i = 0; i < 33; i++)
            {
                lines.Write(piece);
            }
        }

        output.Findings.ShouldHaveSingleItem().Message.ShouldBe("its report is longer than 32 MB, and was not read");
    }

    // Wherever the output is cut into pieces the same is found.
    private List<string> Found(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n").Replace("FOLDER", _folder.Path, StringComparison.Ordinal));
        var whole = Found([bytes]);
        for (var size = 1; size < Math.Min(bytes.Length, 40); size += 3)
        {
            Found(bytes.Chunk(size)).ShouldBe(whole, $"in pieces of {size}");
        }

        return whole;
    }

    private List<string> Found(IEnumerable<byte[]> pieces)
    {
        using HookOutput output = new(log: null, _folder.Path);
        using (var lines = output.BeginCommand("tool"))
        {
            foreach (var piece in pieces)
            {
                lines.Write(piece);
            }
        }

        return [.. output.Findings.Select(finding =>
            $"{(finding.Level == HookFindingLevel.Error ? "error" : "warning")}|{(finding.File.Length == 0 ? "" : Path.GetRelativePath(_folder.Path, finding.File))}|{finding.Line},{finding.Column},{finding.EndLine},{finding.EndColumn}|{finding.Code}|{finding.Message}")];
    }
}
