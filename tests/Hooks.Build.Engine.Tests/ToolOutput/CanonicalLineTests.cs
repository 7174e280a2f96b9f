using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Scheduling;
using Hooks.Build.Engine.ToolOutput;

namespace Hooks.Build.Engine.Tests.ToolOutput;

[TestClass]
public sealed class CanonicalLineTests
{
    private static readonly string Root = Path.GetFullPath("/repository");

    [TestMethod]
    // MSBuild
    [DataRow("src/X.cs(3,5): error ABC123: bad", "error|src/X.cs|3,5,0,0|ABC123|bad")]
    [DataRow("src/X.cs(3): warning ABC123: bad", "warning|src/X.cs|3,0,0,0|ABC123|bad")]
    [DataRow("src/X.cs(3,5,7,9): error ABC123: bad", "error|src/X.cs|3,5,7,9|ABC123|bad")]
    [DataRow("src/X.cs(3-7): error ABC123: bad", "error|src/X.cs|3,0,7,0|ABC123|bad")]
    [DataRow("src/X.cs(3,5-9): error ABC123: bad", "error|src/X.cs|3,5,0,9|ABC123|bad")]
    [DataRow("  src/X.cs(3,5) : error ABC123 : bad", "error|src/X.cs|3,5,0,0|ABC123|bad")]
    [DataRow("src/X.cs(3,5): error: bad", "error|src/X.cs|3,5,0,0||bad")]
    [DataRow("src/X.cs(3,5): fatal error C1083: Cannot open", "error|src/X.cs|3,5,0,0|C1083|Cannot open")]
    [DataRow("src/a b.cs(3,5): error CS1002: ; expected", "error|src/a b.cs|3,5,0,0|CS1002|; expected")]
    [DataRow("src/a (copy).cs(3,5): error CS1: x", "error|src/a (copy).cs|3,5,0,0|CS1|x")]
    [DataRow("src/X.cs(3,5): error CS1: uses f(1,2): no", "error|src/X.cs|3,5,0,0|CS1|uses f(1,2): no")]
    [DataRow("src/X.cs(3,5): error CS1: bad [/repository/src/X.csproj]", "error|src/X.cs|3,5,0,0|CS1|bad")]
    [DataRow("src/X.cs(3,5): error CS1: bad [/repository/src/X.csproj::TargetFramework=net8.0]", "error|src/X.cs|3,5,0,0|CS1|bad")]
    [DataRow("src/X.cs(3,5): ERROR ABC123: bad", "error|src/X.cs|3,5,0,0|ABC123|bad")]
    [DataRow("/abs/X.cs(3,5): warning ABC123: bad", "warning|/abs/X.cs|3,5,0,0|ABC123|bad")]
    // The compilers of the Unix world
    [DataRow("src/x.c:3:5: error: bad", "error|src/x.c|3,5,0,0||bad")]
    [DataRow("src/x.c:3: warning: bad", "warning|src/x.c|3,0,0,0||bad")]
    [DataRow("src/x.c:3:5: fatal error: no such file", "error|src/x.c|3,5,0,0||no such file")]
    [DataRow("./src/x.py:3:5: error F401: unused", "error|src/x.py|3,5,0,0|F401|unused")]
    [DataRow("src/x.c:3:5: warning: unused [-Wunused]", "warning|src/x.c|3,5,0,0||unused [-Wunused]")]
    [DataRow("src/a.ts:3:5 - error TS2304: Cannot find name 'x'.", "error|src/a.ts|3,5,0,0|TS2304|Cannot find name 'x'.")]
    // Without a place
    [DataRow("CSC : error CS5001: no Main", "error||0,0,0,0|CS5001|no Main")]
    [DataRow("error MSB1009: Project file does not exist.", "error||0,0,0,0|MSB1009|Project file does not exist.")]
    [DataRow("warning NU1701: old package", "warning||0,0,0,0|NU1701|old package")]
    // With what others write before it
    [DataRow("     1>src/X.cs(3,5): error ABC123: bad", "error|src/X.cs|3,5,0,0|ABC123|bad")]
    [DataRow("1:7>src/X.cs(3,5): error ABC123: bad", "error|src/X.cs|3,5,0,0|ABC123|bad")]
    [DataRow("web_1  | src/x.c:3:5: error: bad", "error|src/x.c|3,5,0,0||bad")]
    [DataRow("2026-05-04 src/x.c:3:5: error: bad", "error|src/x.c|3,5,0,0||bad")]
    [DataRow("src/x.c:3:5: error: use f(3): error: no", "error|src/x.c|3,5,0,0||use f(3): error: no")]
    // A code, and what only looks like a place
    [DataRow("12:30:22: error ABC123: bad", "error||0,0,0,0|ABC123|bad")]
    [DataRow("tool(1234): error ABC123: bad", "error||0,0,0,0|ABC123|bad")]
    [DataRow("webpack:///src/a.ts(3,4): error TS1: bad", "error||0,0,0,0|TS1|bad")]
    // In colour
    [DataRow("\u001b[31msrc/X.cs(3,5): \u001b[1;31merror ABC123\u001b[0m: bad", "error|src/X.cs|3,5,0,0|ABC123|bad")]
    public void A_finding_is_recognised(string line, string expected)
    {
        var finding = CanonicalLine.TryParse(line, Root).ShouldNotBeNull();
        var file = finding.File.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? Path.GetRelativePath(Root, finding.File).Replace('\\', '/')
            : finding.File;
        var level = finding.Level == HookFindingLevel.Error ? "error" : "warning";
        $"{level}|{file}|{finding.Line},{finding.Column},{finding.EndLine},{finding.EndColumn}|{finding.Code}|{finding.Message}".ShouldBe(expected);
    }

    [TestMethod]
    [DataRow("Build succeeded.")]
    [DataRow("    0 Error(s)")]
    [DataRow("    3 Warning(s)")]
    [DataRow("no error at all")]
    [DataRow("error: something")]
    [DataRow("errors: 3")]
    [DataRow("src/X.cs(3,5): info ABC123: fine")]
    [DataRow("src/X.cs:3:5: note: declared here")]
    [DataRow("src/X.cs(3,5): message ABC123: fine")]
    [DataRow("12:30:45 warning: the clock is wrong, error follows")]
    [DataRow("http://example.org:80/: error")]
    [DataRow("The tests report an error handling (3,5) mistake")]
    [DataRow("12:30:22: warning: x")]
    [DataRow("12:30: error: x")]
    [DataRow("10:22:11 - error: x")]
    [DataRow("[10:22:11] error: x")]
    [DataRow("[10:22:11]: error: x")]
    [DataRow("2026-05-04T12:30:22: error: x")]
    [DataRow("2026-05-04T12:30:22.123Z: error: x")]
    [DataRow("2026-05-04 12:30:22: error: x")]
    [DataRow("2026/05/04 12:30:22: error: x")]
    [DataRow("May  4 12:30:22: error: x")]
    [DataRow("E0504 12:30:22: error: x")]
    [DataRow("web_1  | 12:30:22: error: x")]
    [DataRow("Step 3:12: error: x")]
    [DataRow("line 12:5: error: x")]
    [DataRow("localhost:8080: error: refused")]
    [DataRow("db.internal:5432: error: refused")]
    [DataRow("example.com:443: error: refused")]
    [DataRow("https://example.com:443: error: refused")]
    [DataRow("user@example.com:22: error: refused")]
    [DataRow("127.0.0.1:8080: error: refused")]
    [DataRow("[::1]:8080: error: refused")]
    [DataRow("fe80:1:2: error: refused")]
    [DataRow("C:12: error: x")]
    [DataRow("alpine:3: error: pull access denied")]
    [DataRow("<stdin>:3:4: error: x")]
    [DataRow("v1.2.3:4: error: x")]
    [DataRow("tool(1234): error: x")]
    [DataRow("http://localhost/page(12): error: x")]
    [DataRow("(12): error: x")]
    [DataRow("INFO src/not/there.c:3:4: error: x")]
    [DataRow("")]
    public void Any_other_line_is_none(string line) => CanonicalLine.TryParse(line, Root).ShouldBeNull();

    [TestMethod]
    public void A_name_that_does_not_look_like_one_is_a_file_where_it_is_there()
    {
        using TempFolder folder = new();
        foreach (var name in (string[])["Makefile", "12", "example.com", "a b", "src/run"])
        {
            var file = folder.File(name);
            CanonicalLine.TryParse($"{name}:3:4: error: bad", folder.Path).ShouldNotBeNull().File.ShouldBe(file);
        }

        CanonicalLine.TryParse("ERROR Makefile:3:4: error: bad", folder.Path).ShouldNotBeNull().File.ShouldBe(folder.In("Makefile"));
    }

    [TestMethod]
    public void Nothing_that_is_made_of_times_hosts_and_signs_names_a_file() => Dice.ForEachSeed(
        seed =>
        {
            Dice dice = new(seed);
            var line = string.Concat(Enumerable.Range(0, 1 + dice.Below(6)).Select(_ =>
                dice.Of(
                    "12",
                    "12:30:22",
                    "2026-05-04",
                    "8080",
                    "localhost",
                    "127.0.0.1",
                    "example.com",
                    "https://example.org",
                    "::1",
                    "fe80::1",
                    "Step",
                    "web_1",
                    "10.5",
                    "v1.2.3",
                    "C:",
                    "E1124",
                    "12.5ms")
                + dice.Of(":", " ", "/", "-", " | ", "[", "] ", "(", ") ", "@", ": ", "#", ">")));
            line += dice.Of("3: error: x", "3:4: warning: x", "(3): error: x", "(3,4): error E1: x", "3:4 - error E1: x", "error: x", ": error E1: x");
            (CanonicalLine.TryParse(line, Root)?.File ?? "").ShouldBe("", line);
        },
        times: 3000);

    [TestMethod]
    [DataRow(@"C:\src\X.cs(3,5): error ABC123: bad", @"C:\src\X.cs")]
    [DataRow(@"C:\src\x.c:3:5: error: bad", @"C:\src\x.c")]
    [DataRow(@"C:/src/x.c:3:5: error: bad", "C:/src/x.c")]
    public void A_drive_letter_is_part_of_the_file(string line, string file)
    {
        var finding = CanonicalLine.TryParse(line, Root).ShouldNotBeNull();
        finding.File.ShouldEndWith(file);
        (finding.Line, finding.Column).ShouldBe((3, 5));
    }

    [TestMethod]
    public void A_number_too_large_for_a_line_is_no_place() =>
        CanonicalLine.TryParse("x.cs(99999999999,1): error A1: b", Root).ShouldNotBeNull().Line.ShouldBe(0);

    [TestMethod]
    [DataRow("x.cs(1,2): error A1: b", true)]
    [DataRow("X.CS(1,2): WARNING A1: b", true)]
    [DataRow("Build succeeded.", false)]
    public void Only_lines_that_name_a_level_are_worth_parsing(string line, bool worth) =>
        CanonicalLine.IsWorthParsing(System.Text.Encoding.UTF8.GetBytes(line)).ShouldBe(worth);
}
